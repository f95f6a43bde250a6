/** Text, which stands for its bytes in UTF-8, or bytes. */
export type Bytes = string | Uint8Array;

/** How one object is looked up. */
export interface Lookup {
  /** The object's id. Give either it or `name`. */
  id?: string;
  /** The object's whole name. Fails unless exactly one object has it. */
  name?: string;
}
