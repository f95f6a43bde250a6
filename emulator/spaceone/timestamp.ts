/** How SpaceONE writes a time: `2024-12-17T06:32:56.922Z`. */
export function spaceoneTimestamp(time: number): string {
  return new Date(time).toISOString();
}
