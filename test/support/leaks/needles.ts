import { createPrivateKey } from "node:crypto";

import { readingsOf, squeezed } from "./readings";

/** What gives a secret away when a text has it. */
export interface Needles {
  /** As they are, in a text with its escapes undone. */
  readonly whole: readonly Needle[];
  /** Letters and digits, in a text of which nothing else is left. */
  readonly squeezed: readonly Needle[];
  /** Each part of those of which a part is enough. */
  readonly parts: ReadonlyMap<string, Needle>;
}

export interface Needle {
  readonly form: string;
  readonly text: string;
}

/** Fewer letters and digits may be in a text by accident. */
const shortestPlain = 6;
const shortestEncoded = 8;
/** Of so many letters and digits a part is enough. */
const shortestLong = 24;
/** So many letters and digits in a row are a part. */
export const partLength = 12;

const remembered = new Map<string, Needles>();

export function needlesOf(secret: string): Needles {
  const known = remembered.get(secret);
  if (known !== undefined) return known;
  if (remembered.size >= 1000) remembered.clear();
  const made = makeNeedles(secret);
  remembered.set(secret, made);
  return made;
}

function makeNeedles(secret: string): Needles {
  const key = privateNumber(secret);
  // What stands around the private number of a key is in its certificate as well.
  const texts = key === undefined ? [...new Set([secret, secret.trim()])].filter((text) => text !== "") : [];
  const encoded = (key === undefined ? texts.flatMap(asWritten).map((text) => Buffer.from(text)) : [key]).flatMap(
    encodedForms,
  );
  const plain = texts.map((text) => ({ form: "plain", text }));
  const bare = [...plain, ...encoded]
    .map(({ form, text }) => ({ form, text: squeezed(text) }))
    .filter(({ form, text }) => text.length >= (form === "plain" ? shortestPlain : shortestEncoded));
  return {
    whole: [...plain, ...encoded],
    squeezed: bare,
    parts: new Map(bare.filter(({ form, text }) => form !== "bytes" && text.length >= shortestLong).flatMap(partsOf)),
  };
}

function partsOf(needle: Needle): (readonly [part: string, needle: Needle])[] {
  const count = needle.text.length - partLength + 1;
  return Array.from({ length: count }, (_, at) => [needle.text.slice(at, at + partLength), needle]);
}

/** Before it was encoded, a secret may have been escaped. */
function asWritten(text: string): string[] {
  const once = JSON.stringify(text).slice(1, -1);
  return [
    ...new Set([text, once, JSON.stringify(once).slice(1, -1), encodeURIComponent(Buffer.from(text).toString())]),
  ];
}

function encodedForms(bytes: Buffer): Needle[] {
  const base64 = inBase64(bytes);
  const twice = base64.flatMap((text) => inBase64(Buffer.from(text)));
  const hex = bytes.toString("hex");
  return [
    ...[...new Set(base64)].map((text) => ({ form: "base64", text })),
    ...[...new Set(twice)].map((text) => ({ form: "base64 of base64", text })),
    { form: "hex", text: hex },
    { form: "hex", text: hex.toUpperCase() },
    { form: "bytes", text: [...bytes].join(",") },
  ].filter(({ text }) => text.length >= shortestEncoded);
}

/** In a longer text that was encoded as a whole a secret may begin at any of three positions. */
function inBase64(bytes: Buffer): string[] {
  const inner = [0, 1, 2].map((before) => {
    const shifted = Buffer.concat([Buffer.alloc(before), bytes]);
    return shifted.toString("base64").slice(Math.ceil((before * 4) / 3), Math.floor((shifted.length * 4) / 3));
  });
  return [bytes.toString("base64"), bytes.toString("base64url"), ...inner];
}

/** Of a private key what is private. */
function privateNumber(secret: string): Buffer | undefined {
  if (!secret.includes("PRIVATE KEY-----")) return undefined;
  for (const reading of readingsOf(secret)) {
    try {
      const { d } = createPrivateKey(reading).export({ format: "jwk" });
      if (d !== undefined) return Buffer.from(d, "base64url");
    } catch {
      // It is a secret like any other.
    }
  }
  return undefined;
}
