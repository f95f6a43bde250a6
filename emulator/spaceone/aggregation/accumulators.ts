import { databaseFailure } from "../errors";
import { pythonRepr } from "../python-text";
import { keyOf, nameOf, operatorOf } from "../query/filter";
import type { GroupField } from "../wire/statistics";
import { compileConditions } from "./conditions";
import { fieldExpression, withinGroup, type Expression } from "./field-path";
import { compilePush } from "./push";
import { reductions } from "./reductions";
import type { Scope } from "./stage";
import { isList, type Document, type Value } from "../query/value";

/** A field of a group stage: its name in the results, and its value for the documents of one group. */
export type Accumulator = readonly [name: string, accumulate: (documents: readonly Document[]) => Value];

/** The operators, in the order in which the service lists them when it refuses an unknown one. */
const operators = [
  "count",
  "sum",
  "average",
  "max",
  "min",
  "first",
  "last",
  "push",
  "add_to_set",
  "merge_objects",
] as const;

type Operator = (typeof operators)[number];

export function compileAccumulator(field: GroupField, keysBefore: readonly string[], scope: Scope): Accumulator {
  const operator = operatorNamed(operatorOf(field));
  const name = nameOf(field);
  if (name === undefined)
    throw databaseFailure(`'aggregate.group.fields' condition requires a name: ${pythonRepr(field)}`);
  if (name.includes(".")) throw databaseFailure(`The field name '${name}' cannot contain '.'`);
  return [name, compileOperator(field, operator, keysBefore, scope)];
}

function operatorNamed(name = "None"): Operator {
  const operator = operators.find((candidate) => candidate === name);
  if (operator) return operator;
  const supported = `(supported_operator = ${pythonRepr(operators)})`;
  throw databaseFailure(`'aggregate.group.fields' condition's ${name} operator is not supported. ${supported}`);
}

function compileOperator(
  field: GroupField,
  operator: Operator,
  keysBefore: readonly string[],
  scope: Scope,
): Accumulator[1] {
  const key = keyOf(field);
  const expression = key === undefined ? undefined : fieldExpression(withinGroup(key, keysBefore));
  const condition = field.conditions && compileConditions(field.conditions, keysBefore);
  if (operator === "count") return (documents) => (condition ? documents.filter(condition) : documents).length;
  const push = operator === "push" ? compilePush(field, expression, keysBefore, scope) : undefined;
  if (!push && !expression) throw refused(field, "condition requires a key");
  if (condition && !conditional.includes(operator)) throw refused(field, "condition's conditions not supported");
  if (push) return push;
  const isOfLists = field.data_type === "array" && reducible.includes(operator) && !condition;
  const reduce = reductions[operator as keyof typeof reductions];
  const value = expression && condition ? withDefault(expression, condition) : expression;
  return (documents) => {
    const values = documents.map((document) => value?.(document));
    return reduce(isOfLists ? values.map((item) => reduce(isList(item) ? item : [item])) : values);
  };
}

const conditional: readonly Operator[] = ["sum", "average"];

/** The operators that can also be used on the items of lists. */
const reducible: readonly Operator[] = ["sum", "average", "max", "min", "first", "last"];

/** A document that does not fit the conditions counts as 0. */
function withDefault(expression: Expression, condition: (document: Document) => boolean): Expression {
  return (document) => (condition(document) ? expression(document) : 0);
}

function refused(field: GroupField, problem: string) {
  return databaseFailure(`'aggregate.group.fields' ${problem}: ${pythonRepr(field)}`);
}
