import { nearest } from "../../words/nearest";
import { snake, type Camel } from "../names";
import { QueryError, type Place } from "../query-error";

/**
 * What a field has: a text, a number, true or false, a time, a day that is written as a text, a list of texts, anything at
 * any depth, or these names.
 */
type Inside = "text" | "number" | "flag" | "time" | "day" | "texts" | "any" | Names;

/** Fields in the service's spelling. */
interface Names {
  readonly [name: string]: Inside;
}

/** What is at a path, as far as that is known; an object in which there is a time is `times`. */
export type Kind = Exclude<Inside, Names> | "times";

/** A part of a query that names fields: groups are those of an analysis and of the stages of statistics. */
export type Part = "filter" | "filterOr" | "groups";

const remedies: Readonly<Record<Part, string>> = {
  filter: "use filterOr",
  filterOr: "use filter",
  groups: "list the objects and count them in the program",
};

/** The fields of a kind of objects, for queries. */
export interface Fields<Own extends Names = Names, Further extends Names = Names> {
  /** For messages: "cloud services". */
  readonly noun: string;
  /** The field that tells the objects apart; `id` in this package. */
  readonly id: string;
  readonly names: Own;
  /** What only conditions can name. */
  readonly inConditions: Further;
  /** Where the service finds nothing by the paths that begin so (SPO 4). */
  readonly notFoundIn?: Readonly<Partial<Record<Part, readonly string[]>>>;
  /** What the objects have and no query reaches, with the reason. */
  readonly withheld?: Readonly<Record<string, string>>;
  /** The fields that `minimal` loads (SPO 4). */
  readonly minimal: readonly string[];
}

/** The paths that a query can name, in the service's spelling and in this package's. */
export type KeyOf<Of extends Fields> = "id" | PathsOf<Of["names"]>;

/** The paths that a condition can name. */
export type ConditionKeyOf<Of extends Fields> = KeyOf<Of> | PathsOf<Of["inConditions"]>;

type PathsOf<Known extends Names> = {
  [Name in keyof Known & string]: PathsFrom<Name | Camel<Name>, Known[Name]>;
}[keyof Known & string];

type PathsFrom<Name extends string, Within> = Within extends "any"
  ? Name | `${Name}.${string}`
  : Within extends "texts"
    ? Name | `${Name}.${number}`
    : Within extends Names
      ? Name | `${Name}.${PathsOf<Within>}`
      : Name;

/** Keeps the names of fields for the compiler. */
export function defineFields<const Own extends Names, const Further extends Names>(
  fields: Fields<Own, Further>,
): Fields<Own, Further> {
  return fields;
}

/** A path in the service's spelling. What stands inside free content, such as `data`, is left as it is. */
export function wirePath(fields: Fields, key: unknown, place: Place): string {
  return fieldPath(fields, key, place).path;
}

/** A path in the service's spelling, and what is there. */
export interface Path {
  readonly path: string;
  readonly kind: Kind;
}

export function fieldPath(fields: Fields, key: unknown, place: Place): Path {
  return pathIn(fields, fields.names, key, place);
}

/** The path of a condition's field. */
export function wireConditionPath(fields: Fields, key: unknown, place: Place, part: Part): Path {
  return found(fields, pathIn(fields, { ...fields.names, ...fields.inConditions }, key, place), place, part);
}

/** The path of a field that groups are made by, or that something is made of in each group. */
export function wireGroupPath(fields: Fields, key: unknown, place: Place): Path {
  return found(fields, fieldPath(fields, key, place), place, "groups");
}

function found({ noun, notFoundIn = {} }: Fields, path: Path, place: Place, part: Part): Path {
  if (!notFoundIn[part]?.some((beginning) => path.path.startsWith(beginning))) return path;
  const [name = ""] = path.path.split(".", 1);
  throw new QueryError(place, `the service finds no ${noun} by their ${name} in ${part}: ${remedies[part]}`);
}

function pathIn({ noun, id, withheld = {} }: Fields, names: Names, key: unknown, place: Place): Path {
  if (typeof key !== "string" || key === "") throw new QueryError(place, `must be the name of a field of ${noun}`);
  const [first = "", ...rest] = key.split(".");
  const name = first === "id" ? id : wireName(first, names);
  const inside = name === undefined ? undefined : names[name];
  if (name === undefined || inside === undefined) {
    const hint = Object.hasOwn(withheld, first) ? withheld[first] : undefined;
    throw new QueryError(place, `${noun} have no field ${first}: ${hint ?? knownHint(first, Object.keys(names))}`);
  }
  return pathInside(name, inside, rest, place);
}

function pathInside(path: string, inside: Inside, rest: readonly string[], place: Place): Path {
  const [next, ...further] = rest;
  if (next === undefined) return { path, kind: kindOf(inside) };
  if (inside === "any" && !rest.includes("")) return { path: [path, ...rest].join("."), kind: "any" };
  if (inside === "texts" && further.length === 0 && /^\d+$/.test(next))
    return { path: `${path}.${next}`, kind: "text" };
  const member = typeof inside === "string" ? undefined : wireName(next, inside);
  const within = typeof inside === "string" || member === undefined ? undefined : inside[member];
  if (member !== undefined && within !== undefined) return pathInside(`${path}.${member}`, within, further, place);
  const known = typeof inside === "string" ? "" : `: it has ${Object.keys(inside).join(", ")}`;
  throw new QueryError(place, `there is nothing such in ${path}${known}`);
}

function kindOf(inside: Inside): Kind {
  if (typeof inside === "string") return inside;
  return Object.values(inside).includes("time") ? "times" : "any";
}

/** A known name that is meant by one of its two spellings. */
function wireName(given: string, names: Names): string | undefined {
  const known = Object.keys(names);
  return known.includes(given) ? given : known.find((name) => name === snake(given));
}

function knownHint(given: string, known: readonly string[]): string {
  const meant = nearest(snake(given), known);
  return meant === undefined ? `their fields are ${known.join(", ")}` : `did you mean ${meant}?`;
}

/** The fields that a query loads; undefined if it loads all. A field that is not loaded looks like an empty one. */
export function loadedFields(
  { minimal: fewest }: Fields,
  { only, minimal }: { readonly only?: readonly string[]; readonly minimal?: true },
): ReadonlySet<string> | undefined {
  const paths = minimal === true ? fewest : only;
  return paths && new Set(paths.map((path) => path.split(".", 1)[0] ?? path));
}
