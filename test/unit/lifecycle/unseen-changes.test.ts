import { beforeEach, expect, test } from "@jest/globals";

import type { Properties } from "../../../provider/lifecycle/record/state-codec";
import { refusal } from "../../support/box-failures";
import { BoxService, metaOf, partialOf, stored } from "../../support/boxes";

// The last step is done, and the read that would show the object afterwards fails.

let service: BoxService;

beforeEach(() => {
  service = new BoxService();
});

const inputsOf = (args: object, old: Properties = {}): Properties =>
  service.command().check(old, { ...args, __meta: metaOf("one") }).inputs;

test("an object that could not be read after an update is read by the next one, once", async () => {
  const { id, inputs, state } = await stored(service, "one");
  const wanted = inputsOf({ note: "new" }, inputs);
  service.fail("find", refusal(401));
  const failed = await partialOf(service.command().update(id, state, wanted));
  service.requests.length = 0;
  const done = await service.command().update(id, failed.state, wanted);
  expect(service.requests).toEqual(["find", "complete"]);
  await service.command().update(id, done, wanted);
  expect(service.requests).toEqual(["find", "complete"]);
});

test("the same holds for the steps of a creation", async () => {
  const wanted = inputsOf({ note: "new" });
  service.fail("find", refusal(401));
  const { id, state } = await partialOf(service.command().create(wanted));
  service.requests.length = 0;
  await service.command().update(id, state, wanted);
  expect(service.requests).toEqual(["find", "complete"]);
});

test("after a refresh nothing is left to be read", async () => {
  const { id, inputs, state } = await stored(service, "one");
  const wanted = inputsOf({ note: "new" }, inputs);
  service.fail("find", refusal(401));
  const failed = await partialOf(service.command().update(id, state, wanted));
  const found = await service.command().read(id, failed.state);
  service.requests.length = 0;
  await service.command().update(id, found?.state ?? {}, wanted);
  expect(service.requests).toEqual([]);
});

test("an object that the reply of the last step shows is not read again", async () => {
  const { id, inputs, state } = await stored(service, "one");
  const wanted = inputsOf({ label: "new", lid: "none" }, inputs);
  service.fail("lid", refusal(400));
  const failed = await partialOf(service.command().update(id, state, wanted));
  service.requests.length = 0;
  await service.command().update(id, failed.state, wanted);
  expect(service.requests).toEqual(["lid", "find"]);
});
