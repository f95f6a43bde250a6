import { clocksAgree } from "../http/clocks";

/** Units in which a difference is told: each from two of it on. */
const units = [
  ["day", 24 * 60 * 60_000],
  ["hour", 60 * 60_000],
  ["minute", 60_000],
] as const;

/**
 * What to do about a request that was refused although it was signed with the service's time, which is so far ahead of
 * this machine's.
 */
export function clockRemedy(aheadMs: number): string | undefined {
  if (clocksAgree(aheadMs, 0)) return undefined;
  return (
    `This machine's clock is ${span(Math.abs(aheadMs))} ${aheadMs > 0 ? "behind" : "ahead of"} the service's: set it, ` +
    "and check scp:accessKey and scp:secretKey, since a signature with the service's time was refused too"
  );
}

function span(ms: number): string {
  const [unit, length] = units.find(([, unitMs]) => ms >= 2 * unitMs) ?? units[2];
  const count = Math.round(ms / length);
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
