import { z } from "zod";
import { clockOffsets, type Clock } from "../clock";
import type { Store } from "../store/store";

/** All state as one document: every record, by the name of its collection and in the order of creation. */
export const snapshotDocument = z.strictObject({
  format: z.literal("pulumi-scp-emulator-snapshot"),
  version: z.literal(1),
  /** The emulator's time: it goes on from there. */
  now: z.iso.datetime(),
  records: z.record(z.string(), z.array(z.looseObject({}))),
});

type Snapshot = z.output<typeof snapshotDocument>;

/** The time stands in it by itself, since the offset of the clock depends on when it is loaded. */
export function takeSnapshot({ clock, store }: { clock: Clock; store: Store }): Snapshot {
  const stored = store.records().filter(([name, records]) => name !== clockOffsets.name && records.length > 0);
  return {
    format: "pulumi-scp-emulator-snapshot",
    version: 1,
    now: new Date(clock.now()).toISOString(),
    records: Object.fromEntries(stored) as Snapshot["records"],
  };
}
