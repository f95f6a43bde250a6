import type { CollectionDefinition } from "../store/collection";
import type { ScpRequest } from "./service";

/** Whether a name may have several objects. */
export function mayBeShared({ context }: Pick<ScpRequest, "context">): boolean {
  return context.world.current.sameName === "accepted";
}

/** The object that keeps a name from being given to another one; undefined where the name is free. */
export function holderOf<T extends object>(
  { context, owner }: Pick<ScpRequest, "context" | "owner">,
  collection: CollectionDefinition<T>,
  name: string,
  stateOf: (record: T) => string,
): T | undefined {
  if (mayBeShared({ context })) return undefined;
  const named = context.store.of(collection).allNamed(name, owner);
  const isFreed = (record: T): boolean =>
    context.world.current.deletedName === "free" && stateOf(record) === "To_Be_Terminated";
  return named.find((record) => !isFreed(record));
}
