/** Code that stands for a value, such as `orders.id`. */
export class Code {
  constructor(readonly text: string) {}
}

/** A line of a program is at most so long, if it can be. */
const width = 120;

/** A member of an object, or of a list: those have no prefix. */
type Member = readonly [prefix: string, value: unknown];

/**
 * A value as TypeScript. Objects and lists that do not fit on a line have one member a line, and so has the outermost one.
 * `before` are the characters that the line has already.
 */
export function sourceText(value: unknown, indent = "", before = 0): string {
  const members = membersOf(value);
  const line = onOneLine(value);
  const fits = indent !== "" && indent.length + before + line.length < width;
  if (members === undefined || members.length === 0 || fits) return line;
  const inner = `${indent}  `;
  const lines = members.map(([prefix, member]) => `${inner}${prefix}${sourceText(member, inner, prefix.length)},`);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return [open, ...lines, `${indent}${close ?? ""}`].join("\n");
}

export function onOneLine(value: unknown): string {
  if (value instanceof Code) return value.text;
  const members = membersOf(value)?.map(([prefix, member]) => prefix + onOneLine(member));
  if (members === undefined) return literal(value);
  if (Array.isArray(value)) return `[${members.join(", ")}]`;
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

/** Without line separators, which editors show in ways of their own. */
function literal(value: unknown): string {
  return JSON.stringify(value).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}

/** The members of an object or a list; undefined of any other value. */
function membersOf(value: unknown): readonly Member[] | undefined {
  if (typeof value !== "object" || value === null || value instanceof Code) return undefined;
  if (Array.isArray(value)) return value.map((item) => ["", item]);
  return Object.entries(value).map(([name, member]) => [`${nameText(name)}: `, member]);
}

function nameText(name: string): string {
  // Without brackets this one would not be a member.
  if (name === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name);
}
