import { describe, expect, test } from "@jest/globals";

import type { Suite } from "./suite";

/** A step of the creation that fails after the object exists. */
export function laterStep(suite: Suite): void {
  const { table, cloud, stack, objects, expectOne } = suite;

  const step = table.laterStep;
  if (step === undefined) return;

  describe("when a step after the creation fails", () => {
    const { method, path, inputs } = step;
    const refuse = {
      method,
      path,
      times: 0,
      fault: cloud.refusal(400, "not now"),
    };

    test("id and what was applied are kept, and the next up goes on", async () => {
      const model = stack();
      await suite.client.addFault(refuse);
      await expect(model.up({ ...table.minimal, ...inputs })).rejects.toThrow("not now");
      await expectOne(model);
      const [unapplied = ""] = Object.keys(inputs);
      expect(model.state?.outputs[unapplied]).not.toEqual(inputs[unapplied]);
      expect(model.state?.outputs).toHaveProperty("__provider");
      await suite.client.removeFaults();
      expect(await model.up({ ...table.minimal, ...inputs })).toBe("updated");
      await expectOne(model);
      expect(model.state?.outputs).toMatchObject(inputs);
      expect(await model.refresh()).toEqual([]);
    });

    test("what was left behind can be destroyed", async () => {
      const model = stack();
      await suite.client.addFault(refuse);
      await expect(model.up({ ...table.minimal, ...inputs })).rejects.toThrow("not now");
      await suite.client.removeFaults();
      await model.destroy();
      expect(await objects()).toEqual([]);
    });
  });
}
