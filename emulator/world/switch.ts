import { z } from "zod";

/** One way in which the real services may differ from the emulator. */
export interface Switch<Value> extends About {
  /** The value that the emulator starts with. */
  readonly default: Value;
  /** The allowed values: all of them, or the least and the greatest whole number. */
  readonly values: readonly Value[] | { readonly from: number; readonly to: number };
  /** Takes the text of a value as well. */
  readonly schema: z.ZodType<Value>;
  /** The allowed values in words: what follows "must be" in a message. */
  readonly form: string;
}

/** What a reader has to know of a switch. */
export interface About {
  readonly meaning: string;
  /** What replies and requests it changes. */
  readonly where: string;
  /** How sure the default is, in a word of docs/observations.md, and where that page tells it. */
  readonly evidence: string;
}

/** A switch with a fixed list of values, the first of which is the default. */
export function choice<const Values extends readonly [string, ...string[]]>(
  values: Values,
  about: About,
): Switch<Values[number]> {
  const form = `one of ${values.join(", ")}`;
  return { default: values[0], values, schema: z.enum(values, { error: `must be ${form}` }), form, ...about };
}

/** A switch that is a number of seconds, or of something else that its name says. */
export function wholeNumber(from: number, to: number, about: About): Switch<number> {
  const form = `a whole number from ${from} to ${to}`;
  const error = `must be ${form}`;
  const schema = z.preprocess(valueOfText, z.int({ error }).min(from, { error }).max(to, { error }));
  return { default: 0, values: { from, to }, schema, form, ...about };
}

export function flag(about: About): Switch<boolean> {
  const form = "true or false";
  const schema = z.preprocess(valueOfText, z.boolean({ error: `must be ${form}` }));
  return { default: false, values: [false, true], schema, form, ...about };
}

/** A whole number or a boolean that was written as a text, as a form of a page or a shell does. */
function valueOfText(value: unknown): unknown {
  return typeof value === "string" && /^(?:true|false|-?\d{1,15})$/.test(value)
    ? (JSON.parse(value) as unknown)
    : value;
}
