import { createHash } from "node:crypto";

import { registrationBody, runBody } from "../../../provider/clients/scp/configinspection/diagnosis-body";
import { certain, unknown, type Finding, type Findings } from "../findings";
import { doubled, lagOf } from "../lag";
import type { Session } from "../session";
import type { Shown } from "../shown";
import type { Answer, Ask } from "../wire";
import { spelt } from "../spelling";
import type { Given, Stage } from "./stage";

const account = ({ accountId }: Given): string | undefined =>
  accountId === undefined ? "it needs the account to inspect: set scp:accountId" : undefined;

export const inspectionsStage: Stage = {
  name: "inspections",
  service: "Config Inspection",
  makes: "a diagnosis without a checklist in its schedule, which is deleted at once",
  costs: "nothing, as far as the guide says: only runs are billed",
  switches: ["scheduleSpelling", "enumSpelling", "inspectionTimes", "inspectionId"],
  lacks: account,
  run: async (session, given) => {
    const { id, idFinding } = await diagnosis(session, given);
    const answer = await shownDiagnosis(session, id);
    return { inspectionId: idFinding, ...(answer === undefined ? hidden(session) : facts(answer.shown)) };
  },
};

export const runsStage: Stage = {
  name: "runs",
  service: "Config Inspection",
  makes: "a diagnosis, which is deleted at once, and one run of it with the settings' access key",
  costs: "one run, which is billed",
  switches: ["runLagSeconds"],
  option: "--run",
  lacks: account,
  run: async (session, given) => {
    const { wire, patience } = session;
    const { id } = await diagnosis(session, given);
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
async function diagnosis(
  session: Session,
  { accountId = "", accessKey }: Given,
): Promise<{ readonly id: string; readonly idFinding: Finding }> {
  let proposed = "";
  const { id } = await session.make("diagnosis", (name) => {
    // The same name has the same id, so that a transcript can be read again.
    proposed = `DIA-${createHash("sha256").update(name).digest("hex").slice(0, 32).toUpperCase()}`;
    return { call: "saveDiagnosis", body: registrationBody(proposed, newDiagnosis(name, accountId, accessKey)) };
  });
  return { id, idFinding: certain(id === proposed ? "requested" : "own") };
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
  return session.until(doubled(session.patience), () => session.wire.ask(detail(id)));
}

function notShown({ patience }: Session): Finding {
  return unknown(`the diagnosis was not shown within ${String(patience)} s`);
}

function hidden(session: Session): Findings {
  return { scheduleSpelling: notShown(session), inspectionTimes: notShown(session) };
}

function facts(shown: Shown): Findings {
  const { frequency_type: type, frequency_value: value, diagnosis_start_time_pattern: time } = shown;
  return {
    scheduleSpelling: spelt(
      [type, value, time].join(" "),
      {
        reference: "WEEK MONDAY 03:00",
        short: "W MON 03:00",
        number: "WEEK 1 03:00",
        korean: "주 월요일 03:00",
        seconds: "WEEK MONDAY 03:00:00",
        lower: "week monday 03:00",
      },
      "",
    ),
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
