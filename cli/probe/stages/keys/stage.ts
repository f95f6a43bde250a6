import { certain } from "../../findings";
import { inTurn, type Question } from "../../question";
import type { NewObject } from "../../session";
import type { Stage } from "../stage";
import { changesQuestion, readyQuestion } from "./changes";
import { undescribedKeyCreation } from "./creation";
import { deletionQuestion } from "./deletion";
import { formFindings, formSwitches } from "./forms";
import { listFormQuestion, listLagQuestion, listOrderQuestion, nameFilterQuestion } from "./lists";
import { LaterKey } from "./later-key";
import { takenNameQuestion } from "./names";
import { ShowLagQuestion } from "./shows";
import { timeFindings, timeSwitches } from "./times";

export const keysStage: Stage = {
  name: "keys",
  cloud: "scp",
  service: "Key Management Service",
  makes: "up to 20 keys, which are deleted at once; a service that refuses that for one may let it wait for 72 hours",
  costs: "what so many keys cost for as long as the probe runs",
  switches: [
    "listLagSeconds",
    "oddListEntry",
    "listCount",
    "listedIds",
    "showLagSeconds",
    ...formSwitches,
    ...timeSwitches,
    "unknownFields",
    "readyLagSeconds",
    "changeReplies",
    "numberTexts",
    "unchanged",
    "nextRotation",
    "listOrder",
    "mostOnPage",
    "nameFilter",
    "takenName",
    "sameName",
    "deletion",
    "waitingObjects",
    "secondDeletion",
    "deletedName",
    "unknownObject",
    "refusalStatus",
  ],
  run: async (session) => {
    const first = await session.make("key", undescribedKeyCreation);
    const shows = new ShowLagQuestion(session, first);
    const later = new LaterKey(session);
    return inTurn(session, [
      listLagQuestion(session, first),
      listFormQuestion(session, first),
      shows,
      formsQuestion(first, shows),
      readyQuestion(session, first),
      changesQuestion(session, first),
      listOrderQuestion(session, later),
      nameFilterQuestion(session, later),
      takenNameQuestion(session, first),
      deletionQuestion(session, later),
    ]);
  },
};

/** In what forms the first key was shown, before it was changed. A creation shows the same fields. */
function formsQuestion({ answer }: NewObject, shows: ShowLagQuestion): Question {
  return {
    switches: [...formSwitches, ...timeSwitches, "unknownFields"],
    ask: () =>
      Promise.resolve({
        ...formFindings(shows.shown ?? answer.shown, shows.shown !== undefined),
        ...timeFindings(answer.shown["created_at"], answer.at),
        unknownFields: certain(Number(answer.shown["others"]) > 0),
      }),
  };
}
