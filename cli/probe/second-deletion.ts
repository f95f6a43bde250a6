import { certain, oneOf, unknown, type Finding } from "./findings";
import type { Answer } from "./wire";

/** A second request for the deletion of an object that waits for it. */
export interface SecondDeletion {
  readonly answer: Answer;
  /** The date of the deletion before and after it; undefined where it is not shown. */
  readonly before: unknown;
  readonly after: unknown;
}

/** The values of the switch that are refused with 400, and those that are not, if the date stays. */
interface Own {
  readonly refused: readonly string[];
  readonly taken: readonly string[];
}

/** What it tells of keys, whose own way is to take it. */
export const ofKeys: Own = { refused: ["refused"], taken: ["own", "taken"] };
/** What it tells of secrets and vaults, whose own way is to refuse it. */
export const ofOthers: Own = { refused: ["own", "refused"], taken: ["taken"] };

export function secondDeletionFinding({ answer, before, after }: SecondDeletion, own: Own): Finding {
  const { refused } = answer;
  if (refused === 404) return certain("notFound");
  if (refused === 400) return oneOf(own.refused, "keys may take what other objects refuse");
  if (refused !== undefined) return unknown(`the second request was refused (${String(refused)})`);
  if (!isTime(before) || !isTime(after)) return oneOf([...own.taken, "moved"], "the time of the deletion is not shown");
  return before === after ? oneOf(own.taken, "other objects may refuse what keys take") : certain("moved");
}

/** A time to the second, so that it has to differ where it has moved. */
function isTime(value: unknown): boolean {
  return typeof value === "string" && /\d\d:\d\d:\d\d/.test(value);
}
