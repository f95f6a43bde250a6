import { describe, expect, test } from "@jest/globals";

import type { Properties } from "../plugin-process";
import { each } from "./table";
import type { Suite } from "./suite";

/** What somebody else has done to the object. */
export function drift(suite: Suite): void {
  const { table, stack, objects, only, expectOne, settled } = suite;

  describe("drift", () => {
    each(table.drifts, (name, change) => {
      test(`a changed ${name} is shown as that and repaired`, async () => {
        const model = stack();
        await model.up(table.full);
        const { id, ...before } = await only();
        await change(suite.client, id);
        expect(await model.refresh()).toEqual([name]);
        expect(await model.preview(table.full)).toMatchObject({ changes: "some", replaces: [], differing: [name] });
        expect(await model.up(table.full)).toBe("updated");
        const { modified_at, next_rotate_at, updated_at, collection_info, ...expected } = before as Properties;
        expect(await only()).toMatchObject({ ...expected, id });
        expect(await model.refresh()).toEqual([]);
      });
    });

    test("a removed object is gone at the next refresh, made again by the next up, and destroyed without a complaint", async () => {
      const model = stack();
      await model.up(table.full);
      await table.disappear(suite.client, (await only()).id);
      await settled();
      expect(await model.refresh()).toBe("gone");
      expect(await model.up(table.full)).toBe("created");
      await expectOne(model);
      await table.disappear(suite.client, (await only()).id);
      await model.destroy();
    });

    const { scheduledDeletion } = table;
    if (scheduledDeletion !== undefined) {
      const { request, wayToKeep } = scheduledDeletion;

      test("an object that waits for its deletion counts as gone, with a warning and a remedy", async () => {
        const model = stack();
        await model.up(table.full);
        await request(suite.client, (await only()).id);
        expect(await model.refresh()).toBe("gone");
        await suite.plugin.said(/waits for its deletion on 2\S+ and counts as gone\. To keep it, /);
        await suite.plugin.said(wayToKeep);
      });

      test("an object that waits for its deletion is destroyed without a complaint", async () => {
        const model = stack();
        await model.up(table.full);
        await request(suite.client, (await only()).id);
        await model.destroy();
        expect(await objects()).toEqual([]);
      });
    }
  });
}
