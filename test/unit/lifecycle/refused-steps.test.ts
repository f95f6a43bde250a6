import { beforeEach, expect, test } from "@jest/globals";

import { ApiError } from "../../../provider/clients/http/errors";
import type { AnyBehaviour } from "../../../provider/lifecycle/definition/behaviour";
import { newProgress } from "../../../provider/lifecycle/operations/progress";
import { runSteps } from "../../../provider/lifecycle/operations/steps";
import { FakeEnvironment, runOf } from "../../support/fake-run";

// A service may refuse to set what is set.

interface Shown {
  readonly text?: string;
  readonly list?: readonly string[];
  readonly hidden?: string;
  readonly trigger?: string;
}

let shown: Shown | undefined;
let status: number;

const refuse = (): never => {
  const request = { method: "PUT", service: "kms", path: "/text" };
  throw new ApiError(request, status, [{ code: "NotChanged", detail: "" }], undefined, undefined);
};

const behaviour = {
  inputs: {
    text: { change: "update" },
    list: { change: "update", absent: [] },
    hidden: { change: "update", writeOnly: true },
    trigger: { change: "trigger" },
  },
  find: () => (shown === undefined ? Promise.reject(new Error("gone")) : Promise.resolve(shown)),
  inputsOf: (object: Shown) => object,
  steps: ["text", "list", "hidden", "trigger"].map((name) => ({ name, inputs: [name], run: refuse })),
} as unknown as AnyBehaviour;

beforeEach(() => {
  status = 400;
});

async function set(inputs: Readonly<Record<string, unknown>>, applied: Readonly<Record<string, unknown>>) {
  const progress = newProgress(undefined, { applied });
  await runSteps(runOf(behaviour, new FakeEnvironment()), "id", inputs, progress);
  return { object: progress.object, applied: progress.applied };
}

test.each([400, 409, 422])("a refused step is done if the object is shown as wanted: %i", async (refusal) => {
  status = refusal;
  shown = { text: "b" };
  expect(await set({ text: "b" }, { text: "a" })).toEqual({ object: shown, applied: { text: "b" } });
});

test("also where what is wanted is nothing, and the service shows that", async () => {
  shown = { list: [] };
  expect((await set({}, { list: ["a"] })).applied).toEqual({ list: undefined });
});

test.each([
  ["shows something else", { text: "a" }],
  ["does not show the input", {}],
  ["shows no object", undefined],
])("it stays refused where the service %s", async (_, found) => {
  shown = found;
  await expect(set({ text: "b" }, { text: "a" })).rejects.toThrow("NotChanged");
});

test("it stays refused where nothing is wanted, and the service does not show what there is", async () => {
  shown = {};
  await expect(set({}, { list: ["a"] })).rejects.toThrow("NotChanged");
});

test.each([
  ["what nobody can read", { hidden: "b" }, { hidden: "a" }],
  ["what is only triggered", { trigger: "b" }, { trigger: "a" }],
])("it stays refused where it is about %s", async (_, inputs, applied) => {
  shown = { ...inputs };
  await expect(set(inputs, applied)).rejects.toThrow("NotChanged");
});

test.each([403, 404, 500])("another refusal counts: %i", async (refusal) => {
  status = refusal;
  shown = { text: "b" };
  await expect(set({ text: "b" }, { text: "a" })).rejects.toThrow("NotChanged");
});
