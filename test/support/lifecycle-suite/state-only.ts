import { describe, expect, test } from "@jest/globals";

import { each } from "./table";
import type { Suite } from "./suite";

/** Inputs that are kept in state without a request. */
export function stateOnly(suite: Suite): void {
  const { table, stack } = suite;

  describe("state only", () => {
    test("a changed timeout is an update without a request", async () => {
      const model = stack();
      await model.up(table.full);
      const before = (await suite.client.requests()).length;
      expect(await model.up(table.full, { delete: "7m" })).toBe("updated");
      expect(model.state?.outputs["__meta"]).toMatchObject({ timeouts: { delete: "7m" } });
      expect(await model.up(table.full, { delete: "7m" })).toBe("same");
      expect(await suite.client.requests()).toHaveLength(before);
    });

    each(table.stateOnly, (name, { first, second }) => {
      test(`a changed ${name} is an update without a request`, async () => {
        const model = stack();
        await model.up({ ...table.minimal, [name]: first });
        const before = (await suite.client.requests()).length;
        expect(await model.up({ ...table.minimal, [name]: second })).toBe("updated");
        expect(model.state?.outputs[name]).toEqual(second);
        expect(await suite.client.requests()).toHaveLength(before);
        expect(await model.refresh()).toEqual([]);
      });
    });

    each(table.creationOnly, (name, { first, second }) => {
      test(`a changed ${name} is recorded with a warning`, async () => {
        const model = stack();
        await model.up({ ...table.minimal, [name]: first });
        expect(await model.up({ ...table.minimal, [name]: second })).toBe("updated");
        await suite.plugin.said(
          `${model.name}: ${name}: the new value is kept in state, but the API takes it at creation only`,
        );
        expect(await model.refresh()).toEqual([]);
        expect(await model.up({ ...table.minimal, [name]: second })).toBe("same");
      });
    });
  });
}
