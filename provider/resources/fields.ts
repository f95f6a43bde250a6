import type { z } from "zod";

import type { NameRule, Zod } from "../lifecycle/definition/input-rule";

// Parts of the inputs of many kinds, with the messages for wrong values.

/** How long a text may be. Services count code points, not the units of UTF-16 that `length` counts. */
interface Length {
  readonly min?: number;
  readonly max: number;
}

export function textField(z: Zod, length: Length) {
  return z.string().refine((text) => hasLength(text, length), lengthMessage(length));
}

function hasLength(text: string, { min = 0, max }: Length): boolean {
  const length = Array.from(text).length;
  return length >= min && length <= max;
}

function lengthMessage({ min = 0, max }: Length): string {
  if (min === 0) return `must be at most ${String(max)} characters long`;
  return `must have ${String(min)} to ${String(max)} characters`;
}

/** For an object of texts: the word for its entries in messages, the length of their names, and how many it may have. */
interface Entries {
  readonly called: string;
  readonly names: string;
  readonly length: Length;
  readonly most: number;
}

/** An object of texts. Names are checked here, since zod's message for a wrong one says no more than that it is invalid. */
export function textsByName(z: Zod, value: z.ZodType<string>, { called, names, length, most }: Entries) {
  return z
    .record(z.string(), value)
    .refine((texts) => Object.keys(texts).every((name) => hasLength(name, length)), `${names} ${lengthMessage(length)}`)
    .refine((texts) => Object.keys(texts).length <= most, `must be at most ${String(most)} ${called}`);
}

/** A whole number of a unit: "days". */
export function wholeNumber(z: Zod, unit: string, min: number, max: number) {
  const range = `must be from ${String(min)} to ${String(max)} ${unit}`;
  return z.int(`must be a whole number of ${unit}`).min(min, range).max(max, range);
}

/** One of a few words. */
export function oneOf<const Words extends readonly [string, ...string[]]>(z: Zod, words: Words) {
  return z.enum(
    words,
    `must be ${listed(
      words.map((word) => JSON.stringify(word)),
      "or",
    )}`,
  );
}

/** The form of a name. */
interface NameForm {
  /** Characters and ranges of them, as a regular expression has them in brackets; `-` comes last. */
  readonly characters: readonly string[];
  readonly min: number;
  readonly max: number;
}

export function nameField(z: Zod, { characters, min, max }: NameForm) {
  const size = `${String(min)},${String(max)}`;
  const message = `must be ${String(min)} to ${String(max)} characters of ${listed(characters, "and")}`;
  return z.string().regex(new RegExp(`^[${characters.join("")}]{${size}}$`), message);
}

/** The name of a kind whose names are unique: a change replaces the object, and without a name an automatic one is made. */
export function uniqueName(form: NameForm): NameRule {
  return {
    change: "replace",
    schema: (z) => nameField(z, form),
    automatic: {
      allowed: new RegExp(`[${form.characters.join("")}]`),
      separator: form.characters.includes("-") ? "-" : "",
      maxLength: form.max,
    },
  };
}

/** The exception of an input that the API can change and cannot clear: clearing it replaces the object. */
export function replaceIfCleared(_: unknown, desired: unknown): "replace" | undefined {
  return desired === undefined ? "replace" : undefined;
}

function listed(words: readonly string[], last: "and" | "or"): string {
  return [words.slice(0, -1).join(", "), ...words.slice(-1)].join(` ${last} `);
}
