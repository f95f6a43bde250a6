import { certain, secondsOf, unknown, type Finding, type Findings } from "../../findings";
import { lagOf } from "../../lag";
import type { Question } from "../../question";
import type { NewObject, Session } from "../../session";
import type { Shown } from "../../shown";
import type { Ask } from "../../wire";
import { aged, anotherKey } from "./aged";
import { rotationDays } from "./creation";
import { keyShow } from "./shows";

/** A change of the rotation, which is off in a new key. */
function rotation(id: string, days: number | string): Ask {
  return { call: "updateRotation", path: { key_id: id }, body: { auto_rotate: "Y", rotate_cycle: days } };
}

/** When a new key can be changed, and what the reply of a change shows. */
export function readyQuestion(session: Session, first: NewObject): Question {
  const { wire, patience } = session;
  return {
    switches: ["readyLagSeconds", "changeReplies"],
    ask: async () => {
      let reply: Shown | undefined;
      const look = async ({ id }: NewObject) => {
        const { at, refused, shown } = await wire.ask(rotation(id, rotationDays));
        if (refused === undefined) reply = shown;
        return { at, isSeen: refused === undefined };
      };
      const lag = await lagOf({ wire, patience, first: aged(first), again: anotherKey(session), look });
      return { readyLagSeconds: lag, changeReplies: replyFinding(reply, patience) };
    },
  };
}

/** What the reply shows of a rotation that was turned on. */
function replyFinding(reply: Shown | undefined, patience: number): Finding {
  if (reply === undefined) return notChanged(patience);
  if (reply["isAnswered"] === false) return certain("none");
  const isOn = reply["auto_rotate"];
  if (isOn !== "Y" && isOn !== "N") return unknown("the reply of a change has none of the known forms");
  return certain(isOn === "Y" ? "whole" : "before");
}

/** What becomes of further changes of a key whose rotation is on. */
export function changesQuestion(session: Session, { id }: NewObject): Question {
  const { wire, patience } = session;
  return {
    switches: ["numberTexts", "unchanged", "nextRotation"],
    ask: async (known) => {
      if (secondsOf(known, "readyLagSeconds") === undefined) {
        return {
          numberTexts: notChanged(patience),
          unchanged: notChanged(patience),
          nextRotation: notChanged(patience),
        };
      }
      const asText = await wire.ask(rotation(id, String(rotationDays + 1)));
      const now = asText.refused === undefined ? rotationDays + 1 : rotationDays;
      const again = await wire.ask(rotation(id, now));
      return {
        numberTexts: takenFinding(asText.refused),
        unchanged: takenFinding(again.refused),
        ...(await nextRotation(session, id, known)),
      };
    },
  };
}

function notChanged(patience: number): Finding {
  return unknown(`the key could not be changed within ${String(patience)} s`);
}

function takenFinding(refused: number | undefined): Finding {
  if (refused === undefined) return certain("taken");
  return refused === 400 ? certain("refused") : unknown(`the change was refused (${String(refused)})`);
}

async function nextRotation(session: Session, id: string, known: Findings): Promise<Findings> {
  if (secondsOf(known, "showLagSeconds") === undefined) {
    return { nextRotation: unknown("a new key is not shown within the patience") };
  }
  const { refused, shown } = await session.wire.ask(keyShow(id));
  const next = shown["next_rotate_at"];
  if (refused !== undefined || shown["auto_rotate"] !== "Y")
    return { nextRotation: unknown("the change is not shown") };
  if (next === undefined) return { nextRotation: certain("missing") };
  return { nextRotation: nextFinding(next) };
}

function nextFinding(next: unknown): Finding {
  if (next === null || next === "") return certain("null");
  if (typeof next === "number") return certain("milliseconds");
  return certain(typeof next === "string" && /^\d{4}-\d\d-\d\d$/.test(next) ? "day" : "reference");
}
