/** What is kept of a reply. */
export type Shown = Readonly<Record<string, unknown>>;

/** What a reply may not show. */
export interface Hidden {
  /** What the names of the probe's own objects begin with: others are not its business. */
  readonly prefix: string;
  /** Secrets that a reply has had in clear. */
  readonly secrets: Set<string>;
}

export type Show = (body: unknown, hidden: Hidden) => Shown;

/** A reply that says nothing. */
export const nothing: Show = () => ({});

/** Some fields of an object, which is a member of the reply or the reply itself. */
export function fieldsOf(member: string | undefined, names: readonly string[]): (body: unknown) => Shown {
  return (body) => {
    const object = member === undefined ? body : memberOf(body, member);
    return Object.fromEntries(
      names.flatMap((name) => {
        const value = memberOf(object, name);
        return value === undefined ? [] : [[name, value]];
      }),
    );
  };
}

/**
 * The probe's own entries of a list's page, how many entries it has and how many of them have no name, how many the service
 * gives a page, and in what form the list's number is.
 */
export function entriesOf(member: string, id: string, name: string, count = "count"): Show {
  return (body, { prefix }) => {
    const entries = listOf(body, member);
    const isNameless = (entry: unknown): boolean => (memberOf(entry, name) ?? "") === "";
    const isOwn = (entry: unknown): boolean => String(memberOf(entry, name)).startsWith(prefix);
    return {
      entries: entries.filter(isOwn).map((entry) => ({ ...idShown(memberOf(entry, id)), name: memberOf(entry, name) })),
      length: entries.length,
      nameless: entries.filter(isNameless).length,
      size: memberOf(body, "size"),
      count: typeof memberOf(body, count),
    };
  };
}

/** An id; of an SRN, which names the account as well, only the id in it. */
export function idShown(value: unknown): Shown {
  const text = typeof value === "string" ? value : "";
  return /^srn:/i.test(text) ? { id: text.slice(text.lastIndexOf("/") + 1), isSrn: true } : { id: value };
}

/** How many fields an object has besides these. What they are is not kept. */
export function othersIn(object: unknown, names: readonly string[]): number {
  if (typeof object !== "object" || object === null) return 0;
  return Object.keys(object).filter((name) => !names.includes(name)).length;
}

/** What a created vault shows of itself; its token is kept secret from here on. */
export const createdVault: Show = (body, { secrets }) => {
  const vault = memberOf(body, "secret_vault");
  for (const name of tokenParts) {
    const part = memberOf(vault, name);
    if (typeof part === "string") secrets.add(part);
  }
  return fieldsOf("secret_vault", ["id"])(body);
};

/** In what form a vault shows its token: never the token. */
export const tokenForms: Show = (body, { secrets }) => {
  const vault = memberOf(body, "secret_vault");
  return Object.fromEntries(tokenParts.map((name) => [name, formOf(memberOf(vault, name), secrets)]));
};

const tokenParts = ["vault_token_id", "vault_token_secret_value"];

const forms: readonly (readonly [string, RegExp])[] = [
  ["stars", /^\*+$/],
  ["partial", /^[^*]+\*[*-]*$/],
  ["aes", /^\[?AES[\]:]/],
  ["enc", /^ENC\(/],
  ["word", /^encrypted$/i],
];

/** A word for the form of a text. */
function formOf(value: unknown, secrets: ReadonlySet<string>): string {
  if (typeof value !== "string") return "missing";
  if (secrets.has(value)) return "none";
  return forms.find(([, pattern]) => pattern.test(value))?.[0] ?? "other";
}

export function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

export function listOf(value: unknown, name: string): readonly unknown[] {
  const list = memberOf(value, name);
  return Array.isArray(list) ? list : [];
}
