/** How one type of protocol buffer fields stands in JSON. `Given` is what an operation may hand over to be written. */
export interface FieldType<Value, Given = Value> {
  /** Reads what a request has; throws a ParseError. The path is that of the field, for the message. */
  decode(value: unknown, path: string): Value;
  encode(value: Given): unknown;
  /** Defaults are not sent, either way (SPO 1). */
  isDefault(value: Given | Value): boolean;
  /** Fields that exclude each other have a group's name. They are sent with their default too. */
  readonly group?: string;
  /** True where null is a value: elsewhere it means "not sent". */
  readonly takesNull?: true;
}

/** A body that does not fit its message. */
export class ParseError extends Error {
  override readonly name = "ParseError";

  constructor(
    message: string,
    /** True where Python itself met with the wrong type or value; the message then always names the field. */
    readonly byPython: boolean,
  ) {
    super(message);
  }
}

/** What the decoder says, with the place. */
export function misfit(text: string, path: string): ParseError {
  return new ParseError(`${text} at ${path}`, false);
}

/** What Python says. */
export function typeError(text: string): ParseError {
  return new ParseError(text, true);
}

/** Of the fields of a group only one may be sent. */
export function oneOf<Value, Given>(group: string, type: FieldType<Value, Given>): FieldType<Value, Given> {
  return { ...type, group };
}
