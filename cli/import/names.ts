import { onOneLine } from "../../provider/words/controls";

/** Words that TypeScript does not take for a name, and names that the program uses itself. */
const taken = new Set(
  (
    "await break case catch class const continue debugger default delete do else enum export extends false finally for " +
    "function if implements import in instanceof interface let new null package private protected public return static " +
    "super switch this throw true try typeof var void while with yield undefined arguments eval globalThis " +
    "exports module require config pulumi"
  ).split(" "),
);

/** A resource's name has at most so many characters, but for a number behind it. */
const longest = 100;

/** Makes names that are not used twice. */
export class Names {
  private readonly used = new Set<string>(taken);

  /** A variable's name for an object: `orders-db` becomes `ordersDb`. */
  variable(name: string): string {
    // TypeScript does not know the newest letters, most of which are beyond U+FFFF.
    const words = name.split(/(?:[^\p{ID_Start}\p{Nd}]|[\u{10000}-\u{10ffff}])+/u).filter((word) => word !== "");
    const [first = "object", ...rest] = words;
    const joined = [first.charAt(0).toLowerCase() + first.slice(1), ...rest.map(capital)].join("");
    return this.unused(/^\p{ID_Start}/u.test(joined) ? joined : `object${capital(joined)}`, "");
  }

  /** A text that no other resource of its kind has: the object's name, as far as it fits on a line. */
  resource(kind: string, name: string): string {
    const line = onOneLine(name).trim();
    const text = Array.from(line).slice(0, longest).join("");
    return this.unused(`${kind}::${text}`, "-").slice(kind.length + 2);
  }

  private unused(name: string, separator: string): string {
    let candidate = name;
    for (let count = 2; this.used.has(candidate); count++) candidate = `${name}${separator}${String(count)}`;
    this.used.add(candidate);
    return candidate;
  }
}

export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
