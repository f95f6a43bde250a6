import { isStruct, type Json, type Struct } from "../json";
import { pythonText, pythonTypeName, sentNumber } from "../python-text";
import { misfit, typeError, type FieldType } from "./field";

export const string: FieldType<string> = {
  decode(value, path) {
    if (typeof value !== "string") {
      throw typeError(`expected string or bytes-like object, got '${pythonTypeName(value)}'`);
    }
    if (unpairedSurrogate.test(value)) throw misfit("Unpaired surrogate", path);
    return value;
  },
  encode: (value) => value,
  isDefault: (value) => value === "",
  empty: "",
};

const unpairedSurrogate = /\p{Surrogate}/u;

export const bool: FieldType<boolean> = {
  decode(value, path) {
    if (typeof value !== "boolean") throw misfit("Expected true or false without quotes", path);
    return value;
  },
  encode: (value) => value,
  isDefault: (value) => !value,
  empty: false,
};

const largestFloat = 3.4028234663852886e38;
const floatPattern = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i;

/**
 * A number in single precision: 0.1 is stored as the nearest float, and written with the fewest digits that identify
 * it.
 */
export const float: FieldType<number> = {
  decode(value, path) {
    const number = toFloat(value, path);
    if (number > largestFloat) throw misfit("Float value too large", path);
    if (number < -largestFloat) throw misfit("Float value too small", path);
    return shortestFloat(number);
  },
  encode: (value) => value,
  isDefault: (value) => value === 0,
  empty: 0,
};

/** A number in double precision. */
export const double: FieldType<number> = {
  decode: toFloat,
  encode: (value) => value,
  isDefault: (value) => value === 0,
  empty: 0,
};

function toFloat(value: unknown, path: string): number {
  if (typeof value === "number" || typeof value === "boolean") return Number(value);
  if (typeof value === "string" && floatPattern.test(value)) return Number(value);
  if (typeof value === "string") throw misfit(`Couldn't parse float: ${value}`, path);
  throw typeError(`float() argument must be a string or a real number, not '${pythonTypeName(value)}'`);
}

function shortestFloat(value: number): number {
  const single = Math.fround(value);
  for (let digits = 6; digits < 9; digits += 1) {
    const rounded = Number(single.toPrecision(digits));
    if (Math.fround(rounded) === single) return rounded;
  }
  return Number(single.toPrecision(9));
}

function integer(least: number, most: number): FieldType<number> {
  return {
    decode(value, path) {
      const number = toInteger(value, path);
      if (number < least || number > most) throw typeError(`Value out of range: ${number}`);
      return number;
    },
    encode: (value) => value,
    isDefault: (value) => value === 0,
    empty: 0,
  };
}

/** A whole number from 0 to 2^32 - 1. */
export const uint32 = integer(0, 0xffff_ffff);

/** A whole number from -2^31 to 2^31 - 1. */
export const int32 = integer(-0x8000_0000, 0x7fff_ffff);

function toInteger(value: unknown, path: string): number {
  if (typeof value === "number" && Number.isInteger(value)) return value;
  if (typeof value === "number") throw misfit(`Couldn't parse integer: ${value}`, path);
  if (typeof value === "boolean") {
    throw misfit(`Bool value ${pythonText(value, sentNumber)} is not acceptable for integer field`, path);
  }
  if (typeof value === "string" && value.includes(" ")) throw misfit(`Couldn't parse integer: "${value}"`, path);
  if (typeof value === "string" && /^[+-]?\d+$/.test(value)) return Number(value);
  if (typeof value === "string") throw typeError(`invalid literal for int() with base 10: '${value}'`);
  throw typeError(
    `int() argument must be a string, a bytes-like object or a real number, not '${pythonTypeName(value)}'`,
  );
}

/** One name of a list; the first name means that nothing was sent. A number stands for the name at its place. */
export function enumeration<Name extends string>(
  fullName: string,
  names: readonly [string, ...Name[]],
): FieldType<Name> {
  return {
    decode(value, path) {
      if (typeof value === "object") throw typeError(`unhashable type: '${pythonTypeName(value)}'`);
      const place = /^\d+$/.test(String(Number(value))) ? Number(value) : -1;
      const name = names.find((candidate, index) => candidate === value || index === place);
      // A number without a name is accepted. It then equals none of the names that a service compares it with.
      if (name === undefined && place < 0) {
        throw misfit(`Invalid enum value ${pythonText(value, sentNumber)} for enum type ${fullName}`, path);
      }
      return (name ?? String(place)) as Name;
    },
    encode: (value) => value,
    isDefault: (value) => value === names[0],
    empty: names[0],
  };
}

/** Any JSON object; an empty one is kept. */
export const struct: FieldType<Struct> = {
  decode(value, path) {
    if (!isStruct(value)) throw misfit(`Struct must be in a dict which is ${pythonText(value, sentNumber)}`, path);
    return value;
  },
  encode: (value) => value,
  isDefault: () => false,
};

/** Any JSON list; an empty one is kept. */
export const listValue: FieldType<readonly Json[]> = {
  decode(value, path) {
    if (!Array.isArray(value)) {
      throw misfit(`ListValue must be in [] which is ${pythonText(value, sentNumber)}`, path);
    }
    return value as readonly Json[];
  },
  encode: (value) => value,
  isDefault: () => false,
};

/** Any JSON value, null included. */
export const anyValue: FieldType<Json> = {
  decode: (value) => value as Json,
  encode: (value) => value,
  isDefault: () => false,
  takesNull: true,
};
