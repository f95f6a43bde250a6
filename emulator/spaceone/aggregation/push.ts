import { databaseFailure } from "../errors";
import { pythonRepr } from "../python-text";
import { keyOf, nameOf } from "../query/filter";
import type { GroupField } from "../wire/statistics";
import { formatDate } from "./date-format";
import { fieldExpression, withinGroup, type Expression } from "./field-path";
import type { Scope } from "./stage";
import type { Document, Value } from "../query/value";

type Push = (documents: readonly Document[]) => Value;

/** Collects one value of each document, or an object of several ones. */
export function compilePush(
  field: GroupField,
  expression: Expression | undefined,
  keysBefore: readonly string[],
  { timeFields }: Scope,
): Push {
  const parts = (field.fields ?? []).map((part): readonly [string, Expression] => {
    const [key, name] = [keyOf(part), nameOf(part)];
    if (key === undefined) throw incomplete("key", field);
    if (name === undefined) throw incomplete("name", field);
    const value = fieldExpression(withinGroup(key, keysBefore));
    return [name, timeFields.includes(key) ? timeText(value) : value];
  });
  if (expression) return (documents) => documents.flatMap((document) => listed(expression(document)));
  if (parts.length === 0)
    throw databaseFailure(`'aggregate.group.fields' condition requires fields: ${pythonRepr(field)}`);
  return (documents) => documents.map((document) => objectOf(parts, document));
}

function listed(value: Value | undefined): Value[] {
  return value === undefined ? [] : [value];
}

function objectOf(parts: readonly (readonly [string, Expression])[], document: Document): Document {
  const members = parts.flatMap(([name, expression]) => {
    const value = expression(document);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(members);
}

function timeText(value: Expression): Expression {
  return (document) => {
    const time = value(document);
    return typeof time === "bigint" ? formatDate("%Y-%m-%dT%H:%M:%SZ", new Date(Number(time))) : null;
  };
}

function incomplete(part: string, field: GroupField) {
  return databaseFailure(`'aggregate.group.fields.fields' condition requires a ${part}: ${pythonRepr(field)}`);
}
