import { expect, test } from "@jest/globals";

import { completed } from "../../../provider/lifecycle/operations/completion";
import type { ResourceRecord } from "../../../provider/lifecycle/record/record";
import { FakeEnvironment, runOf } from "../../support/fake-run";

const shown = { token: "****" };
const whole = { token: "read again" };

function completedWith(outputs: Readonly<Record<string, unknown>>, lasting?: readonly string[]): Promise<unknown> {
  const behaviour = { complete: () => Promise.resolve(whole), ...(lasting && { lasting }) };
  const run = runOf(behaviour, new FakeEnvironment());
  return completed(run, { outputs } as unknown as ResourceRecord, shown);
}

test("what only a creation shows is not asked for again once state has it", async () => {
  expect(await completedWith({ token: "t", secret: "s" }, ["token", "secret"])).toBe(shown);
  expect(await completedWith({ token: "t" }, ["token", "secret"])).toBe(whole);
  expect(await completedWith({ token: "t" })).toBe(whole);
});
