import type { ShownItem } from "./item";
import { listedKinds } from "./kinds";

/** Which objects a user asks for. */
export interface Filters {
  readonly kind?: readonly string[];
  /** A part of the name, in any letter case. */
  readonly name?: string;
  /** `key`, or `key=value`. */
  readonly tag?: readonly string[];
  readonly unmanaged?: true;
}

/** The kinds whose tags the services show. */
export const kindsWithTags = listedKinds.filter(({ showsTags }) => showsTags).map(({ kind }) => kind);

export function isWanted(item: ShownItem, { kind, name = "", tag = [], unmanaged }: Filters): boolean {
  return (
    (kind?.includes(item.kind) ?? true) &&
    item.name.toLowerCase().includes(name.toLowerCase()) &&
    tag.every((asked) => hasTag(item.tags ?? {}, asked)) &&
    (unmanaged !== true || item.managedBy === null)
  );
}

/** Keys may have an equals sign too. A value that is no text is compared as JSON. */
function hasTag(tags: Readonly<Record<string, unknown>>, asked: string): boolean {
  return Object.entries(tags).some(
    ([key, value]) => asked === key || asked === `${key}=${typeof value === "string" ? value : JSON.stringify(value)}`,
  );
}
