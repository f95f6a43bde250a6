import { certain, secondsOf, unknown, type Finding } from "../../findings";
import { idFormFinding, isId } from "../../ids";
import { lagOf } from "../../lag";
import { isListed, lookFor, orderOf } from "../../listed";
import { countFinding, largestPage, newestFirst, readList, tooLong, type Entry, type ListRead } from "../../lists";
import type { Question } from "../../question";
import type { NewObject, Session } from "../../session";
import type { Ask } from "../../wire";
import { aged, anotherKey } from "./aged";
import type { LaterKey } from "./later-key";

const hidden = unknown("lists do not show a new key within the patience");

/** The list of the keys that have a name, and of others where that is ignored. */
export function keysNamed(name: string): Ask {
  return { call: "listKeys", query: { name, size: 100, ...newestFirst } };
}

/** When a new key is listed. */
export function listLagQuestion(session: Session, first: NewObject): Question {
  const { wire, patience } = session;
  const look = async ({ id, name }: NewObject) => {
    const { at, isSeen = false } = await lookFor(session, keysNamed(name), id);
    return { at, isSeen };
  };
  return {
    switches: ["listLagSeconds"],
    ask: async () => ({
      listLagSeconds: await lagOf({ wire, patience, first: aged(first), again: anotherKey(session), look }),
    }),
  };
}

/** What a list has at its end, and in what form its number is. */
export function listFormQuestion({ wire }: Session, { id, name }: NewObject): Question {
  return {
    switches: ["oddListEntry", "listCount", "listedIds"],
    ask: async () => {
      const { entries, nameless, isWhole, last } = await readList(wire, keysNamed(name));
      return {
        oddListEntry: nameless > 0 || isWhole ? certain(nameless > 0) : tooLong,
        listCount: countFinding(last.shown["count"]),
        listedIds: listedIdsFinding(entries, id, isWhole),
      };
    },
  };
}

function listedIdsFinding(entries: readonly Entry[], id: string, isWhole: boolean): Finding {
  const entry = entries.find((one) => isId(one.id, id));
  if (entry === undefined) return isWhole ? hidden : tooLong;
  return idFormFinding(entry.id, entry.isSrn, id);
}

/** In which order a list has keys where the request names none, and how many a page has at most. */
export function listOrderQuestion(session: Session, second: LaterKey): Question {
  return {
    switches: ["listOrder", "mostOnPage"],
    ask: async (known) => {
      await second.made(known);
      const ask: Ask = { call: "listKeys", query: { size: largestPage } };
      const read = await readList(session.wire, ask, (entries) => orderOf(session, entries) !== undefined);
      const order = orderOf(session, read.entries);
      const isHidden = secondsOf(known, "listLagSeconds") === undefined;
      return {
        mostOnPage: mostFinding(read),
        listOrder: order === undefined ? (isHidden ? hidden : tooLong) : certain(order),
      };
    },
  };
}

/** A service that gives a page as much as is asked for may still have a limit of its own beyond that. */
function mostFinding({ last }: ListRead): Finding {
  const { size, length } = last.shown;
  return typeof size === "number" && size > 0 && size < largestPage && Number(length) <= size
    ? certain(size)
    : unknown("only a list of many objects shows it");
}

/** Which keys a list has that is asked for a name. */
export function nameFilterQuestion(session: Session, second: LaterKey): Question {
  return {
    switches: ["nameFilter"],
    ask: async (known) => {
      if (secondsOf(known, "listLagSeconds") === undefined) return { nameFilter: hidden };
      const { id, name } = await second.made(known);
      const isIn = (asked: string): Promise<boolean | undefined> => isListed(session, keysNamed(asked), id);
      const isIgnored = await isIn(`${name}x`);
      if (isIgnored === true) return { nameFilter: certain("ignored") };
      const isPart = await isIn(name.slice(0, -1));
      const isAnyCase = await isIn(name.toUpperCase());
      if (isIgnored === undefined || isPart === undefined || isAnyCase === undefined) return { nameFilter: tooLong };
      if (isPart && isAnyCase) return { nameFilter: unknown("parts of names in any letter case are found") };
      return { nameFilter: certain(isPart ? "contains" : isAnyCase ? "anyCase" : "exact") };
    },
  };
}
