import type { Operator, OperatorSymbol, symbols } from "./operators";

// How conditions look to a program.

type Value = string | number | boolean;

/** A time relative to now, in the service's form: `now-3d`, `now/w`, `now/d+12h`. */
export type TimeDifference = `now${string}`;

/** The value that each operator takes. */
export interface Operands {
  /** Null finds what has no such field, too. */
  eq: Value | null;
  /** Also finds what has no such field. */
  not: Value | null;
  lt: string | number;
  lte: string | number;
  gt: string | number;
  gte: string | number;
  /** Whether the field is there. */
  exists: boolean;
  /** A part of the text; large and small letters are the same. */
  contain: string;
  not_contain: string;
  /** One of these; `null` and `[]` stand for what is not there, or is an empty list. */
  in: readonly (Value | null | readonly Value[])[];
  not_in: readonly (Value | null | readonly Value[])[];
  /** One of these parts. */
  contain_in: readonly string[];
  /** As the service has it: true if one of these parts is missing. */
  not_contain_in: readonly string[];
  /** One item of a list has all of these values. */
  match: Readonly<Record<string, unknown>>;
  /** A regular expression as MongoDB has it (PCRE); large and small letters are the same. */
  regex: string;
  regex_in: readonly string[];
  /** A time in the form of ISO 8601: `2026-01-31`, `2026-01-31T12:00:00Z`. */
  datetime_lt: string;
  datetime_lte: string;
  datetime_gt: string;
  datetime_gte: string;
  timediff_lt: TimeDifference;
  timediff_lte: TimeDifference;
  timediff_gt: TimeDifference;
  timediff_gte: TimeDifference;
}

/** A condition in the long spelling; `where` makes such ones. */
export type LongCondition<Key extends string> = {
  [Name in Operator]: { readonly key: Key; readonly operator: Name; readonly value: Operands[Name] };
}[Operator];

/** A condition in the service's short spelling. */
export type ShortCondition<Key extends string> = {
  [Name in Operator]: { readonly k: Key; readonly o: Name; readonly v: Operands[Name] };
}[Operator];

type SymbolValue<Symbol extends OperatorSymbol> = Operands[(typeof symbols)[Symbol]] | null;

/**
 * A condition as SpaceONE's console writes it. Without `o` the text contains the value. Of a list of values one has to fit,
 * with `!` and `!=` none; an operator that knows no lists has to hold for each of them.
 */
export type ConsoleCondition<Key extends string> =
  | {
      [Symbol in OperatorSymbol]: {
        readonly k: Key;
        readonly o: Symbol;
        readonly v: SymbolValue<Symbol> | readonly SymbolValue<Symbol>[];
      };
    }[OperatorSymbol]
  | { readonly k: Key; readonly v: string | null | readonly (string | null)[]; readonly o?: undefined };

/** What the console writes for words without a field: they are added to `keyword`. */
export interface KeywordCondition {
  readonly k?: undefined;
  readonly v: string | readonly string[];
  readonly o?: "" | undefined;
}

/** A condition in any spelling that names a field. */
export type FieldCondition<Key extends string> = LongCondition<Key> | ShortCondition<Key> | ConsoleCondition<Key>;

/** A condition in any spelling. */
export type Condition<Key extends string> = FieldCondition<Key> | KeywordCondition;
