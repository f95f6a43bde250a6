/**
 * The bytes of a text, one character for each, after something in it was decoded. `from` and `to` say which characters
 * of the text each byte comes from.
 */
export interface Reading {
  readonly bytes: string;
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** How many times JSON may be nested in a JSON text. */
const deepest = 4;

/** White space in UTF-8, as JavaScript defines it. */
const whiteSpace =
  /(?:[\t-\r ]|\xc2\xa0|\xe1\x9a\x80|\xe2\x80[\x80-\x8a\xa8\xa9\xaf]|\xe2\x81\x9f|\xe3\x80\x80|\xef\xbb\xbf)+/g;
const percent = /%[0-9A-Fa-f]{2}/g;
const escapes = /(?:\\u[0-9A-Fa-f]{4})+|\\["\\/bfnrt]/g;
const base64Run = /[A-Za-z0-9+/_-]{6,}/g;
/** A separator between runs of base64, so that two of them are not read as one. */
const gap = "\0";

/**
 * All readings of a text: as it is and URL-decoded, each of these also decoded from base64, and all of them with their
 * JSON escapes undone.
 */
export function readingsOf(text: string): readonly Reading[] {
  const plain = asBytes(text);
  const fromUrl = decoded(plain, percent, byteOf);
  const fromForm = decoded(decoded(plain, /\+/g, blank), percent, byteOf);
  const encoded = fromUrl.bytes === plain.bytes ? [plain] : [plain, fromUrl];
  return distinct([...encoded, fromForm, ...encoded.flatMap(fromBase64)])
    .flatMap(unescaped)
    .map((reading) => decoded(reading, whiteSpace, blank));
}

const blank = (): string => " ";
const byteOf = (code: string): string => String.fromCharCode(parseInt(code.slice(1), 16));

/** The bytes of a secret, with white space as readings have it. */
export function bytesOf(text: string): string {
  return utf8(text).replaceAll(whiteSpace, " ").trim();
}

function utf8(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}

function asBytes(text: string): Reading {
  const parts: Part[] = [];
  let at = 0;
  for (const character of text) {
    parts.push({ bytes: utf8(character), from: at, to: at + character.length });
    at += character.length;
  }
  return joined(parts);
}

/** Some bytes that come from the same characters. */
interface Part {
  readonly bytes: string;
  readonly from: number;
  readonly to: number;
}

function joined(parts: readonly Part[]): Reading {
  const [from, to]: [number[], number[]] = [[], []];
  for (const part of parts) {
    repeat(from, part.from, part.bytes.length);
    repeat(to, part.to, part.bytes.length);
  }
  return { bytes: parts.map(({ bytes }) => bytes).join(""), from, to };
}

function repeat(list: number[], value: number | undefined, times: number): void {
  for (let i = 0; i < times; i++) list.push(value ?? 0);
}

/** A reading in which everything that matches a pattern is decoded. */
function decoded(reading: Reading, pattern: RegExp, decode: (match: string) => string): Reading {
  const bytes: string[] = [];
  const [from, to]: [number[], number[]] = [[], []];
  let at = 0;
  const keep = (end: number): void => {
    bytes.push(reading.bytes.slice(at, end));
    for (; at < end; at++) {
      from.push(reading.from[at] ?? 0);
      to.push(reading.to[at] ?? 0);
    }
  };
  for (const { 0: match, index } of reading.bytes.matchAll(pattern)) {
    keep(index);
    const value = decode(match);
    bytes.push(value);
    repeat(from, reading.from[index], value.length);
    repeat(to, reading.to[index + match.length - 1], value.length);
    at = index + match.length;
  }
  if (at === 0) return reading;
  keep(reading.bytes.length);
  return { bytes: bytes.join(""), from, to };
}

/** A reading, and the same with its JSON escapes undone once, twice and so on. */
function unescaped(reading: Reading): readonly Reading[] {
  const all = [reading];
  for (let last = reading; all.length <= deepest; all.push(last)) {
    const next = decoded(last, escapes, (match) => utf8(JSON.parse(`"${match}"`) as string));
    if (next === last) break;
    last = next;
  }
  return all;
}

/**
 * The decoded runs of base64 in a reading, once for each number of characters, 0 to 3, that may be missing in front of
 * them.
 */
function fromBase64(reading: Reading): readonly Reading[] {
  return [0, 1, 2, 3].map((missing) => {
    const parts: Part[] = [];
    for (const { 0: run, index } of reading.bytes.matchAll(base64Run)) {
      const bytes = Buffer.from("A".repeat(missing) + run, "base64").toString("latin1");
      for (let i = 0; i < bytes.length; i++) {
        // Each character of base64 holds six bits, so one byte spans two characters.
        const first = (((i * 8) / 6) | 0) - missing;
        const last = (((i * 8 + 7) / 6) | 0) - missing;
        if (first < 0) continue;
        const [from, to] = [reading.from[index + first] ?? 0, reading.to[index + last] ?? 0];
        parts.push({ bytes: bytes.charAt(i), from, to });
      }
      const end = reading.to[index + run.length - 1] ?? 0;
      parts.push({ bytes: gap, from: end, to: end });
    }
    return joined(parts);
  });
}

function distinct(readings: readonly Reading[]): readonly Reading[] {
  const known = new Set<string>();
  return readings.filter(({ bytes }) => bytes !== "" && !known.has(bytes) && known.add(bytes));
}
