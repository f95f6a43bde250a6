import { describe, expect, test } from "@jest/globals";

import type { Suite } from "./suite";

/** Faults of a write, once and each time. */
export function faults(suite: Suite): void {
  const { table, cloud, stack, objects, expectOne, settled } = suite;

  const faults = {
    "is lost before it arrives": { drop: "before" },
    "is done and its reply lost": { drop: "after" },
    "is done and its reply cut": { truncate: 20 },
    "meets a gateway's 503": { status: 503, body: "busy" },
    "meets a gateway's 502 with a web page of 300 KB": {
      status: 502,
      body: `<title>Bad</title>${"x".repeat(300_000)}`,
    },
    "meets the service's 429": cloud.refusal(429, "slow down"),
  };

  describe.each(Object.entries(faults))("when a write %s", (title, fault) => {
    // Whether what is not repeated was lost is looked for, which takes its time: its kinds have tests of their own.
    const isFound = /^is done|429$/.test(title);
    const writes = table.writes.filter(({ isOnce }) => isOnce !== true || isFound);

    test.each(writes)("$during: $method $path once: all is as without it", async ({ during, method, path }) => {
      const model = stack();
      if (during !== "create") await model.up(table.full);
      await suite.client.addFault({ method, path, times: 1, fault });
      if (during === "create") await model.up(table.full);
      if (during === "update") expect(await model.up({ ...table.full, ...table.changed })).toBe("updated");
      if (during === "delete") {
        await model.destroy();
        expect(await objects()).toEqual([]);
        return;
      }
      await expectOne(model);
      expect(await model.refresh()).toEqual([]);
    });

    test.each(writes)(
      "$during: $method $path each time: nothing is lost or doubled",
      async ({ during, method, path }) => {
        const model = stack();
        const wanted = during === "create" ? table.full : { ...table.full, ...table.changed };
        if (during !== "create") await model.up(table.full);
        await suite.client.addFault({ method, path, times: 0, fault });
        await (during === "delete" ? model.destroy() : model.up(wanted)).catch((error: unknown) => {
          expect((error as Error).message.length).toBeLessThan(1500);
          expect((error as Error).message).toContain(model.name);
        });
        await suite.client.removeFaults();
        await settled();
        if (during === "delete") {
          await model.destroy();
          expect(await objects()).toEqual([]);
          return;
        }
        if (!table.removableAtOnce) await model.refresh();
        await model.up(wanted);
        await expectOne(model);
        expect(await model.refresh()).toEqual([]);
      },
    );
  });
}
