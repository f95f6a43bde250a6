import { nearest } from "../../words/nearest";
import { snake, type Camel } from "../names";
import { QueryError, type Place } from "../query-error";

/** What a field has inside: nothing, items, any names at any depth, or these names. */
type Inside = "value" | "list" | "any" | readonly string[];

/** Fields in the service's spelling. */
type Names = Readonly<Record<string, Inside>>;

/** The fields of a kind of objects, for queries. */
export interface Fields<Own extends Names = Names, Further extends Names = Names> {
  /** For messages: "cloud services". */
  readonly noun: string;
  /** The field that tells the objects apart; `id` in this package. */
  readonly id: string;
  readonly names: Own;
  /** What only conditions can name. */
  readonly inConditions: Further;
  /** The fields that `minimal` loads (SPO 4). */
  readonly minimal: readonly string[];
}

/** The paths that a query can name, in the service's spelling and in this package's. */
export type KeyOf<Kind extends Fields> = "id" | PathsOf<Kind["names"]>;

/** The paths that a condition can name. */
export type ConditionKeyOf<Kind extends Fields> = KeyOf<Kind> | PathsOf<Kind["inConditions"]>;

type PathsOf<Known extends Names> = {
  [Name in keyof Known & string]: PathsFrom<Name | Camel<Name>, Known[Name]>;
}[keyof Known & string];

type PathsFrom<Name extends string, Within> = Within extends "any"
  ? Name | `${Name}.${string}`
  : Within extends "list"
    ? Name | `${Name}.${number}`
    : Within extends readonly (infer Member extends string)[]
      ? Name | `${Name}.${Member | Camel<Member>}`
      : Name;

/** Keeps the names of fields for the compiler. */
export function defineFields<const Own extends Names, const Further extends Names>(
  fields: Fields<Own, Further>,
): Fields<Own, Further> {
  return fields;
}

/** A path in the service's spelling. What stands inside free content, such as `data`, is left as it is. */
export function wirePath(fields: Fields, key: unknown, place: Place): string {
  return pathIn(fields, fields.names, key, place);
}

export function wireConditionPath(fields: Fields, key: unknown, place: Place): string {
  return pathIn(fields, { ...fields.names, ...fields.inConditions }, key, place);
}

function pathIn({ noun, id }: Fields, names: Names, key: unknown, place: Place): string {
  if (typeof key !== "string" || key === "") throw new QueryError(place, `must be the name of a field of ${noun}`);
  const [first = "", ...rest] = key.split(".");
  const name = first === "id" ? id : wireName(first, Object.keys(names));
  const inside = name === undefined ? undefined : names[name];
  if (name === undefined || inside === undefined) throw unknownField(noun, first, Object.keys(names), place);
  return [name, ...insidePath(name, inside, rest, place)].join(".");
}

function insidePath(name: string, inside: Inside, rest: readonly string[], place: Place): readonly string[] {
  const [next, ...further] = rest;
  if (next === undefined) return [];
  if (inside === "any" && !rest.includes("")) return rest;
  if (inside === "list" && further.length === 0 && /^\d+$/.test(next)) return rest;
  const member = typeof inside === "string" || further.length > 0 ? undefined : wireName(next, inside);
  if (member !== undefined) return [member];
  const within = typeof inside === "string" ? "" : `: it has ${inside.join(", ")}`;
  throw new QueryError(place, `there is nothing such in ${name}${within}`);
}

/** A known name that is meant by one of its two spellings. */
function wireName(given: string, known: readonly string[]): string | undefined {
  return known.includes(given) ? given : known.find((name) => name === snake(given));
}

function unknownField(noun: string, given: string, known: readonly string[], place: Place): QueryError {
  const meant = nearest(snake(given), known);
  const hint = meant === undefined ? `their fields are ${known.join(", ")}` : `did you mean ${meant}?`;
  return new QueryError(place, `${noun} have no field ${given}: ${hint}`);
}

/** The fields that a query loads; undefined if it loads all. A field that is not loaded looks like an empty one. */
export function loadedFields(
  { minimal: fewest }: Fields,
  { only, minimal }: { readonly only?: readonly string[]; readonly minimal?: true },
): ReadonlySet<string> | undefined {
  const paths = minimal === true ? fewest : only;
  return paths && new Set(paths.map((path) => path.split(".", 1)[0] ?? path));
}
