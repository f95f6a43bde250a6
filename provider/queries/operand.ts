import { operators, pluralOf, singularOf, type Operator } from "./operators";

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === "string";
const isNumber: Check = (value) => Number.isFinite(value);
const isValue: Check = (value) => isText(value) || isNumber(value) || typeof value === "boolean" || value === null;
const isListOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

const isListOfSome =
  (check: Check): Check =>
  (value) =>
    isListOf(check)(value) && (value as unknown[]).length > 0;

/** What the service's regular expressions have and those of this language do not. */
const foreignPattern = /\(\?|[*+?}]\+/;

function isPattern(value: unknown): boolean {
  if (typeof value !== "string") return false;
  try {
    return new RegExp(value) instanceof RegExp;
  } catch {
    return foreignPattern.test(value);
  }
}

const time = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/;
const difference = /^now(?:\/[dwm])?(?: ?[+-] ?\d+[smhdw])?$/;

/** What each kind of value is, and how a message says it. */
const kinds: Readonly<Record<(typeof operators)[Operator], readonly [Check, string]>> = {
  value: [isValue, "a text, a number, a boolean or null"],
  ordered: [(value) => isText(value) || isNumber(value), "a text or a number"],
  flag: [(value) => typeof value === "boolean", "true or false"],
  text: [isText, "a text"],
  values: [isListOf((value) => isValue(value) || isListOf(isValue)(value)), "a list of values"],
  texts: [isListOfSome(isText), "a list of one or more texts"],
  pattern: [isPattern, "a regular expression"],
  patterns: [isListOfSome(isPattern), "a list of one or more regular expressions"],
  object: [(value) => typeof value === "object" && value !== null && !Array.isArray(value), "an object"],
  time: [
    (value) => typeof value === "string" && time.test(value) && !Number.isNaN(Date.parse(value)),
    "a time in the form of ISO 8601, such as 2026-01-31T12:00:00Z",
  ],
  difference: [
    (value) => typeof value === "string" && difference.test(value),
    "a time relative to now, such as now-3d or now/w, in units of s, m, h, d or w",
  ],
};

/** What is wrong with the value of a condition; undefined if nothing is. The text never has the value. */
export function operandFault(operator: Operator, value: unknown): string | undefined {
  const [isRight, what] = kinds[operators[operator]];
  if (isRight(value)) return undefined;
  const other = Array.isArray(value) ? pluralOf(operator) : singularOf(operator);
  const hint = other === undefined ? "" : `; ${other} takes ${kinds[operators[other]][1]}`;
  return `${operator} takes ${what}${hint}`;
}
