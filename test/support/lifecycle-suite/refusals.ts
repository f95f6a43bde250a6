import { describe, expect, test } from "@jest/globals";

import { CheckError } from "../stack-model";
import type { Suite } from "./suite";

/** What changes nothing, neither the object nor its state. */
export function refusals(suite: Suite): void {
  const { table, cloud, stack, expectOne } = suite;

  describe("an answer that says nothing of the object never drops it from state", () => {
    test.each(cloud.silent)("%s", async (_, fault, remedy) => {
      const model = stack();
      await model.up(table.full);
      const { state } = model;
      await suite.client.addFault({ ...cloud.reads, times: 0, fault });
      const failure = await model.refresh().then(
        () => new Error("nothing failed"),
        (error: unknown) => error as Error,
      );
      expect(failure.message).toContain(remedy);
      expect(failure.message.length).toBeLessThan(1000);
      expect(model.state).toBe(state);
    });
  });

  test("an input that does not exist is refused, and nothing is sent", async () => {
    const before = (await suite.client.requests()).length;
    await expect(stack().up({ ...table.minimal, nmae: "x" })).rejects.toThrow(CheckError);
    expect(await suite.client.requests()).toHaveLength(before);
  });

  test("a state of a newer version of this package is refused and stays", async () => {
    const model = stack();
    await model.up(table.minimal);
    const outputs = { ...model.state?.outputs, __meta: { schema: 99, name: "x", stack: "s", project: "p" } };
    const id = model.state?.id ?? "";
    const refusal = "was written by a newer version of pulumi-scp";
    await expect(suite.plugin.read(id, outputs)).rejects.toThrow(refusal);
    await expect(suite.plugin.diff(id, outputs, model.state?.inputs ?? {})).rejects.toThrow(refusal);
    await expect(suite.plugin.update(id, outputs, model.state?.inputs ?? {})).rejects.toThrow(refusal);
    await expect(suite.plugin.delete(id, outputs)).rejects.toThrow(refusal);
    await expectOne(model);
  });

  test("a looked-up object that is not there is an error", async () => {
    const state = { __meta: { schema: 1, name: "looked-up", stack: "s", project: "p", get: true } };
    const provider = stack();
    await provider.up(table.minimal);
    const withCode = { ...state, __provider: provider.state?.outputs["__provider"] };
    await expect(suite.plugin.read("00000000000000000000000000000000", withCode)).rejects.toThrow(
      /looked-up: there is no /,
    );
    const { id = "" } = provider.state ?? {};
    const readable = Object.fromEntries(
      Object.entries(table.minimal).filter(([name]) => !table.unreadable.includes(name)),
    );
    expect((await suite.plugin.read(id, withCode)).properties).toMatchObject(readable);
  });
}
