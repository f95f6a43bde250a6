const { imul } = Math;

/** The size of the table of marks, a power of two: enough for a piece of another text to have a mark seldom. */
const marksPerPiece = 64;
const [fewestMarks, mostMarks] = [1 << 10, 1 << 20];
const factor = 0x01000193;

/**
 * All pieces of one length in some texts. It finds quickly which of them another text has: each piece has a mark in a
 * table, computed from its characters, and only a piece whose mark is set is compared.
 */
export class Pieces {
  private readonly marked: Uint8Array;
  private exact: ReadonlySet<string> | undefined;

  constructor(
    private readonly length: number,
    private readonly texts: readonly string[],
  ) {
    this.marked = new Uint8Array(tableSize(texts.reduce((sum, text) => sum + text.length, 0)));
    for (const text of texts) {
      this.visit(text, (mark) => {
        this.marked[mark] = 1;
        return true;
      });
    }
  }

  /**
   * Whether each piece of a text may be among them. Two pieces may have the same mark, so that it is sometimes true by
   * accident.
   */
  mayHaveAllOf(text: string): boolean {
    return this.visit(text, (mark) => this.marked[mark] === 1);
  }

  /** Whether any piece of a text is among them. */
  hasAnyOf(text: string): boolean {
    return !this.visit(text, (mark, at) => this.marked[mark] === 0 || !this.has(text, at));
  }

  /** The pieces of a text that are among them. */
  commonWith(text: string): ReadonlySet<string> {
    const common = new Set<string>();
    this.visit(text, (mark, at) => {
      if (this.marked[mark] === 1 && this.has(text, at)) common.add(text.slice(at, at + this.length));
      return true;
    });
    return common;
  }

  /** Several pieces may have the same mark, so the piece itself is compared. */
  private has(text: string, at: number): boolean {
    this.exact ??= new Set(this.texts.flatMap((known) => piecesOf(known, this.length)));
    return this.exact.has(text.slice(at, at + this.length));
  }

  /** Calls `each` for the pieces of a text until it returns false; says whether it went to the end. */
  private visit(text: string, each: (mark: number, at: number) => boolean): boolean {
    const { length } = this;
    const last = this.marked.length - 1;
    let leaving = 1;
    for (let i = 0; i < length; i++) leaving = imul(leaving, factor);
    let hash = 0;
    for (let end = 0; end < text.length; end++) {
      hash = (imul(hash, factor) + text.charCodeAt(end)) | 0;
      if (end >= length) hash = (hash - imul(leaving, text.charCodeAt(end - length))) | 0;
      const mark = (hash ^ (hash >>> 15)) & last;
      if (end >= length - 1 && !each(mark, end - length + 1)) return false;
    }
    return true;
  }
}

function tableSize(pieces: number): number {
  let size = fewestMarks;
  while (size < pieces * marksPerPiece && size < mostMarks) size *= 2;
  return size;
}

function piecesOf(text: string, length: number): readonly string[] {
  const pieces: string[] = [];
  for (let at = 0; at + length <= text.length; at++) pieces.push(text.slice(at, at + length));
  return pieces;
}
