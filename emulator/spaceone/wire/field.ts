/** What a reply has in the place of a default value: nothing, the value, or null. */
export type Empties = "omitted" | "shown" | "null";

/** How one type of protocol buffer field is written in JSON. `Given` is what an operation passes to be written. */
export interface FieldType<Value, Given = Value> {
  /** Reads a value of a request; throws a ParseError. The path is the field's, for the message. */
  decode(value: unknown, path: string): Value;
  encode(value: Given, empties?: Empties): unknown;
  /** Default values are not sent, in requests and in replies (SPO 1). */
  isDefault(value: Given | Value): boolean;
  /** The default value, for replies that show it; undefined where there is none. */
  readonly empty?: unknown;
  /** The name of a group of fields that exclude each other. They are sent even with their default value. */
  readonly group?: string;
  /** True where null is a value: elsewhere it means "not sent". */
  readonly takesNull?: true;
}

/** A body that does not fit its message. */
export class ParseError extends Error {
  override readonly name = "ParseError";

  constructor(
    message: string,
    /** True if Python itself failed on a wrong type or value: then the message always names the field. */
    readonly byPython: boolean,
  ) {
    super(message);
  }
}

/** An error of the decoder, with its place. */
export function misfit(text: string, path: string): ParseError {
  return new ParseError(`${text} at ${path}`, false);
}

/** An error of Python itself. */
export function typeError(text: string): ParseError {
  return new ParseError(text, true);
}

/** Only one field of a group may be sent. */
export function oneOf<Value, Given>(group: string, type: FieldType<Value, Given>): FieldType<Value, Given> {
  return { ...type, group };
}
