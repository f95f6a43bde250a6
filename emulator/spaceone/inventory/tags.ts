import { createHash } from "node:crypto";
import { isStruct, type Json, type Struct } from "../json";
import { trimmed } from "../trim";

/** The tags of one branch. They are stored under the MD5 of the sent key, since a key may have any characters. */
export type TagBranch = Readonly<Record<string, { readonly key: string; readonly value: Json }>>;

/** Tags by branch: the provider whose creation sent them, or `custom`. */
export type TagBranches = Readonly<Record<string, TagBranch>>;

/** The branch into which updates write tags and metadata (SPO 2). */
export const customBranch = "custom";

export function hashedKey(key: string): string {
  return createHash("md5").update(key).digest("hex");
}

/** Tags as they were sent; the record of a creation shows these. */
export function hashedTags(tags: Struct): TagBranch {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [hashedKey(key), { key, value }]));
}

/** Tags as they are stored. */
export function savedTags(tags: Struct): TagBranch {
  const branch = Object.entries(hashedTags(tags));
  return Object.fromEntries(branch.map(([hash, { key, value }]) => [hash, { key: key.trim(), value: trimmed(value) }]));
}

/** Tags by their keys, as replies have them: without empty branches. */
export function shownTags(branches: TagBranches): Struct {
  return Object.fromEntries(Object.entries(allBranches(branches)).filter(([, tags]) => !isEmpty(tags)));
}

/** The same, with empty branches. */
export function allBranches(branches: TagBranches): Struct {
  const tags = (branch: TagBranch) => Object.fromEntries(Object.values(branch).map(({ key, value }) => [key, value]));
  return Object.fromEntries(Object.entries(branches).map(([name, branch]) => [name, tags(branch)]));
}

function isEmpty(value: Json): boolean {
  return isStruct(value) && Object.keys(value).length === 0;
}
