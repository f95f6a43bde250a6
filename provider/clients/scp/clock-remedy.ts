import { clocksAgree } from "../http/clocks";

/** The units for a difference of clocks; a unit is used from two of it on. */
const units = [
  ["day", 24 * 60 * 60_000],
  ["hour", 60 * 60_000],
  ["minute", 60_000],
] as const;

/**
 * What the user can do about a request that was refused although it was signed with the service's time. `aheadMs` is
 * how far that time is ahead of this machine's, `credentials` what the signature was made with.
 */
export function clockRemedy(aheadMs: number, credentials = "scp:accessKey and scp:secretKey"): string | undefined {
  if (clocksAgree(aheadMs, 0)) return undefined;
  return (
    `This machine's clock is ${clockDistance(aheadMs)} the service's: set it, ` +
    `and check ${credentials}, since a signature with the service's time was refused too`
  );
}

/** "20 minutes behind": where this machine's clock is, if the service's is `aheadMs` ahead of it. */
export function clockDistance(aheadMs: number): string {
  return `${span(Math.abs(aheadMs))} ${aheadMs > 0 ? "behind" : "ahead of"}`;
}

function span(ms: number): string {
  const [unit, length] = units.find(([, unitMs]) => ms >= 2 * unitMs) ?? units[2];
  const count = Math.round(ms / length);
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
