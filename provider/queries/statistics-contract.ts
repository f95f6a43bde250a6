import type { OtherName } from "./names";
import type { FilterArgs, QueryPage, SortKey } from "./query-contract";

/** What is made of the values of a group. */
export type GroupOperator =
  "count" | "sum" | "average" | "max" | "min" | "first" | "last" | "push" | "add_to_set" | "merge_objects";

/** A field that groups are made by. */
export interface GroupKey<Key extends string = string> {
  /** The field, or after another group a name that it has given. */
  key: Key | OtherName;
  /** What the result calls it. */
  name: string;
  /** Of a time, which needs one: `year`, `month`, `day` or a format such as `%Y-%m`. Of all else, the whole value. */
  dateFormat?: string;
}

/** Compares a field of an object that is counted. */
export interface GroupCondition<Key extends string = string> {
  /** The field, or after another group a name that it has given. */
  key: Key | OtherName;
  /** How it is compared: equal, greater, greater or equal, less, less or equal. */
  operator: "eq" | "gt" | "gte" | "lt" | "lte";
  /** What it is compared with. */
  value: string | number | boolean;
}

/** A number, a value or a list that is made of each group. */
export interface GroupField<Key extends string = string> {
  /** What is made of the values that the group's objects have. */
  operator: GroupOperator;
  /** The field; `count` needs none, and `push` none with `fields`. */
  key?: Key | OtherName;
  /** What the result calls it. */
  name: string;
  /** With `push`: the members of each item. */
  fields?: readonly { key: Key | OtherName; name: string }[];
  /** Of `count`, `sum` and `average`: only objects for which all of these hold. */
  conditions?: readonly GroupCondition<Key>[];
}

/** A member of each result. */
export interface ProjectField<Key extends string = string> {
  /** The field, or after a group a name that it has given. */
  key: Key | OtherName;
  /** What the result calls it. */
  name: string;
  /**
   * What is made of it: the number of items of a list, their sum, an object of a list of pairs, or such a list of an
   * object. Default: the value as it is.
   */
  operator?: "size" | "sum" | "array_to_object" | "object_to_array";
}

/**
 * One stage of a calculation; each works on the results of the one before. Up to the first group, keys are fields of the
 * objects; after it they are names that the stage before has given.
 */
export type AggregateStage<Key extends string = string> =
  | { unwind: { path: Key | OtherName } }
  | { group: { keys?: readonly GroupKey<Key>[]; fields?: readonly GroupField<Key>[] } }
  | { count: { name: string } }
  | { sort: readonly SortKey<Key | OtherName>[] }
  | { project: { fields: readonly ProjectField<Key>[]; excludeKeys?: boolean } }
  | { limit: number }
  | { skip: number };

/** Which statistics are made. Give either `distinct` or `aggregate`. */
export interface StatisticsArgs<Key extends string, ConditionKey extends string> extends FilterArgs<ConditionKey> {
  /** The different values of this field, in their order. */
  distinct?: Key;
  /** Stages of a calculation. */
  aggregate?: readonly AggregateStage<Key>[];
  /** The part of the results that is wanted; with a limit, the number of all results is told. Default: all. */
  page?: QueryPage;
}

/** What statistics give. */
export interface StatisticsResult {
  /** Of `distinct` the values; of `aggregate` objects with the names that the stages give. */
  results: readonly unknown[];
  /** How many results there are on all pages. Absent unless the query has a page with a limit. */
  totalCount?: number;
}

/** A number, a value or a list that is made of each group. */
export interface AnalyzeField<Key extends string> {
  /** What is made of the values that the group's objects have. */
  operator: GroupOperator;
  /** The field; `count` needs none, and `push` none with `fields`. */
  key?: Key;
  /** With `push`: the members of each item, and the fields that they have. */
  fields?: Readonly<Record<string, Key>>;
}

/** A member of each result that is calculated of others. */
export interface SelectField {
  /**
   * The calculation: the first four are made of `fields`, of which `subtract` and `divide` take two; `size` and `sum` of
   * the list `key`.
   */
  operator: "add" | "subtract" | "multiply" | "divide" | "size" | "sum";
  /** With `size` and `sum`: the name of a list in the result. */
  key?: string;
  /** Names in the result, numbers, or further calculations. */
  fields?: readonly (string | number | SelectField)[];
}

/** Which groups are made, and what of each. */
export interface AnalyzeArgs<Key extends string, ConditionKey extends string> extends FilterArgs<ConditionKey> {
  /** What is made of each group, by the name that the result has it under. */
  fields: Readonly<Record<string, AnalyzeField<Key>>>;
  /** The fields that groups are made by; the result calls each by the last part of its path. Default: one group of all. */
  groupBy?: readonly Key[];
  /** Those of the groups' names that are put together into one result, each `fields` member of which becomes a list. */
  fieldGroup?: readonly string[];
  /** The members of each result: the name of one in the result, or a calculation. Default: all. */
  select?: Readonly<Record<string, string | SelectField>>;
  /** The order, by names in the result. Default: none. */
  sort?: readonly SortKey<string>[];
  /** The part of the results that is wanted; with a limit, the result says whether there are more. Default: all. */
  page?: QueryPage;
}

/** What an analysis gives. */
export interface AnalyzeResult {
  /** The groups, with the names that the query gives, and those of `groupBy`. */
  results: readonly Readonly<Record<string, unknown>>[];
  /** Whether there are further results behind the page. Absent unless the query has a page with a limit. */
  more?: boolean;
}
