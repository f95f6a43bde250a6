export const dayMs = 86_400_000;

export const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/** How far Seoul's time is ahead of UTC. */
export const seoulMs = 9 * 3_600_000;

const known = /^(\d{4}-\d\d-\d\d|\d{8})(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?)?$/i;

/** Seconds or milliseconds since 1970, of this century. */
const counted = /^[1-9]\d{9}(\d{3})?$/;

/**
 * A time of the service, in milliseconds since 1970; NaN where its spelling is not understood. A time without a zone is
 * taken for UTC, which is at most a day wrong (SCP 4).
 */
export function timeOf(text: string): number {
  const [count, milliseconds] = counted.exec(text.trim()) ?? [];
  if (count !== undefined) return milliseconds === undefined ? Number(count) * 1000 : Number(count);
  const [, day, time = "00:00", zone = "Z"] = known.exec(text.trim()) ?? [];
  return day === undefined ? NaN : Date.parse(`${day.replace(/^(\d{4})(\d\d)(\d\d)$/, "$1-$2-$3")}T${time}${zone}`);
}

/** All moments that a time of the service may mean: a time without a zone may be UTC or Seoul's. */
export function momentsOf(text: string): readonly number[] {
  const time = timeOf(text);
  if (Number.isNaN(time)) return [];
  return /(Z|[+-]\d\d:?\d\d|^\d{10,})$/i.test(text.trim()) ? [time] : [time, time - seoulMs];
}
