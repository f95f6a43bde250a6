/** Free content: an object of any JSON values. */
export type JsonObject = Record<string, unknown>;
