import { Pieces } from "./pieces";
import { bytesOf, readingsOf, type Reading } from "./readings";

/** The fewest bytes in a part of a secret: 16 characters of base64 hold at least as many. */
const pieceLength = 10;
/** The fewest bytes in a part with escapes, which need more characters for each byte. */
const shortPieceLength = 6;
/** How many bytes of a secret's beginning are looked for. A whole secret consists of such pieces, too. */
const beginningLength = 3;

/**
 * Looks for secrets in a text, in all forms in which they may be sent. A secret may be a thousand times as long as the
 * text, and it has about two hundred forms. So the text is decoded once, instead of encoding the secrets.
 */
export class Nearby {
  private readonly readings: readonly Reading[];
  private readonly pieces: Pieces;
  private readonly shortPieces: Pieces;
  private readonly beginnings: Pieces;

  constructor(text: string) {
    this.readings = readingsOf(text);
    const texts = this.readings.map(({ bytes }) => bytes);
    this.pieces = new Pieces(pieceLength, texts);
    this.shortPieces = new Pieces(shortPieceLength, texts);
    this.beginnings = new Pieces(beginningLength, texts);
  }

  /** Whether the text may have a secret, or a part of it. */
  has(secret: string): boolean {
    const bytes = bytesOf(secret);
    // In base64 the first and the last byte may share a character with the text around the secret.
    const inner = bytes.length <= beginningLength + 1 ? bytes : bytes.slice(1, -1);
    return this.beginnings.mayHaveAllOf(inner) || this.shortPieces.hasAnyOf(bytes);
  }

  /** Whether the text may have a part of a secret that is longer than the text. */
  hasPartOf(secret: string): boolean {
    return this.pieces.hasAnyOf(bytesOf(secret));
  }

  /** Whether the text may have the beginning of a secret. */
  hasBeginningOf(secret: string): boolean {
    const bytes = bytesOf(secret);
    return [0, 1].some((start) => this.beginnings.mayHaveAllOf(bytes.slice(start, start + beginningLength)));
  }

  /** The places of the text that hold parts of a secret, if they are at least `shortest` characters long there. */
  partsOf(secret: string, shortest: number): readonly (readonly [from: number, to: number])[] {
    const common = this.pieces.commonWith(bytesOf(secret));
    if (common.size === 0) return [];
    return this.readings.flatMap((reading) => runsOf(reading, common)).filter(([from, to]) => to - from >= shortest);
  }
}

/** The stretches of a text that consist of overlapping pieces. */
function runsOf({ bytes, from, to }: Reading, pieces: ReadonlySet<string>): readonly [number, number][] {
  const runs: [number, number][] = [];
  let start: number | undefined;
  for (let at = 0; at + pieceLength <= bytes.length + 1; at++) {
    if (pieces.has(bytes.slice(at, at + pieceLength))) {
      start ??= at;
    } else if (start !== undefined) {
      runs.push([from[start] ?? 0, to[at + pieceLength - 2] ?? 0]);
      start = undefined;
    }
  }
  return runs;
}
