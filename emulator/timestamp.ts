export const hourMs = 3_600_000;
/** How far Seoul's clocks are ahead of UTC, all year. */
export const seoulMs = 9 * hourMs;
export const dayMs = 24 * hourMs;

/** RFC 3339 in whole seconds, as the reference writes dates: `2024-05-17T00:23:17Z`. */
export function formatTimestamp(time: number): string {
  return `${new Date(time).toISOString().slice(0, -5)}Z`;
}
