/** A value of JSON. */
export type Json = null | boolean | number | string | readonly Json[] | Struct;

/** A JSON object: what the API calls a Struct. */
export interface Struct {
  readonly [name: string]: Json;
}

export function isStruct(value: unknown): value is Struct {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
