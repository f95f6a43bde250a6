import { databaseFailure } from "./errors";
import { isStruct, type Json } from "./json";

/** What is wrong with a field, in the words of the database layer. */
export type Problem = string | undefined;

export const tooLong = "String value is too long";
const dollarName = 'Invalid dictionary key name - keys may not startswith "$" characters';

export function longerThan(maximum: number, value: Json | undefined): Problem {
  const texts = Array.isArray(value) ? (value as readonly Json[]) : [value];
  return texts.some((text) => typeof text === "string" && Array.from(text).length > maximum) ? tooLong : undefined;
}

/** Names that begin with `$`, in objects at any depth, but not inside lists. */
export function dollarNames(value: Json | undefined): Problem {
  return value !== undefined && hasDollarName(value) ? dollarName : undefined;
}

function hasDollarName(value: Json): boolean {
  return isStruct(value) && Object.entries(value).some(([name, item]) => name.startsWith("$") || hasDollarName(item));
}

/** Checks a new object as a whole. Fields with the same problem are named together, in the order of the model. */
export function refuseInvalid(model: string, problems: Readonly<Record<string, Problem>>): void {
  const fields = new Map<string, string[]>();
  for (const [field, problem] of Object.entries(problems)) {
    if (problem !== undefined) fields.set(problem, [...(fields.get(problem) ?? []), field]);
  }
  if (fields.size === 0) return;
  const texts = Array.from(
    fields,
    ([problem, names]) => `${problem}: [${names.map((name) => `'${name}'`).join(", ")}]`,
  );
  throw databaseFailure(`ValidationError (${model}:None) (${texts.join(" ")})`);
}
