import { createHash } from "node:crypto";

import { weekdays } from "../../../provider/words/times";
import { registrationBody, runBody } from "../../../provider/clients/scp/configinspection/diagnosis-body";
import { certain, oneOf, secondsOf, unknown, type Finding, type Findings } from "../findings";
import { lagOf } from "../lag";
import { isId } from "../ids";
import { has, readList, type ListRead } from "../lists";
import { listWith } from "../objects";
import { inTurn, type Question } from "../question";
import { isTaken } from "../refusals";
import type { Attempt, NewObject, Session } from "../session";
import type { Shown } from "../shown";
import type { Answer, Ask } from "../wire";
import { spelt } from "../spelling";
import type { Given, Stage } from "./stage";

const account = ({ accountId }: Given): string | undefined =>
  accountId === undefined ? "it needs the account to inspect: set scp:accountId" : undefined;

export const inspectionsStage: Stage = {
  name: "inspections",
  cloud: "scp",
  service: "Config Inspection",
  makes: "two diagnoses without a checklist in their schedules, which are deleted at once",
  costs: "nothing, as far as the guide says: only runs are billed",
  switches: [
    "scheduleSpelling",
    "scheduleZone",
    "enumSpelling",
    "inspectionTimes",
    "inspectionId",
    "savedTwice",
    "markerMeaning",
    "sameName",
  ],
  lacks: account,
  run: async (session, given) => {
    const first = await session.make("diagnosis", (name) => registration(name, given));
    const isRequested = first.id === idOf(first.name);
    const answer = await shownDiagnosis(session, first.id);
    const others = await inTurn(session, [
      savedTwiceQuestion(session, given, first, isRequested),
      markerQuestion(session, given, first),
    ]);
    return {
      inspectionId: certain(isRequested ? "requested" : "own"),
      ...(answer === undefined ? hidden(session) : facts(answer.shown)),
      ...others,
    };
  },
};

/** What becomes of a diagnosis that is saved once more with its id. */
function savedTwiceQuestion(session: Session, given: Given, { id, name }: NewObject, isRequested: boolean): Question {
  return {
    switches: ["savedTwice"],
    ask: async (known) => {
      if (!isRequested) return { savedTwice: unknown("each diagnosis gets an id of the service's own") };
      const { answer, object } = await session.tryToMake("diagnosis", (same) => registration(same, given), name);
      if (object !== undefined) {
        return { savedTwice: object.id === id ? certain("updated") : unknown("a second diagnosis was made") };
      }
      const isRefused = isTaken(answer, known) === true;
      return { savedTwice: isRefused ? certain("refused") : unknown(`it was refused (${String(answer.refused)})`) };
    },
  };
}

/** Whether there can be two diagnoses with a name; where the page of their list begins that is asked for behind the second one. */
function markerQuestion(session: Session, given: Given, first: NewObject): Question {
  return {
    switches: ["markerMeaning", "sameName"],
    ask: async (known) => {
      const second = await session.tryToMake("diagnosis", (same) => registration(same, given, "second"), first.name);
      const sameName = sameNameFinding(second, known);
      const lag = secondsOf(known, "listLagSeconds");
      if (second.object === undefined || lag === undefined) {
        const because = lag === undefined ? "lists do not show a new diagnosis" : "a second one was refused";
        return { sameName, markerMeaning: unknown(because) };
      }
      await session.wire.pause(lag + 1);
      const ids = [first.id, second.object.id];
      const list = listWith(first);
      const { entries } = await readList(session.wire, list);
      const [before, after] = entries.flatMap(({ id }) => ids.filter((own) => isId(id, own)));
      // Where a page has one only, the other one follows.
      const isAlone = after === undefined && known["mostOnPage"]?.values[0] === 1;
      const marker = isAlone ? ids.find((id) => id !== before) : after;
      if (before === undefined || marker === undefined)
        return { sameName, markerMeaning: unknown("a list does not show both") };
      const query = { ...list.query, marker };
      const behind = await readList(session.wire, { ...list, query });
      return { sameName, markerMeaning: markerFinding(behind, before, marker) };
    },
  };
}

/** What a second diagnosis with the name of the first tells, where a second key was refused. */
function sameNameFinding({ answer, object }: Attempt, known: Findings): Finding {
  if (object !== undefined) return oneOf(["own", "accepted"], "no second key was asked for");
  return isTaken(answer, known) === true
    ? certain("refused")
    : unknown(`a second diagnosis was refused (${String(answer.refused)})`);
}

function markerFinding({ entries, last }: ListRead, before: string, marker: string): Finding {
  if (last.refused !== undefined) return unknown(`the marker was refused (${String(last.refused)})`);
  return certain(has(entries, before) ? "ignored" : has(entries, marker) ? "from" : "after");
}

export const runsStage: Stage = {
  name: "runs",
  cloud: "scp",
  service: "Config Inspection",
  makes: "a diagnosis, which is deleted at once, and one run of it with the settings' access key",
  costs: "one run, which is billed",
  switches: ["runLagSeconds"],
  option: "--run",
  lacks: account,
  run: async (session, given) => {
    const { wire, patience } = session;
    const { id } = await session.make("diagnosis", (name) => registration(name, given));
    const { accessKey, secretKey, accountId = "" } = given;
    if ((await shownDiagnosis(session, id)) === undefined) return { runLagSeconds: notShown(session) };
    const body = runBody(id, { checkType: "BP", accessKey, secretKey, tenantId: accountId });
    const { at } = await session.need("start a run", { call: "requestDiagnosis", body });
    const look = async () => {
      const { at, shown } = await wire.ask(detail(id));
      return { at, isSeen: (shown["recent_diagnosis_at"] ?? "") !== "" };
    };
    return { runLagSeconds: await lagOf({ wire, patience, first: { madeAt: at, object: id }, look }) };
  },
};

/** Registers a diagnosis, which never runs by itself. */
function registration(name: string, { accountId = "", accessKey }: Given, salt = ""): Ask {
  return { call: "saveDiagnosis", body: registrationBody(idOf(name + salt), newDiagnosis(name, accountId, accessKey)) };
}

/** An id for a diagnosis. The same name has the same one, so that a transcript can be read again. */
function idOf(name: string): string {
  return `DIA-${createHash("sha256").update(name).digest("hex").slice(0, 32).toUpperCase()}`;
}

function newDiagnosis(name: string, accountId: string, accessKey: string): Parameters<typeof registrationBody>[1] {
  return {
    name,
    accountId,
    cspType: "SCP",
    plan: "STANDARD",
    checkType: "BP",
    authKey: { id: accessKey, createdAt: "2022-01-01T12:00:00Z", expiresAt: "2096-01-01T12:00:00Z" },
    schedule: { frequency: "weekly", day: "monday", startTime: "03:00", checkTypes: [] },
  };
}

function detail(id: string): Ask {
  return { call: "showDiagnosis", path: { diagnosis_id: id } };
}

function shownDiagnosis(session: Session, id: string): Promise<Answer | undefined> {
  return session.shown(detail(id));
}

function notShown({ patience }: Session): Finding {
  return unknown(`the diagnosis was not shown within ${String(patience)} s`);
}

function hidden(session: Session): Findings {
  return { scheduleSpelling: notShown(session), scheduleZone: notShown(session), inspectionTimes: notShown(session) };
}

function facts(shown: Shown): Findings {
  return {
    ...scheduleFindings(shown),
    enumSpelling: spelt(
      shown["csp_type"],
      { reference: "SCP", upper: "SCP", lower: "scp", mixed: "Scp" },
      "a cloud is written with capital letters in both",
    ),
    inspectionTimes: spelt(
      shown["auth_key_created_at"],
      {
        reference: "2022-01-01T12:00:00Z",
        seoul: "2022-01-01T21:00:00+09:00",
        seoulAsUtc: "2022-01-01T21:00:00Z",
      },
      "",
    ),
  };
}

/** The time of a diagnosis that was saved for a Monday at 03:00, and its day as each spelling would have it. */
const zones: Readonly<Record<string, readonly [weekday: number, time: string]>> = {
  asSent: [0, "03:00"],
  utc: [6, "18:00"],
  seoul: [0, "12:00"],
  sameDay: [0, "18:00"],
  marked: [0, "03:00+09:00"],
};

const spellings: Readonly<Record<string, (weekday: number, time: string) => string>> = {
  reference: (weekday, time) => `WEEK ${english(weekday)} ${time}`,
  short: (weekday, time) => `W ${english(weekday).slice(0, 3)} ${time}`,
  number: (weekday, time) => `WEEK ${String(weekday + 1)} ${time}`,
  korean: (weekday, time) => `주 ${"월화수목금토일".charAt(weekday)}요일 ${time}`,
  seconds: (weekday, time) => `WEEK ${english(weekday)} ${time.replace(/^\d\d:\d\d/, "$&:00")}`,
  lower: (weekday, time) => `week ${english(weekday).toLowerCase()} ${time}`,
};

function english(weekday: number): string {
  return (weekdays[weekday] ?? "").toUpperCase();
}

/** Each spelling in each zone is another text. */
function scheduleFindings(shown: Shown): Findings {
  const { frequency_type: type, frequency_value: value, diagnosis_start_time_pattern: time } = shown;
  const met = [type, value, time].join(" ");
  for (const [scheduleSpelling, spell] of Object.entries(spellings)) {
    const scheduleZone = Object.keys(zones).find((zone) => spell(...(zones[zone] ?? [0, ""])) === met);
    if (scheduleZone !== undefined)
      return { scheduleSpelling: certain(scheduleSpelling), scheduleZone: certain(scheduleZone) };
  }
  const strange = unknown(`${JSON.stringify(met)} is none of the known spellings`);
  return { scheduleSpelling: strange, scheduleZone: strange };
}
