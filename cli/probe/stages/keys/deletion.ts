import { certain, oneOf, secondsOf, unknown, type Finding, type Findings } from "../../findings";
import { isListed } from "../../listed";
import type { Question } from "../../question";
import { isTaken, refusalStatusFinding, unknownObjectFinding } from "../../refusals";
import { ofKeys, secondDeletionFinding } from "../../second-deletion";
import type { NewObject, Session } from "../../session";
import { isWaiting, waitingSpelling } from "../../waiting";
import type { Answer, Ask } from "../../wire";
import { keyCreation } from "./creation";
import type { LaterKey } from "./later-key";
import { keysNamed } from "./lists";
import { keyShow } from "./shows";

const waitingSwitches = ["deletion", "waitingObjects", "stateSpelling", "secondDeletion", "deletedName"];

/** What becomes of a key whose deletion is asked for, twice, and of its name; and of one that is deleted at once. */
export function deletionQuestion(session: Session, later: LaterKey): Question {
  return {
    switches: [...waitingSwitches, "unknownObject", "refusalStatus"],
    ask: async (known) => {
      const key = await later.made(known);
      const scheduled = await schedule(session, key);
      const deleted = await deleteNow(session, key);
      const refusals = [deleted.gone, ...("named" in scheduled ? [scheduled.named] : [])];
      return {
        ...("named" in scheduled ? scheduledFindings(scheduled, deleted, known) : notScheduled(scheduled)),
        unknownObject: unknownObjectFinding(deleted.gone),
        refusalStatus: refusalStatusFinding(refusals),
      };
    },
  };
}

function deletion(id: string, isDirectly: boolean): Ask {
  return { call: "deleteKey", path: { key_id: id }, query: { is_directly: isDirectly } };
}

/** What was seen of a key whose deletion is asked for. */
interface Scheduled {
  readonly before: Answer;
  /** The second request for the deletion. */
  readonly second: Answer;
  readonly after: Answer;
  /** Undefined where the list has more pages than are read. */
  readonly listed: boolean | undefined;
  /** The creation of another key with its name. */
  readonly named: Answer;
}

/** Has a deletion scheduled. The refusal, where that is not possible. */
async function schedule(session: Session, { id, name }: NewObject): Promise<Scheduled | Answer> {
  const { wire } = session;
  const first = await wire.ask(deletion(id, false));
  if (first.refused !== undefined) return first;
  const before = await wire.ask(keyShow(id));
  // A date that moves has to differ.
  await wire.pause(2);
  const second = await wire.ask(deletion(id, false));
  const after = await wire.ask(keyShow(id));
  const listed = await isListed(session, keysNamed(name), id);
  const { answer: named } = await session.tryToMake("key", keyCreation, name);
  return { before, second, after, listed, named };
}

/** What was seen of a key that was deleted at once. */
interface Deleted {
  readonly direct: Answer;
  readonly gone: Answer;
  /** Its deletion once more. */
  readonly again: Answer;
}

async function deleteNow(session: Session, key: NewObject): Promise<Deleted> {
  const { wire } = session;
  const direct = await wire.ask(deletion(key.id, true));
  if (direct.refused === undefined || direct.refused === 404) session.gone(key);
  const gone = await wire.ask(keyShow(key.id));
  return { direct, gone, again: await wire.ask(deletion(key.id, true)) };
}

function notScheduled({ refused }: Answer): Findings {
  const because = unknown(`the deletion was refused (${String(refused)})`);
  return Object.fromEntries(waitingSwitches.map((name) => [name, because]));
}

function scheduledFindings(scheduled: Scheduled, deleted: Deleted, known: Findings): Findings {
  const { before, second, after, named } = scheduled;
  const waits = doesWait(scheduled, deleted, known);
  if (waits !== true) {
    const because = unknown(
      waits === false ? "a deletion takes place at once" : "it is not shown what a deletion does",
    );
    return {
      deletion: waits === false ? certain("atOnce") : because,
      waitingObjects: because,
      secondDeletion: because,
      deletedName: because,
    };
  }
  return {
    deletion: certain("waits"),
    waitingObjects: waitingFinding(scheduled, known),
    ...(before.refused === undefined && { stateSpelling: waitingSpelling(before.shown["state"]) }),
    secondDeletion: secondDeletionFinding(
      { answer: second, before: before.shown["delete_at"], after: after.shown["delete_at"] },
      ofKeys,
    ),
    deletedName: nameFinding(named, known),
  };
}

/** Whether the key waited for its deletion, although it may not have been shown; undefined where nothing tells. */
function doesWait({ before, second, named }: Scheduled, deleted: Deleted, known: Findings): boolean | undefined {
  if (before.refused === undefined) return isWaiting(before.shown["state"]) ? true : undefined;
  if (isTaken(named, known) === true) return true;
  // What a deletion comes to tells nothing where even what is gone can be deleted.
  if (deleted.again.refused !== 404) return undefined;
  return second.refused !== 404 || deleted.direct.refused !== 404;
}

function waitingFinding({ before, listed }: Scheduled, known: Findings): Finding {
  const isListKnown = secondsOf(known, "listLagSeconds") !== undefined && listed !== undefined;
  if (listed === true) return certain("shown");
  if (before.refused === undefined) {
    return isListKnown ? certain("unlisted") : oneOf(["shown", "unlisted"], "a list may show it later");
  }
  if (secondsOf(known, "showLagSeconds") !== undefined) return certain("hidden");
  const values = isListKnown ? ["unlisted", "hidden"] : ["shown", "unlisted", "hidden"];
  return oneOf(values, "a new key is not shown within the patience");
}

function nameFinding(named: Answer, known: Findings): Finding {
  if (known["sameName"]?.values[0] === "accepted") return oneOf(["taken", "free"], "names need not be unique");
  const taken = isTaken(named, known);
  return taken === undefined
    ? unknown(`the name was refused (${String(named.stated)})`)
    : certain(taken ? "taken" : "free");
}
