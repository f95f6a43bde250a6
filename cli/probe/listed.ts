import { has, readList, type Entry } from "./lists";
import type { Session } from "./session";
import type { Ask } from "./wire";

interface Look {
  /** Whether the list has the object; undefined where it has more pages than are read. */
  readonly isSeen: boolean | undefined;
  /** The service's time of the last page. */
  readonly at: number;
}

/**
 * Looks for an object in a list that is asked for the newest first. Once older ones come in that order, the object would have
 * been among those before them.
 */
export async function lookFor(session: Session, ask: Ask, id: string): Promise<Look> {
  const madeAt = session.madeAt(id) ?? 0;
  const isPast = (read: readonly Entry[]): boolean => {
    const last = session.madeAt(read.at(-1)?.id) ?? madeAt;
    return last < madeAt - 1 && orderOf(session, read) === "newestFirst";
  };
  const { entries, isWhole, last } = await readList(session.wire, ask, (read) => has(read, id) || isPast(read));
  return { isSeen: has(entries, id) || (isWhole || isPast(entries) ? false : undefined), at: last.at };
}

/** Whether a list has an object; undefined where it has more pages than are read. */
export async function isListed(session: Session, ask: Ask, id: string): Promise<boolean | undefined> {
  return (await lookFor(session, ask, id)).isSeen;
}

/** The order of the entries that this stage has made, and not within one second of each other. */
export function orderOf(session: Session, entries: readonly Entry[]): string | undefined {
  const [first, ...others] = entries.map(({ id }) => session.madeAt(id)).filter((time) => time !== undefined);
  const other = others.find((time) => Math.abs(time - (first ?? time)) > 1);
  if (first === undefined || other === undefined) return undefined;
  return first < other ? "oldestFirst" : "newestFirst";
}
