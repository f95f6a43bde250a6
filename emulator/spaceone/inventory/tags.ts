import { createHash } from "node:crypto";
import { isStruct, type Json, type Struct } from "../json";
import { trimmed } from "../trim";

/** Tags of one branch: by the MD5 of the key as it was sent, since keys may hold anything. */
export type TagBranch = Readonly<Record<string, { readonly key: string; readonly value: Json }>>;

/** By the provider that they came from, or `custom`. */
export type TagBranches = Readonly<Record<string, TagBranch>>;

/** Where updates put tags and metadata (SPO 2). */
export const customBranch = "custom";

export function hashedKey(key: string): string {
  return createHash("md5").update(key).digest("hex");
}

/** As they were sent, which the record of a creation shows. */
export function hashedTags(tags: Struct): TagBranch {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [hashedKey(key), { key, value }]));
}

/** As they are saved. */
export function savedTags(tags: Struct): TagBranch {
  const branch = Object.entries(hashedTags(tags));
  return Object.fromEntries(branch.map(([hash, { key, value }]) => [hash, { key: key.trim(), value: trimmed(value) }]));
}

/** By their keys, as replies have them: a branch without tags is not there. */
export function shownTags(branches: TagBranches): Struct {
  return Object.fromEntries(Object.entries(allBranches(branches)).filter(([, tags]) => !isEmpty(tags)));
}

/** The same with empty branches. */
export function allBranches(branches: TagBranches): Struct {
  const tags = (branch: TagBranch) => Object.fromEntries(Object.values(branch).map(({ key, value }) => [key, value]));
  return Object.fromEntries(Object.entries(branches).map(([name, branch]) => [name, tags(branch)]));
}

function isEmpty(value: Json): boolean {
  return isStruct(value) && Object.keys(value).length === 0;
}
