import { needlesOf, partLength, type Needles } from "./needles";
import { readingsOf, squeezed } from "./readings";

/** A text is looked at in steps: what is found for certain is longer than a part by one less than a step. */
const step = 4;

/**
 * What a text tells of secrets: whole ones and long parts of them, as they are, escaped, encoded, and split over lines. A
 * part of a secret that is short is not looked for.
 */
export function secretsIn(text: string, secrets: readonly string[]): string[] {
  const all = [...new Set(secrets)].filter((secret) => secret !== "");
  if (all.length === 0 || text === "") return [];
  const readings = readingsOf(text);
  const bare = [...new Set(readings.map(squeezed))];
  const found: string[] = [];
  const left: Needles[] = [];
  for (const secret of all) {
    const needles = needlesOf(secret);
    const whole = needles.whole.find((needle) => readings.some((reading) => reading.includes(needle.text)));
    const split = needles.squeezed.find((needle) => bare.some((reading) => reading.includes(needle.text)));
    if (whole) found.push(`${whole.form}: ${whole.text}`);
    else if (split) found.push(`${split.form}, split: ${split.text}`);
    else if (needles.parts.size > 0) left.push(needles);
  }
  return [...new Set([...found, ...bare.flatMap((reading) => partsIn(reading, left))])];
}

function partsIn(text: string, needles: readonly Needles[]): string[] {
  const found: string[] = [];
  for (let at = 0; at + partLength <= text.length && needles.length > 0; at += step) {
    const slice = text.slice(at, at + partLength);
    for (const { parts } of needles) {
      const part = parts.get(slice);
      if (part) found.push(`a part of ${part.form}: ${part.text}`);
    }
  }
  return found;
}
