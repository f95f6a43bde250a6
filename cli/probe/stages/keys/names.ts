import { certain, oneOf, unknown, type Findings } from "../../findings";
import type { Question } from "../../question";
import { takenNameFinding } from "../../refusals";
import type { NewObject, Session } from "../../session";
import { keyCreation } from "./creation";

/** How a second key with the name of the first is refused. Where it is not, there are two, which are removed. */
export function takenNameQuestion(session: Session, { name }: NewObject): Question {
  return {
    switches: ["takenName", "sameName"],
    ask: async (): Promise<Findings> => {
      const { answer } = await session.tryToMake("key", keyCreation, name);
      if (answer.refused === undefined) {
        return {
          takenName: unknown("a second key with the name of the first was made"),
          sameName: certain("accepted"),
        };
      }
      // An account that may have no further key is refused in the same way.
      if (answer.stated === 403) await session.make("key", keyCreation);
      const takenName = takenNameFinding(answer);
      const isKnown = takenName.values.length > 0;
      const sameName = isKnown ? oneOf(["own", "refused"], "no second diagnosis was asked for") : takenName;
      return { takenName, sameName };
    },
  };
}
