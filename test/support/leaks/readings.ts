// What a text says, however it was written. Texts are decoded here and the forms of a secret that cannot be decoded safely
// are made in needles.ts, so that nothing is shared with the code that removes secrets from messages.

/** How many times JSON may stand in JSON. */
const escapeDepth = 4;

/** All that a text may say: as it is, and with its escapes undone. */
export function readingsOf(text: string): readonly string[] {
  const readings = new Set([text]);
  let inner = text;
  for (let depth = 0; depth < escapeDepth && inner.includes("\\"); depth++) readings.add((inner = unescaped(inner)));
  if (text.includes("%")) for (const reading of [...readings]) readings.add(percentDecoded(reading));
  return [...readings];
}

/** Only letters and digits: what line ends, quotes, marks of a diff and signs of addition may stand between. */
export function squeezed(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]+/gu, "");
}

const named: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f", v: "\v", a: "\u0007" };

/** Undoes one level of the escapes of JSON, JavaScript, Go and C. */
function unescaped(text: string): string {
  return text.replaceAll(
    /\\(?:u\{?([0-9a-f]{4,6})\}?|U([0-9a-f]{8})|x([0-9a-f]{2})|([^]))/gi,
    (_, short: string | undefined, long: string | undefined, byte: string | undefined, other = "") => {
      const code = short ?? long ?? byte;
      return code === undefined ? (named[other as string] ?? (other as string)) : characterOf(parseInt(code, 16));
    },
  );
}

function characterOf(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : "";
}

/** Undoes URL-encoding, wherever it can be undone, and whatever stands around it. */
function percentDecoded(text: string): string {
  return text
    .replaceAll("+", " ")
    .replaceAll(/(?:%[0-9a-f]{2})+/gi, (codes) => Buffer.from(codes.replaceAll("%", ""), "hex").toString("utf8"));
}
