import { databaseFailure, requiredParameter } from "../errors";
import { pythonRepr } from "../python-text";
import { keyOf, nameOf, operatorOf } from "../query/filter";
import { projected } from "../query/path";
import type { ProjectField } from "../wire/statistics";
import { compileArithmetic } from "./arithmetic";
import { fieldExpression, withField, withinGroup, type Expression } from "./field-path";
import { listOperators } from "./list-operators";
import type { Stage } from "./stage";
import type { Document } from "../query/value";

export interface Projection {
  readonly fields?: readonly ProjectField[];
  readonly exclude_keys?: boolean;
}

/** The operators, in the order in which the service lists them when it refuses an unknown one. */
const operators = [...Object.keys(listOperators), "add", "subtract", "multiply", "divide"];

/** Makes a new document of the named values; without `exclude_keys` it keeps the id, and so the keys of a group. */
export function compileProject({ fields = [], exclude_keys = false }: Projection, keys: readonly string[]): Stage {
  if (fields.length === 0) throw requiredParameter("aggregate.project.fields");
  const members = fields.map((field) => compileField(field, keys));
  const project = (document: Document): Document => {
    const { _id } = document;
    const start: Document = exclude_keys || _id === undefined ? {} : { _id };
    return members.reduce((made, [path, expression]) => {
      const value = expression(document);
      return value === undefined ? made : withField(made, path, value);
    }, start);
  };
  return (documents) => documents.map(project);
}

function compileField(field: ProjectField, keys: readonly string[]): readonly [path: string[], expression: Expression] {
  const operator = operatorOf(field) ?? "";
  if (operator !== "" && !operators.includes(operator)) {
    const supported = `(supported_operator = ${pythonRepr(operators)})`;
    throw databaseFailure(`'aggregate.project.fields' condition's ${operator} operator is not supported. ${supported}`);
  }
  const name = nameOf(field);
  if (name === undefined)
    throw databaseFailure(`'aggregate.project.fields' condition requires a name: ${pythonRepr(field)}`);
  return [name.split("."), compileValue(field, operator, keys)];
}

function compileValue(field: ProjectField, operator: string, keys: readonly string[]): Expression {
  const key = keyOf(field);
  if (operator === "") return fieldExpression(withinGroup(key ?? "None", keys));
  const operation = Object.hasOwn(listOperators, operator) ? listOperators[operator] : undefined;
  if (!operation) return compileArithmetic(field, operator, field.fields, keys);
  if (key === undefined) {
    const place = operator.includes("object") ? "fields" : "key";
    throw databaseFailure(`'aggregate.project.${place}' condition requires a key: ${pythonRepr(field)}`);
  }
  const expression = fieldExpression(withinGroup(key, keys));
  return (document) => operation(expression(document));
}

/** Keeps only the values at these paths. */
export function compileOnly(paths: readonly string[]): Stage {
  const collision = paths.find((path, index) =>
    paths.some((other, place) => place < index && (path.startsWith(`${other}.`) || other.startsWith(`${path}.`))),
  );
  if (collision !== undefined) {
    throw databaseFailure(`Invalid $project :: caused by :: Path collision at ${collision}`);
  }
  const names = paths.map((path) => path.split("."));
  return (documents) => documents.map((document) => projected(document, names));
}
