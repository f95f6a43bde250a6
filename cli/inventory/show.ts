import { plainId } from "../../provider/words/ids";
import type { ManagedResource } from "../pulumi/stack-state";
import type { Item, ShownItem } from "./item";

/** Objects as they are shown: with what needs them, and what manages them. */
export function shownItems(items: readonly Item[], managed?: readonly ManagedResource[]): readonly ShownItem[] {
  const owners = new Map(managed?.map(({ kind, id, urn }) => [`${kind} ${plainId(id)}`, urn]));
  const users = usersById(items);
  return items.map(({ needs: _, leftToOthers: __, ...item }) => ({
    ...item,
    neededBy: users.get(plainId(item.id)) ?? [],
    ...(managed === undefined ? {} : { managedBy: owners.get(`${item.kind} ${plainId(item.id)}`) ?? null }),
  }));
}

/** What needs an object, by the object's id. */
function usersById(items: readonly Item[]): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, string[]>();
  for (const { kind, name, needs } of items) {
    for (const id of needs.map(plainId)) users.set(id, [...(users.get(id) ?? []), `${kind} ${name}`]);
  }
  return users;
}
