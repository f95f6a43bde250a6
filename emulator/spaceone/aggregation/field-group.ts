import type { Group, GroupField } from "../wire/statistics";

/** Operators whose results can be added up, or compared, once more. */
const totalled: readonly (string | undefined)[] = ["sum", "average", "max", "min", "count"];

/**
 * A second group stage, without some of the keys of the first one: each field becomes a list of its values with these
 * keys, beside its total.
 */
export function groupByFields({ keys = [], fields = [] }: Group, names: readonly string[]): Group {
  return {
    keys: keys.filter(({ name = "" }) => !names.includes(name)).map(({ name = "" }) => ({ key: name, name })),
    fields: fields.flatMap((field) => withTotal(field, names)),
  };
}

function withTotal({ name = "", operator = "" }: GroupField, names: readonly string[]): GroupField[] {
  const total = { key: name, name: `_total_${name}`, operator: operator === "count" ? "sum" : operator };
  const parts = [{ name: "value", key: name }, ...names.map((key) => ({ name: key, key }))];
  return [...(totalled.includes(operator) ? [total] : []), { name, operator: "push", fields: parts }];
}
