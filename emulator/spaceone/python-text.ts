// Messages and change records hold values as Python writes them, since the services are written in it (SPO 1).

/** The name of a value's type in Python. A whole number counts as an integer. */
export function pythonTypeName(value: unknown): string {
  if (value === null || value === undefined) return "NoneType";
  if (Array.isArray(value)) return "list";
  if (typeof value === "number") return Number.isInteger(value) ? "int" : "float";
  return typeNames[typeof value] ?? "object";
}

const typeNames: Readonly<Record<string, string>> = { boolean: "bool", string: "str", object: "dict" };

type NumberText = (value: number) => string;

/** A number that was read from JSON: a whole one is an integer. */
export const sentNumber: NumberText = (value) => (Number.isInteger(value) ? String(value) : floatText(value));

/** A double, as all numbers inside a Struct are: 2 is written `2.0`. */
export const floatText: NumberText = (value) => {
  const [digits = "", exponentText = "0"] = value.toExponential().split("e");
  const exponent = Number(exponentText);
  if (exponent >= 16 || exponent < -4) {
    return `${digits}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
  }
  return Number.isInteger(value) ? `${String(value)}.0` : String(value);
};

/** A value as Python's `str()` writes it. */
export function pythonText(value: unknown, numberText: NumberText): string {
  return typeof value === "string" ? value : pythonRepr(value, numberText);
}

/** A value, a list or an object as Python's `repr()` writes it. */
export function pythonRepr(value: unknown, numberText: NumberText = floatText): string {
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") return numberText(value);
  if (typeof value === "string") return quoted(value);
  const inner = (item: unknown) => pythonRepr(item, numberText);
  if (Array.isArray(value)) return `[${value.map(inner).join(", ")}]`;
  return `{${Object.entries(value)
    .map(([name, item]) => `${quoted(name)}: ${inner(item)}`)
    .join(", ")}}`;
}

/** A tuple of texts and lists, as in the message of "not found". */
export function pythonTuple(items: readonly unknown[]): string {
  return `(${items.map((item) => pythonRepr(item)).join(", ")})`;
}

/** A value as Python's `json.dumps()` writes it: with a space after each colon and comma. */
export function pythonJson(value: unknown): string {
  if (typeof value === "number") return floatText(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(", ")}]`;
  return `{${Object.entries(value)
    .map(([name, item]) => `${JSON.stringify(name)}: ${pythonJson(item)}`)
    .join(", ")}}`;
}

function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text
    .replaceAll("\\", "\\\\")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\t", "\\t")
    .replaceAll(quote, `\\${quote}`);
  return `${quote}${escaped}${quote}`;
}
