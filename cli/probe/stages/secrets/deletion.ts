import { certain, oneOf, secondsOf, unknown, type Finding, type Findings } from "../../findings";
import { isListed } from "../../listed";
import { fewestDays, listWith } from "../../objects";
import type { Question } from "../../question";
import { ofOthers, secondDeletionFinding } from "../../second-deletion";
import type { NewObject, Session } from "../../session";
import { isWaiting, waitingSpelling } from "../../waiting";
import type { Answer, Ask } from "../../wire";

/** What becomes of a restoration of a secret that does not wait for its end. */
export function restoreQuestion({ wire }: Session, { id }: NewObject): Question {
  return {
    switches: ["restoreOfActive"],
    ask: async () => {
      const { refused } = await wire.ask({ call: "restoreSecret", path: { secret_id: id } });
      if (refused === undefined) return { restoreOfActive: certain("taken") };
      const isRefused = refused === 400;
      return {
        restoreOfActive: isRefused ? certain("refused") : unknown(`the restoration was refused (${String(refused)})`),
      };
    },
  };
}

/** Where a deletion may have its days, and what becomes of a secret whose deletion is asked for twice. */
export function secretDeletionQuestion(session: Session, secret: NewObject): Question {
  const { wire } = session;
  const path = { secret_id: secret.id };
  const days = { waiting_time_ndays: fewestDays };
  const withBody: Ask = { call: "deleteSecret", path, body: days };
  return {
    switches: ["secretDeletionDays", "deletion", "waitingObjects", "stateSpelling", "secondDeletion"],
    ask: async (known) => {
      const first = await wire.ask({ call: "deleteSecret", path, query: days });
      if (first.refused === 400) await session.need("delete the secret", withBody);
      else if (first.refused !== undefined) throw session.refusal("delete the secret", first);
      session.gone(secret);
      const before = await wire.ask({ call: "showSecret", path });
      // A date that moves has to differ.
      await wire.pause(2);
      const second = await wire.ask(withBody);
      const after = await wire.ask({ call: "showSecret", path });
      return {
        secretDeletionDays: certain(first.refused === undefined ? "bodyOrQuery" : "body"),
        ...(await waitingFindings(session, secret, before, known)),
        secondDeletion: secondFinding(second, before, after, known),
      };
    },
  };
}

/** A secret that is not shown may be gone, unless keys are known to wait and it is still refused in a way of its own. */
function secondFinding(answer: Answer, before: Answer, after: Answer, known: Findings): Finding {
  const doesWait = known["deletion"]?.values[0] === "waits" && answer.refused !== 404;
  if (before.refused !== undefined && !doesWait) {
    return unknown("a secret is not shown after its deletion was asked for");
  }
  const dates = { before: before.shown["deleted_at"], after: after.shown["deleted_at"] };
  return secondDeletionFinding({ answer, ...dates }, ofOthers);
}

/** What is known by a secret whose deletion was asked for. */
async function waitingFindings(
  session: Session,
  { id, name }: NewObject,
  { refused, shown }: Answer,
  known: Findings,
): Promise<Findings> {
  if (refused !== undefined || !isWaiting(shown["state"])) {
    const hidden = unknown("a secret is not shown to wait after its deletion was asked for");
    return { deletion: hidden, waitingObjects: hidden };
  }
  const lag = secondsOf(known, "listLagSeconds");
  await session.wire.pause(lag ?? 0);
  const listed = await isListed(session, listWith({ kind: "secret", name }), id);
  return {
    deletion: certain("waits"),
    stateSpelling: waitingSpelling(shown["state"]),
    waitingObjects:
      listed === true
        ? certain("shown")
        : lag === undefined || listed === undefined
          ? oneOf(["shown", "unlisted"], "a list may show it later, or on a later page")
          : certain("unlisted"),
  };
}
