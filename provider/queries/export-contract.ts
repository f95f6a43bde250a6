import type { FilterArgs, QueryPage, SortKey, Unwind } from "./query-contract";
import type { AnalyzeArgs } from "./statistics-contract";

/** A column of an exported table. */
export interface ExportColumn<Key extends string> {
  /** The field. */
  key: Key;
  /** Its heading. Default: the key. */
  name?: string;
}

/** Which objects a table has, and what of each. */
export interface ExportSearch<Key extends string, ConditionKey extends string> extends FilterArgs<ConditionKey> {
  /** The columns. */
  fields: readonly (Key | ExportColumn<Key>)[];
  /** The order; the objects' ids come after it. Default: by id. */
  sort?: readonly SortKey<Key>[];
  /** One row for each item of a list inside the objects. */
  unwind?: Unwind<Key>;
  /** The part that is wanted. Default: all. */
  page?: QueryPage;
}

/** One table of an export. Give either `search` or `analyze`. */
export interface ExportTable<Key extends string, ConditionKey extends string> {
  /** Name of the table, as the service takes it. */
  name: string;
  /** Its title. Default: none. */
  title?: string;
  /** A row for each object. */
  search?: ExportSearch<Key, ConditionKey>;
  /** A row for each group. */
  analyze?: Omit<AnalyzeArgs<Key, ConditionKey>, "fieldGroup">;
}
