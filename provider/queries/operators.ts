/** What the value of a condition is, by its operator. */
type OperandKind =
  | "value"
  | "ordered"
  | "flag"
  | "text"
  | "pattern"
  | "values"
  | "texts"
  | "patterns"
  | "object"
  | "time"
  | "difference";

/** The operators of SpaceONE's query language, each with the kind of its value (SPO 4). */
export const operators = {
  eq: "value",
  not: "value",
  lt: "ordered",
  lte: "ordered",
  gt: "ordered",
  gte: "ordered",
  exists: "flag",
  contain: "text",
  not_contain: "text",
  in: "values",
  not_in: "values",
  contain_in: "texts",
  not_contain_in: "texts",
  match: "object",
  regex: "pattern",
  regex_in: "patterns",
  datetime_lt: "time",
  datetime_lte: "time",
  datetime_gt: "time",
  datetime_gte: "time",
  timediff_lt: "difference",
  timediff_lte: "difference",
  timediff_gt: "difference",
  timediff_gte: "difference",
} as const satisfies Readonly<Record<string, OperandKind>>;

export type Operator = keyof typeof operators;

/** The operators that have one for a list of values besides. */
const plurals: Partial<Readonly<Record<Operator, Operator>>> = {
  eq: "in",
  not: "not_in",
  contain: "contain_in",
  not_contain: "not_contain_in",
  regex: "regex_in",
};

/** The operators as SpaceONE's console writes them (SPO 4). */
export const symbols = {
  "": "contain",
  "!": "not_contain",
  "=": "eq",
  "!=": "not",
  "~": "regex",
  ">": "gt",
  ">=": "gte",
  "<": "lt",
  "<=": "lte",
  ">t": "datetime_gt",
  ">=t": "datetime_gte",
  "<t": "datetime_lt",
  "<=t": "datetime_lte",
  ">td": "timediff_gt",
  ">=td": "timediff_gte",
  "<td": "timediff_lt",
  "<=td": "timediff_lte",
} as const satisfies Readonly<Record<string, Operator>>;

export type OperatorSymbol = keyof typeof symbols;

export function isOperator(text: unknown): text is Operator {
  return typeof text === "string" && Object.hasOwn(operators, text);
}

export function isSymbol(text: unknown): text is OperatorSymbol {
  return typeof text === "string" && Object.hasOwn(symbols, text);
}

/** The operator for a list of values; undefined where there is none. */
export function pluralOf(operator: Operator): Operator | undefined {
  return plurals[operator];
}

/** The operator for one value; undefined for one that takes no list. */
export function singularOf(operator: Operator): Operator | undefined {
  return Object.entries(plurals).find(([, plural]) => plural === operator)?.[0] as Operator | undefined;
}
