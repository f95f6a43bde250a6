import type { Operator, OperatorSymbol, symbols } from "./operators";

// How conditions look to a program.

type Value = string | number | boolean;

/** A time relative to now, in the service's form: `now-3d`, `now/w`, `now/d+12h`. */
export type TimeDifference = `now${string}`;

/** The value that each operator takes. */
export interface Operands {
  /** The field is equal to this. Null finds what has no such field, too. */
  eq: Value | null;
  /** The field is not equal to this. Also finds what has no such field. */
  not: Value | null;
  /** The field is less than this: a number, or a text by the order of texts. */
  lt: string | number;
  /** Less than this, or equal. */
  lte: string | number;
  /** Greater than this. */
  gt: string | number;
  /** Greater than this, or equal. */
  gte: string | number;
  /** Whether the field is there. */
  exists: boolean;
  /** A part of the text; large and small letters are the same. */
  contain: string;
  /** A part that the text must not have; large and small letters are the same. */
  not_contain: string;
  /** The field is one of these; `null` and `[]` stand for what is not there, or is an empty list. */
  in: readonly (Value | null | readonly Value[])[];
  /** The field is none of these. */
  not_in: readonly (Value | null | readonly Value[])[];
  /** One of these parts of the text; large and small letters are the same. */
  contain_in: readonly string[];
  /** As the service has it: true if one of these parts is missing. */
  not_contain_in: readonly string[];
  /** One item of a list has all of these values. */
  match: Readonly<Record<string, unknown>>;
  /** A regular expression as MongoDB has it (PCRE); large and small letters are the same. */
  regex: string;
  /** One of these regular expressions. */
  regex_in: readonly string[];
  /** The field is a time before this one, in the form of ISO 8601: `2026-01-31`, `2026-01-31T12:00:00Z`. */
  datetime_lt: string;
  /** Before this time, or at it. */
  datetime_lte: string;
  /** After this time. */
  datetime_gt: string;
  /** After this time, or at it. */
  datetime_gte: string;
  /** The field is a time before this one, which is relative to now. */
  timediff_lt: TimeDifference;
  /** Before this time, or at it. */
  timediff_lte: TimeDifference;
  /** After this time. */
  timediff_gt: TimeDifference;
  /** After this time, or at it. */
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
  /** Absent: the words are looked for in the fields that the service has chosen. */
  readonly k?: undefined;
  /** The word, or words of which one has to be there. */
  readonly v: string | readonly string[];
  /** Absent, or the empty text. */
  readonly o?: "" | undefined;
}

/** A condition in any spelling that names a field. */
export type FieldCondition<Key extends string> = LongCondition<Key> | ShortCondition<Key> | ConsoleCondition<Key>;

/** A condition in any spelling. */
export type Condition<Key extends string> = FieldCondition<Key> | KeywordCondition;
