import { certain, unknown, type Findings } from "../../findings";

/** How far Seoul's clocks are ahead of UTC, in seconds. */
const seoul = 9 * 3600;

export const timeSwitches = ["createdAt", "createdAtSkewSeconds"];

/** What a time of creation tells, beside the service's time at that moment. */
export function timeFindings(createdAt: unknown, at: number): Findings {
  if (createdAt === undefined || createdAt === null) return without("missing");
  if (typeof createdAt === "number") return found("milliseconds", Math.round(createdAt / 1000) - at);
  if (typeof createdAt !== "string") return strange(createdAt);
  if (createdAt === "") return without("empty");
  const [, time, zone] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d)?$/.exec(createdAt) ?? [];
  const seconds = Date.parse(`${time ?? ""}Z`) / 1000;
  if (Number.isNaN(seconds)) return strange(createdAt);
  const ahead = seconds - at;
  if (zone === "Z") return found("reference", ahead);
  if (zone === "+09:00") return found("offset", ahead - seoul);
  return Math.abs(ahead - seoul) < Math.abs(ahead) ? found("seoulNoZone", ahead - seoul) : found("noZone", ahead);
}

function found(form: string, skew: number): Findings {
  return { createdAt: certain(form), createdAtSkewSeconds: certain(skew) };
}

function strange(createdAt: unknown): Findings {
  const because = `${JSON.stringify(createdAt)} is none of the known forms`;
  return { createdAt: unknown(because), createdAtSkewSeconds: unknown(because) };
}

function without(form: string): Findings {
  return { createdAt: certain(form), createdAtSkewSeconds: unknown("replies have no created_at") };
}
