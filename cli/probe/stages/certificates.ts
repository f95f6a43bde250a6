import {
  fieldsBody,
  materialBody,
  selfSignedBody,
} from "../../../provider/clients/scp/certificatemanager/certificate-body";
import { certain, unknown, type Finding } from "../findings";
import { listWith } from "../objects";
import { inTurn, type Question } from "../question";
import { isTaken } from "../refusals";
import type { Session } from "../session";
import type { Ask } from "../wire";
import { newMaterial } from "./certificate-material";
import type { Stage } from "./stage";

const commonName = "pulumi-scp-probe.invalid";
const daySeconds = 24 * 3600;
/** How far Seoul's clocks are ahead of UTC. */
const seoul = 9 * 3600;

export const certificatesStage: Stage = {
  name: "certificates",
  cloud: "scp",
  service: "Certificate Manager",
  makes: "a self-signed certificate from tomorrow on, and one of its own twice, all of which are deleted at once",
  costs: "nothing that the guide names; they are of the 100 of each kind that an account may have",
  switches: ["certificateTimes", "sameMaterial"],
  lacks: ({ region }) => (region === undefined ? "it needs the region of the certificate: set scp:region" : undefined),
  run: async (session, { region = "" }) => {
    // The first day may not be in the past by the service's clock, which any reply tells.
    const { at } = await session.wire.ask(listWith({ kind: "certificate", name: "scpprobe" }));
    return inTurn(session, [timesQuestion(session, region, at), materialQuestion(session, region, at)]);
  },
};

function timesQuestion(session: Session, region: string, at: number): Question {
  return {
    switches: ["certificateTimes"],
    ask: async () => {
      const { answer } = await session.make("certificate", (name) => selfSigning(name, region, at));
      const { not_before_dt: from, not_after_dt: to } = answer.shown;
      return { certificateTimes: timesFinding(from, to, answer.at) };
    },
  };
}

/** Whether a certificate can be uploaded twice, under two names. */
function materialQuestion(session: Session, region: string, at: number): Question {
  return {
    switches: ["sameMaterial"],
    ask: async (known) => {
      const material = await newMaterial(commonName, at - daySeconds, at + 2 * daySeconds);
      const upload = (name: string): Ask => ({
        call: "createCertificate",
        body: { ...described(name, region), ...materialBody(material) },
        secrets: [material.privateKey],
      });
      await session.make("certificate", upload);
      const { answer } = await session.tryToMake("certificate", upload);
      const isRefused = isTaken(answer, known);
      return {
        sameMaterial:
          isRefused === undefined
            ? unknown(`the second upload was refused (${String(answer.stated)})`)
            : certain(isRefused ? "refused" : "accepted"),
      };
    },
  };
}

function selfSigning(name: string, region: string, at: number): Ask {
  const dayAfter = (days: number): string => new Date((at + days * daySeconds) * 1000).toISOString().slice(0, 10);
  const days = { firstDay: dayAfter(1), lastDay: dayAfter(2) };
  return {
    call: "createSelfSigned",
    body: {
      ...described(name, region),
      ...selfSignedBody({ commonName, organization: "pulumi-scp probe", ...days }),
    },
  };
}

function described(name: string, region: string): object {
  return fieldsBody({ name, region, timezone: "UTC", recipients: [], tags: {} });
}

/**
 * What the times of a certificate tell whose days are those of UTC.
 * @param at when it was asked for, in seconds since 1970
 */
export function timesFinding(from: unknown, to: unknown, at: number): Finding {
  const text = String(from);
  if (/^\d{8}$/.test(text)) return certain("digits");
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return certain("day");
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text)) return certain("zulu");
  const [begin, end] = [timeOfDay(from), timeOfDay(to)];
  if (begin === undefined || end === undefined) return unknown("its times have none of the known forms");
  // A service may take whole days, or those that begin with the time of the request.
  const isWhole = [0, 1].includes((begin - end + daySeconds) % daySeconds);
  const starts = isWhole && begin % 3600 === 0 ? { reference: 0, seoul } : { reference: at, seoul: at + seoul };
  const isNear = (start: number): boolean => {
    const apart = Math.abs(begin - start) % daySeconds;
    return Math.min(apart, daySeconds - apart) <= 300;
  };
  if (isNear(starts.reference)) return certain("reference");
  return isNear(starts.seoul) ? certain("seoul") : unknown("its times are neither those of UTC nor Seoul's");
}

/** The seconds of a time without a zone since its day has begun. */
function timeOfDay(value: unknown): number | undefined {
  const [, time] = /^\d{4}-\d\d-\d\dT(\d\d:\d\d:\d\d)$/.exec(String(value)) ?? [];
  return time === undefined ? undefined : Date.parse(`1970-01-01T${time}Z`) / 1000;
}
