import type { Operator } from "./operators";

// Queries as they are sent.

export interface WireCondition {
  readonly key: string;
  readonly value: unknown;
  readonly operator: Operator;
}

export interface WireSortKey {
  readonly key: string;
  readonly desc?: true;
}

export interface WirePage {
  /** The first entry, counted from 1. */
  readonly start?: number;
  readonly limit?: number;
}

/** What all queries have. */
export interface WireFilters {
  readonly filter?: readonly WireCondition[];
  readonly filter_or?: readonly WireCondition[];
  readonly keyword?: string;
}

/** Which objects a list has, and what of each. */
export interface WireListQuery extends WireFilters {
  readonly sort?: readonly WireSortKey[];
  readonly page?: WirePage;
  readonly only?: readonly string[];
  readonly minimal?: true;
  readonly unwind?: { readonly path: string; readonly filter?: readonly WireCondition[] };
}

/** Which statistics are made: the values of a field, or stages that each work on the result of the one before. */
export interface WireStatisticsQuery extends WireFilters {
  readonly distinct?: string;
  readonly aggregate?: readonly Readonly<Record<string, unknown>>[];
  readonly page?: WirePage;
}

/** Which groups are made, and what is counted in each. */
export interface WireAnalyzeQuery extends WireFilters {
  readonly fields: Readonly<Record<string, object>>;
  readonly group_by?: readonly string[];
  readonly field_group?: readonly string[];
  readonly select?: Readonly<Record<string, unknown>>;
  readonly sort?: readonly WireSortKey[];
  readonly page?: WirePage;
}
