import { beforeEach, describe, expect, test } from "@jest/globals";

import { ApiError, LostReplyError } from "../../../provider/clients/http/errors";
import type { AnyBehaviour } from "../../../provider/lifecycle/definition/behaviour";
import { newProgress, type Progress } from "../../../provider/lifecycle/operations/progress";
import { runSteps } from "../../../provider/lifecycle/operations/steps";
import type { ResourceRun } from "../../../provider/lifecycle/run/resource-run";
import { FakeEnvironment, runOf } from "../../support/fake-run";

const request = { method: "POST", service: "kms", path: "/tags" };
const lost = (): Error => new LostReplyError(request, "cut");

const step = (name: string): object => ({
  name,
  inputs: [name],
  run: () => {
    sent.push(name);
    const error = failures.get(name);
    return error === undefined ? Promise.resolve({}) : Promise.reject(error);
  },
});
const parts = {
  inputs: { tags: { change: "update" }, data: { change: "update", secret: true }, note: { change: "update" } },
  find: () => Promise.resolve({}),
  steps: [step("tags"), step("data"), step("note")],
} as unknown as AnyBehaviour;
const failures = new Map<string, Error>();
let sent: string[] = [];
const before = { tags: { a: "1" }, data: { key: "1" }, note: "1" };
const after = { tags: { b: "2" }, data: { other: "2" }, note: "2" };
const began = (): Progress => newProgress(undefined, { applied: { ...before } });

let changing: ResourceRun;
beforeEach(() => {
  changing = runOf(parts, new FakeEnvironment());
  failures.clear();
  sent = [];
});

describe("what a failed step leaves in doubt", () => {
  test("is that step alone, with the names that it may have, those of earlier failures included", async () => {
    failures.set("tags", lost());
    const progress = began();
    await expect(runSteps(changing, "id", after, progress)).rejects.toThrow("no complete reply");
    expect([...progress.uncertain]).toEqual([["tags", ["a", "b"]]]);
    expect(progress.applied).toEqual({ ...before, tags: undefined });
    await expect(runSteps(changing, "id", { ...after, tags: { c: "3" } }, progress)).rejects.toThrow("no complete");
    expect([...progress.uncertain]).toEqual([["tags", ["a", "b", "c"]]]);
  });

  test("holds nothing of a secret", async () => {
    failures.set("data", lost());
    const progress = began();
    await expect(runSteps(changing, "id", after, progress)).rejects.toThrow("no complete reply");
    expect([...progress.uncertain]).toEqual([["data", []]]);
  });

  test("is nothing after a refusal", async () => {
    failures.set("tags", new ApiError(request, 400, [{ code: "No", detail: "never" }], undefined, undefined));
    const progress = began();
    await expect(runSteps(changing, "id", after, progress)).rejects.toThrow("never");
    expect([progress.applied, progress.uncertain.size]).toEqual([before, 0]);
  });

  test("is due although neither state nor the program has a value, and is not in doubt any more afterwards", async () => {
    const progress = newProgress(undefined, { applied: { note: "1" }, uncertain: new Map([["tags", ["a"]]]) });
    await runSteps(changing, "id", { note: "1" }, progress);
    expect([sent, progress.uncertain.size]).toEqual([["tags"], 0]);
  });
});
