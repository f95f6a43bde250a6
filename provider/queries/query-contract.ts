import type { Condition, FieldCondition } from "./condition-contract";

// How queries look to a program. Fields may be named in the service's spelling and in this package's.

/** Which objects are meant. What is left out restricts nothing. */
export interface FilterArgs<Key extends string> {
  /** Conditions, all of which have to hold, in any spelling; `where` helps to write them. */
  filter?: readonly Condition<Key>[];
  /** Conditions, one of which has to hold, besides those of `filter`. */
  filterOr?: readonly FieldCondition<Key>[];
  /**
   * Words, one of which has to be in the object's names and ids, unless a condition of `filterOr` holds. Which fields are
   * searched, the service decides.
   */
  keyword?: string;
}

/** A field that a list is sorted by. */
export interface SortKey<Key extends string> {
  /** The field. */
  key: Key;
  /** Whether the largest comes first. Default: false. */
  desc?: boolean;
}

/** A part of a list. */
export interface QueryPage {
  /** Its first entry, counted from 1. Default: 1. */
  start?: number;
  /** The most entries, 1 or more. Default: all. More than 1000 are read in blocks of 1000. */
  limit?: number;
}

/** Makes one entry of each item of a list inside the objects. Needs `only`. */
export interface Unwind<Key extends string> {
  /** The list: `data.disks`. */
  path: Key;
  /** Which of the items. The operators are those of equality and of contained texts, with their lists. */
  filter?: readonly FieldCondition<Key>[];
}

/** Which entries a list has, and what of each. */
export interface ListQueryArgs<Key extends string, ConditionKey extends string> extends FilterArgs<ConditionKey> {
  /** The order; the objects' ids come after it. Default: by id. */
  sort?: readonly SortKey<Key>[];
  /** The part that is wanted. Default: all. */
  page?: QueryPage;
  /** Only these fields of each object, besides its id. What is left out is absent in the result. Default: all. */
  only?: readonly Key[];
  /** Only the few fields that the service counts as minimal. Default: false. */
  minimal?: boolean;
  /** One entry for each item of a list inside the objects. Needs `only`. Default: one for each object. */
  unwind?: Unwind<Key>;
}
