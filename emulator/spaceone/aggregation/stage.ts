import type { Document } from "../query/value";

/** One step of a pipeline. */
export type Stage = (documents: readonly Document[]) => readonly Document[];

/** What the stages of a pipeline have to know about the kind of record. */
export interface Scope {
  /** Fields that hold times: where they are pushed as a part of an object, they are written as texts. */
  readonly timeFields: readonly string[];
  /** The documents of another collection, by its name in the database. */
  readonly collection: (name: string) => readonly Document[];
}
