import { describe, expect, test } from "@jest/globals";

import type { Suite } from "./suite";

/** What a creation makes, and that nothing is due after it. */
export function creation(suite: Suite): void {
  const { table, stack, only } = suite;

  describe("creation", () => {
    test("makes what the program says, with few requests, and knows its id", async () => {
      const model = stack();
      const before = (await suite.client.requests()).length;
      expect(await model.up(table.minimal)).toBe("created");
      expect(await suite.client.requests()).toHaveLength(before + table.creationRequests);
      expect(await only()).toMatchObject({ ...table.shown, id: model.state?.id });
    });

    test("is followed by nothing to do, without a request", async () => {
      const model = stack();
      await model.up(table.full);
      const before = (await suite.client.requests()).length;
      expect(await model.up(table.full)).toBe("same");
      expect(await suite.client.requests()).toHaveLength(before);
      expect(await model.refresh()).toEqual([]);
      expect(await model.up(table.full)).toBe("same");
    });

    test("outputs hold what inputs say, and each output of the kind is known", async () => {
      const model = stack();
      await model.up(table.full);
      expect(model.state?.outputs).toMatchObject(table.full);
    });
  });
}
