import type { KeyRecord } from "./emulator-client";
import { useStack, type StackFixture } from "./stack-fixture";
import { theOnly } from "./the-only";

/** A stack of keys, which have automatic names unless a test says otherwise. */
export class KeyStack {
  constructor(readonly stack: StackFixture) {}

  /** A program of keys: `key(name, args, options)` makes one of purpose aes-256. */
  readonly keys = (body: string): Promise<void> =>
    this.stack.project.program(`
const key = (name, args, options) => new scp.KmsKey(name, { purpose: "aes-256", ...args }, options);
const asked = (work) => { try { work(); return "done"; } catch (error) { return error.message; } };
${body}`);

  /** The stored keys whose automatic name was made from a resource's name, the oldest first. */
  readonly madeFor = async (resource: string): Promise<KeyRecord[]> => {
    const pattern = new RegExp(`^${resource.replaceAll(/[^a-z0-9]/g, "")}[0-9a-f]{7}$`);
    return (await this.stack.emulator.client.keys.stored()).filter(({ name }) => pattern.test(name));
  };

  /** The only stored key of a resource. */
  readonly only = async (resource: string): Promise<KeyRecord> => theOnly(await this.madeFor(resource));

  readonly stored = async (id: string): Promise<KeyRecord | undefined> =>
    (await this.stack.emulator.client.keys.stored()).find((key) => key.id === id);
}

export function useKeyStack(): KeyStack {
  return new KeyStack(useStack());
}
