import { ApiError } from "./http/errors";

/** Sizes of pages that lists are asked for, the largest that is taken first. */
const pageSizes = [1000, 100, 20] as const;

/** What one client remembers of its lists: how large their pages may be, and what was said of them. */
export class ListMemory {
  private readonly sizes = new Map<string, number>();
  private readonly said = new Set<string>();

  constructor(private readonly warn: (message: string) => void = () => undefined) {}

  /** Reads the first page of a list, as large a one as the service gives. */
  async firstPage<T>(list: string, read: (size: number) => Promise<T>): Promise<{ reply: T; size: number }> {
    const known = this.sizes.get(list);
    if (known !== undefined) return { reply: await read(known), size: known };
    let refusal: unknown;
    for (const size of pageSizes) {
      try {
        const reply = await read(size);
        this.sizes.set(list, size);
        return { reply, size };
      } catch (error) {
        // It may be the size that is refused; where none is taken, the first answer says what is wrong.
        refusal ??= error;
        if (!(error instanceof ApiError) || error.status !== 400) throw refusal;
      }
    }
    throw refusal;
  }

  /** Says once that a list has entries that cannot be read, by the fields that are not as they should be. */
  leaveOut(list: string, fields: readonly string[]): void {
    if (fields.length === 0) return;
    const message = `${list}: entries that cannot be read are left out (${[...fields].sort().join(", ")})`;
    if (this.said.has(message)) return;
    this.said.add(message);
    this.warn(message);
  }
}
