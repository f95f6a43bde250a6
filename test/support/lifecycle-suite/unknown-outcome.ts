import { describe, expect, test } from "@jest/globals";

import type { StackModel } from "../stack-model";
import type { Suite } from "./suite";

/** Creations of which nobody knows whether they succeeded. */
export function unknownOutcome(suite: Suite): void {
  const { table, stack, objects, expectOne, settled } = suite;

  describe("when it is not known whether a creation succeeded", () => {
    const [creation] = table.writes;
    const lose = async (done: "before" | "after"): Promise<StackModel> => {
      const model = stack();
      await suite.client.addFault({
        method: creation?.method,
        path: creation?.path,
        times: 1,
        fault: { drop: done },
      });
      await suite.client.addFault({ ...suite.cloud.reads, times: 0, fault: { status: 503 } });
      await expect(model.up(table.full)).rejects.toThrow(/it is not known whether .* was made.*pulumi refresh/);
      expect(model.state?.id).toMatch(/^unknown:/);
      await suite.client.removeFaults();
      await settled();
      return model;
    };

    test("a refresh finds the object, and the next up goes on with it", async () => {
      const model = await lose("after");
      await model.refresh();
      await expectOne(model);
      await model.up(table.full);
      await expectOne(model);
      expect(await model.refresh()).toEqual([]);
    });

    test("a refresh drops it where nothing was made", async () => {
      const model = await lose("before");
      expect(await model.refresh()).toBe("gone");
      expect(await model.up(table.full)).toBe("created");
      await expectOne(model);
    });

    test.each(["before", "after"] as const)("the next up without a refresh leaves one object (%s)", async (done) => {
      const model = await lose(done);
      if (!table.removableAtOnce) {
        await expect(model.up(table.full)).rejects.toThrow("run `pulumi refresh`, which finds out");
        return;
      }
      await model.up(table.full);
      await expectOne(model);
    });

    test.each(["before", "after"] as const)("a destroy leaves none (%s)", async (done) => {
      const model = await lose(done);
      await model.destroy();
      expect(await objects()).toEqual([]);
    });
  });
}
