/** Encoded at any of three places, of which one is a boundary of base64's quanta: what stands before does not count. */
const begin = ["-----BEGI", "----BEGIN", "---BEG"]
  .map((text) => Array.from(Buffer.from(text).toString("base64")).join("\\s*"))
  .join("|");
const encodedBlock = new RegExp(`(?:${begin})(?:(?!${begin})[A-Za-z0-9+/\\s])*`, "g");

/**
 * A PEM text as it was before it went through an environment variable, which has one line only, or a store that keeps
 * base64. What is PEM already stays as it is.
 */
export function plainPem(given: string): string {
  const text = withLineEnds(given).replaceAll(
    encodedBlock,
    (encoded) => `--${Buffer.from(encoded, "base64").toString()}`,
  );
  return withLineEnds(text);
}

/** No PEM has a backslash. */
function withLineEnds(text: string): string {
  return text.replaceAll(/\\r\\n|\\n/g, "\n");
}

/** Shorter texts of base64's characters may be words. */
const shortest = 64;

/** What a text without PEM is, without a part of it; undefined where nobody can say. */
export function formProblem(text: string): string | undefined {
  const base64 = withLineEnds(text).replaceAll(/[\s"']+/g, "");
  if (base64.length < shortest || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined;
  const bytes = Buffer.from(base64, "base64");
  if (bytes.includes("-----BEGIN ")) return undefined;
  return `is base64${isDer(bytes) ? " of DER" : ", but not of PEM"}: give it in PEM`;
}

/** Certificates, keys and what holds several of them are sequences. */
function isDer([tag, length = 0]: Buffer): boolean {
  return tag === 0x30 && (length < 0x80 || (length > 0x80 && length <= 0x84));
}
