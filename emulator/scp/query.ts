import { validationError } from "./errors";

/** A parameter of a query; where it is repeated, the last one. */
export function queryText(query: URLSearchParams, name: string): string | undefined {
  return query.getAll(name).at(-1);
}

export function requiredText(query: URLSearchParams, name: string): string {
  const text = queryText(query, name);
  if (text === undefined) throw validationError("Field required");
  return text;
}

/** True or false in any letter case: the reference writes `True`, clients write `true`. */
export function queryBoolean(query: URLSearchParams, name: string, otherwise: boolean): boolean {
  const text = queryText(query, name);
  if (text === undefined) return otherwise;
  if (!/^(?:true|false)$/i.test(text)) throw validationError("Input should be a valid boolean");
  return text.toLowerCase() === "true";
}

export interface IntegerRange {
  readonly from: number;
  readonly to: number;
  readonly otherwise: number;
}

export function queryInteger(query: URLSearchParams, name: string, { from, to, otherwise }: IntegerRange): number {
  const text = queryText(query, name);
  if (text === undefined) return otherwise;
  if (!/^-?\d{1,15}$/.test(text)) throw validationError("Input should be a valid integer");
  const value = Number(text);
  if (value < from) throw validationError(`Input should be greater than or equal to ${from}`);
  if (value > to) throw validationError(`Input should be less than or equal to ${to}`);
  return value;
}
