import { ApiError } from "./http/errors";

/** The sizes of pages that a list is asked for; the largest one that the service accepts is used. */
const pageSizes = [1000, 100, 20] as const;

/** What a client remembers about its lists: how large their pages may be, and which warnings were given. */
export class ListMemory {
  private readonly sizes = new Map<string, number>();
  private readonly said = new Set<string>();

  constructor(private readonly warn: (message: string) => void = () => undefined) {}

  /** Reads the first page of a list, with the largest size that the service accepts. */
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
        // The size may be the reason of the refusal. If every size is refused, the first answer says what is wrong.
        refusal ??= error;
        if (!(error instanceof ApiError) || error.status !== 400) throw refusal;
      }
    }
    throw refusal;
  }

  /** Warns once that a list has entries that cannot be read, and names the fields that are wrong. */
  leaveOut(list: string, fields: readonly string[]): void {
    if (fields.length === 0) return;
    const message = `${list}: entries that cannot be read are left out (${[...fields].sort().join(", ")})`;
    if (this.said.has(message)) return;
    this.said.add(message);
    this.warn(message);
  }
}
