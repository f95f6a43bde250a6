import type { AnyInputs } from "../definition/input-rule";
import type { Desired, ResourceRecord } from "./record";

// An object that was imported has values that no call shows, such as a private key. The program's first value counts as the
// one that the object has; only another one is a change.

/** Names of the inputs of an imported object that are still unread, and that the program has not changed since its first value. */
export function stillUnread(
  olds: Desired | undefined,
  inputs: AnyInputs,
  isSame: (name: string, old: unknown) => boolean,
): readonly string[] | undefined {
  const names = olds?.unread?.filter((name) => {
    const old = olds.inputs[name];
    return old === undefined || inputs[name] === undefined || isSame(name, old);
  });
  return names?.length === 0 ? undefined : names;
}

/** Whether the program's value of an input counts as the one that the object has, although nobody has read it. */
export function isTaken(record: ResourceRecord, desired: Desired, name: string): boolean {
  return hasUnread(record, name) && desired.unread?.includes(name) === true;
}

/** Whether the object has values that nobody has read, so that the record's inputs are not all of its inputs. */
export function hasUnread({ unread = [], inputs }: ResourceRecord, name?: string): boolean {
  return unread.some((each) => inputs[each] === undefined && (name === undefined || each === name));
}

/** The names that stay unread after the program's values were applied. */
export function unreadAfter({ unread = [] }: ResourceRecord, inputs: AnyInputs): readonly string[] | undefined {
  const left = unread.filter((name) => inputs[name] === undefined);
  return left.length === 0 ? undefined : left;
}
