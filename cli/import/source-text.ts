/** Code that stands for a value, such as `orders.id`. */
export class Code {
  constructor(readonly text: string) {}
}

/** A line of a program is at most so long, if it can be. */
const width = 120;

/** A value as TypeScript. Objects and lists that do not fit on a line have one member a line. */
export function sourceText(value: unknown, indent = "", before = 0): string {
  if (value instanceof Code) return value.text;
  if (Array.isArray(value))
    return block(
      value.map((item) => ["", item]),
      "[]",
      indent,
      before,
    );
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return block(
    Object.entries(value).map(([name, member]) => [`${nameText(name)}: `, member]),
    "{}",
    indent,
    before,
  );
}

function block(
  members: readonly (readonly [prefix: string, value: unknown])[],
  brackets: "[]" | "{}",
  indent: string,
  before: number,
): string {
  const [open = "", close = ""] = brackets;
  if (members.length === 0) return brackets;
  const space = brackets === "{}" ? " " : "";
  const line = `${open}${space}${members.map(([prefix, value]) => prefix + sourceText(value)).join(", ")}${space}${close}`;
  if (!line.includes("\n") && indent.length + before + line.length < width && indent !== "") return line;
  const inner = `${indent}  `;
  const lines = members.map(([prefix, value]) => `${inner}${prefix}${sourceText(value, inner, prefix.length)},`);
  return [open, ...lines, `${indent}${close}`].join("\n");
}

function nameText(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
