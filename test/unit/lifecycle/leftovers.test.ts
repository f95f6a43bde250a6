import { beforeEach, expect, test } from "@jest/globals";

import { PartialFailure } from "../../../provider/lifecycle/record/partial-failure";
import { fromState } from "../../../provider/lifecycle/record/state-codec";
import { Leftovers, type Leftover } from "../../../provider/lifecycle/command/leftovers";

const request = { inputs: { name: "one", list: [1] } };
const same = { inputs: { list: [1], name: "one" } };
const fail = (id: string, step: string) => () =>
  Promise.reject(new PartialFailure(id, fromState({ inputs: {} }, { step }), "failed"));
const seen = (left: Leftover | undefined): Promise<Leftover | undefined> => Promise.resolve(left);

let leftovers: Leftovers;

beforeEach(() => {
  leftovers = new Leftovers();
});

test("the same request goes on with what the last one has left; another one begins anew", async () => {
  await expect(leftovers.goOn(request, fail("id", "first"))).rejects.toThrow("failed");
  await expect(leftovers.goOn(same, fail("id", "second"))).rejects.toThrow("failed");
  expect(await leftovers.goOn({ inputs: { name: "two" } }, seen)).toBeUndefined();
  expect(await leftovers.goOn(same, seen)).toMatchObject({ id: "id", record: { outputs: { step: "second" } } });
});

test("after a success, and after the object was removed, nothing is left", async () => {
  await expect(leftovers.goOn(request, fail("id", "first"))).rejects.toThrow("failed");
  await leftovers.goOn(request, seen);
  expect(await leftovers.goOn(request, seen)).toBeUndefined();
  await expect(leftovers.goOn(request, fail("id", "first"))).rejects.toThrow("failed");
  leftovers.forget("other");
  leftovers.forget("id");
  expect(await leftovers.goOn(request, seen)).toBeUndefined();
});

test("whatever a second call fails by, what the first one has left is not lost", async () => {
  await expect(leftovers.goOn(request, fail("id", "first"))).rejects.toThrow("failed");
  const refused = leftovers.goOn(request, () => Promise.reject(new Error("refused")));
  await expect(refused).rejects.toMatchObject({ id: "id", record: { outputs: { step: "first" } }, message: "refused" });
  expect(await leftovers.goOn(request, seen)).toMatchObject({ id: "id", record: { outputs: { step: "first" } } });
});

test("a first call that has left nothing fails as it is", async () => {
  const error = new Error("refused");
  await expect(leftovers.goOn(request, () => Promise.reject(error))).rejects.toBe(error);
});
