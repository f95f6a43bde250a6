import { createHash } from "node:crypto";

const minuteMs = 60_000;
const times = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?|\b1[67]\d{11}\b/g;
const ids = /[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}|[0-9a-f]{7,}|(?<=-)[0-9a-z]{7}\b/gi;

/**
 * The same text for two standings from which everything goes on in the same way: apart from ids and other random texts, which
 * are named by the order in which they come, and from times, which are told in minutes before now.
 */
export function standingOf(now: number, all: unknown): string {
  const names = new Map<string, number>();
  const text = JSON.stringify(all)
    .replace(times, (time) => `${String(Math.round((now - dateOf(time)) / minuteMs))} min`)
    .replace(ids, (id) => {
      const name = names.get(id) ?? names.size;
      names.set(id, name);
      return `#${String(name)}`;
    });
  return createHash("sha256").update(text).digest("base64");
}

function dateOf(time: string): number {
  return /^\d+$/.test(time) ? Number(time) : Date.parse(time);
}
