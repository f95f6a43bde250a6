import type { ManagedResource } from "../pulumi/stack-state";
import type { Item, ShownItem } from "./item";

/** Objects as they are shown: with what needs them, and what manages them. */
export function shownItems(items: readonly Item[], managed?: readonly ManagedResource[]): readonly ShownItem[] {
  const owners = new Map(managed?.map(({ kind, id, urn }) => [`${kind} ${id}`, urn]));
  return items.map(({ needs: _, ...item }) => ({
    ...item,
    neededBy: items.filter(({ needs }) => needs.includes(item.id)).map(({ kind, name }) => `${kind} ${name}`),
    ...(managed === undefined ? {} : { managedBy: owners.get(`${item.kind} ${item.id}`) ?? null }),
  }));
}
