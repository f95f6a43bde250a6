import { readFileSync } from "node:fs";
import { join } from "node:path";

type FieldType = string | readonly [string];
type Messages = Readonly<Record<string, Readonly<Record<string, FieldType>>>>;

/** The messages of queries that the published document of a service has. */
export function publishedQueries(service: "inventory" | "secret" | "cost-analysis"): Messages {
  const file = join(__dirname, "..", "contract", "fixtures", `spaceone-${service}.json`);
  return (JSON.parse(readFileSync(file, "utf8")) as { queries: Messages }).queries;
}

/** Published as one object with a list in it; the service takes the list itself (SPO 4). */
const sorts: Readonly<Record<string, FieldType>> = { Sort: ["SortKey"], AggregateSort: ["SortKey"] };

const scalars: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === "string",
  boolean: (value) => typeof value === "boolean",
  integer: Number.isSafeInteger,
  "integer/long": Number.isSafeInteger,
  object: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  Value: () => true,
  any: () => true,
};

/** What in a message is not as it is published, each with its place. */
export function publishedFaults(messages: Messages, type: FieldType, value: unknown, place = "query"): string[] {
  const known = typeof type === "string" ? (sorts[type] ?? type) : type;
  if (typeof known !== "string") {
    if (!Array.isArray(value)) return [`${place}: is no list`];
    return value.flatMap((item, index) => publishedFaults(messages, known[0], item, `${place}[${String(index)}]`));
  }
  const scalar = scalars[known];
  if (scalar !== undefined) return scalar(value) ? [] : [`${place}: is not of type ${known}`];
  const fields = messages[known];
  if (fields === undefined) return [`${place}: there is no message ${known}`];
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [`${place}: is no ${known}`];
  return Object.entries(value).flatMap(([name, member]) => {
    const of = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return of === undefined
      ? [`${place}: ${known} has no ${name}`]
      : publishedFaults(messages, of, member, `${place}.${name}`);
  });
}
