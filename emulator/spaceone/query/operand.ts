import { databaseFailure, type SpaceoneError } from "../errors";
import type { Json } from "../json";
import { pythonRepr, pythonTypeName } from "../python-text";
import type { PathKind } from "./model";
import { storedTime } from "./time";

/**
 * The operand of a condition in the form in which the database has the field. Numbers may be sent as texts; a text that
 * is no number fails. A time may be written in another way than it is stored, and what is no time counts as null.
 */
export function convertedOperand(operand: Json, kind: PathKind | undefined): Json {
  if (kind === "number") return operand === null ? null : numberOf(operand);
  if (kind === "time") return typeof operand === "string" ? (storedTime(operand) ?? null) : null;
  return operand;
}

function numberOf(operand: Json): number {
  if (typeof operand === "object") throw noNumber(pythonTypeName(operand));
  const number = Number(operand);
  if (Number.isNaN(number) || operand === "") {
    throw databaseFailure(`could not convert string to float: ${pythonRepr(operand)}`);
  }
  return number;
}

/** Python's failure to make a number of a value of this type. */
export function noNumber(type: string): SpaceoneError {
  return databaseFailure(`float() argument must be a string or a real number, not '${type}'`);
}
