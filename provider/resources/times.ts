export const dayMs = 86_400_000;

const known = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?)?$/i;

/**
 * A time of the service, in milliseconds since 1970; NaN where its spelling is not understood. One without a zone is taken
 * for UTC, which is at most a day wrong (SCP 4).
 */
export function timeOf(text: string): number {
  const [, day, time = "00:00", zone = "Z"] = known.exec(text.trim()) ?? [];
  return day === undefined ? NaN : Date.parse(`${day}T${time}${zone}`);
}
