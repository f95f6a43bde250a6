/** The beginning of a PEM in base64, for each of the three ways in which it may fall on base64's groups of three bytes. */
const begin = ["-----BEGI", "----BEGIN", "---BEG"]
  .map((text) => Array.from(Buffer.from(text).toString("base64")).join("\\s*"))
  .join("|");
const encodedBlock = new RegExp(`(?:${begin})(?:(?!${begin})[A-Za-z0-9+/\\s])*`, "g");

/**
 * Restores a PEM text from an environment variable, which has one line only, or from a store that keeps base64. A text that
 * is PEM already stays as it is.
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

/** Describes a text that is no PEM, without showing any part of it; undefined if its form is not recognised. */
export function formProblem(text: string): string | undefined {
  const base64 = withLineEnds(text).replaceAll(/[\s"']+/g, "");
  if (base64.length < shortest || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined;
  const bytes = Buffer.from(base64, "base64");
  if (bytes.includes("-----BEGIN ")) return undefined;
  return `is base64${isDer(bytes) ? " of DER" : ", but not of PEM"}: give it in PEM`;
}

/** Whether the bytes begin with a sequence of DER, as certificates, keys and collections of them do. */
function isDer([tag, length = 0]: Buffer): boolean {
  return tag === 0x30 && (length < 0x80 || (length > 0x80 && length <= 0x84));
}
