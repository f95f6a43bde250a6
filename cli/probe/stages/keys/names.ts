import { unknown, type Finding } from "../../findings";
import type { Question } from "../../question";
import { takenNameFinding } from "../../refusals";
import type { NewObject, Session } from "../../session";
import { keyCreation } from "./creation";

/** How a second key with the name of the first is refused. Where it is not, there are two, which are removed. */
export function takenNameQuestion(session: Session, first: NewObject): Question {
  return { switches: ["takenName"], ask: async () => ({ takenName: await takenName(session, first) }) };
}

async function takenName(session: Session, { name }: NewObject): Promise<Finding> {
  const { answer } = await session.tryToMake("key", keyCreation, name);
  if (answer.refused === undefined) return unknown("a second key with the name of the first was made");
  // An account that may have no further key is refused in the same way.
  if (answer.stated === 403) await session.make("key", keyCreation);
  return takenNameFinding(answer);
}
