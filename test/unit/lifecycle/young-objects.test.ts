import { beforeEach, describe, expect, test } from "@jest/globals";

import type { Operations } from "../../../provider/dynamic/operations";
import { gatewayError, refusal } from "../../support/box-failures";
import { BoxService, inDoubt, metaOf, partialOf, stored, type Stored } from "../../support/boxes";
import { forgetCredential } from "../../support/place";

let service: BoxService;
let command: Operations;

beforeEach(() => {
  service = new BoxService();
  command = service.command();
});

test("what the command before has made is waited for as long as its age may be why nothing shows it", async () => {
  const { id, state, inputs } = await stored(service, "one");
  const changed = { ...inputs, label: "other" };
  const box = service.get(id);
  const missing = (): void => {
    service.boxes.clear();
    service.pauses.length = 0;
  };
  missing();
  Object.defineProperty(service.pauses, "push", { value: () => service.boxes.set(id, box).size });
  service.nowMs += 10_000;
  expect(await service.command().update(id, state, changed)).toMatchObject({ label: "other" });
  missing();
  service.nowMs += 10_000;
  await expect(service.command().update(id, state, changed)).rejects.toThrow("not found");
});

describe("an object that is not found", () => {
  const refreshed = ({ id, state }: Stored): Promise<unknown> => command.read(id, state);

  test("is looked for once more while it is young, a moment later, and its list as well", async () => {
    const one = await stored(service, "one");
    service.fail("find", refusal(404));
    expect(await refreshed(one)).toMatchObject({ id: one.id });
    expect([service.pauses.length, service.sent("find")]).toEqual([1, 2]);
    service.boxes.clear();
    service.requests.length = 0;
    service.nowMs += 60_000;
    expect(await refreshed(one)).toBeUndefined();
    expect(service.requests).toEqual(["find", "list", "find", "list"]);
  });

  test.each([3000, 10_000])(
    "is waited for where it was made a moment ago and nothing shows it for %i ms",
    async (ms) => {
      const one = await stored(service, "one");
      const box = service.get(one.id);
      service.boxes.clear();
      const shownAt = service.nowMs + ms;
      const onPause = (): void => {
        if (service.nowMs >= shownAt) service.boxes.set(one.id, box);
      };
      Object.defineProperty(service.pauses, "push", { value: onPause });
      expect(await refreshed(one)).toMatchObject({ id: one.id });
    },
  );

  test("is gone where nothing shows it a quarter of a minute after it was made", async () => {
    const one = await stored(service, "one");
    service.boxes.clear();
    expect(await refreshed(one)).toBeUndefined();
    expect(service.nowMs - Date.parse(one.state.__since ?? "")).toBeGreaterThanOrEqual(15_000);
  });

  test("is gone at once where it is old, unless it is unfinished or its refresh has only just found it", async () => {
    const one = await stored(service, "one", { name: "given" });
    service.nowMs += 11 * 60_000;
    service.boxes.clear();
    service.requests.length = 0;
    expect(await refreshed(one)).toBeUndefined();
    expect(service.requests).toEqual(["find"]);
    await refreshed({ ...one, state: { ...one.state, __unfinished: true } });
    expect(service.requests).toEqual(["find", "find", "list", "find", "list"]);
    const recent = inDoubt(one, new Date(service.nowMs).toISOString());
    service.requests.length = 0;
    service.nowMs += 60_000;
    await command.read("unknown:given", recent);
    expect(service.requests).toEqual(["list", "list"]);
    await command.read("unknown:given", { ...recent, __attempt: one.state.__since ?? "" });
    expect(service.requests).toEqual(["list", "list", "list"]);
  });

  test("is not gone as long as its list shows it", async () => {
    const one = await stored(service, "one");
    service.fail("find", refusal(404), { times: 6 });
    await expect(refreshed(one)).rejects.toThrow("which may only be too young: nothing was dropped from state");
    expect([service.pauses.length, service.sent("find")]).toEqual([5, 6]);
    service.mend();
    service.fail("find", refusal(404), { times: 3 });
    expect(await refreshed(one)).toMatchObject({ id: one.id });
  });

  test("is not gone where those that are listed together show it", async () => {
    const one = await stored(service, "one", { size: "small" });
    service.fail("find", refusal(404), { times: 9 });
    const reading = service.command({ grouped: true }).read(one.id, one.state);
    await expect(reading).rejects.toThrow("nothing was dropped from state");
  });

  test("is waited for although its list, which has shown it, lacks it meanwhile", async () => {
    const one = await stored(service, "one");
    const box = service.get(one.id);
    service.fail("find", refusal(404), { times: 2 });
    let pauses = 0;
    const onPause = (): void => {
      if (++pauses === 1) service.boxes.clear();
      else service.boxes.set(one.id, box);
    };
    Object.defineProperty(service.pauses, "push", { value: onPause });
    expect(await refreshed(one)).toMatchObject({ id: one.id });
  });

  test("is not gone where its list shows it at the second look only", async () => {
    const one = await stored(service, "one");
    const box = service.get(one.id);
    service.boxes.clear();
    service.fail("find", refusal(404), { times: 9 });
    const read = refreshed(one);
    const sleeping = service.pauses;
    Object.defineProperty(sleeping, "push", { value: () => service.boxes.set(one.id, box).size });
    await expect(read).rejects.toThrow("nothing was dropped from state");
  });

  test("is not waited for beyond the time of the operation", async () => {
    const one = await stored(service, "one");
    service.fail("find", refusal(404), { times: 9 });
    const state = { ...one.state, __meta: metaOf("one", { timeouts: { read: "1500ms" } }) };
    await expect(command.read(one.id, state)).rejects.toThrow("nothing was dropped from state");
    expect(service.pauses).toEqual([1000]);
  });

  test("after a creation of unknown outcome is looked for once more a moment later", async () => {
    const one = await stored(service, "one", { name: "given" });
    const box = service.get(one.id);
    service.boxes.clear();
    Object.defineProperty(service.pauses, "push", { value: () => service.boxes.set(one.id, box).size });
    expect(await command.read("unknown:given", inDoubt(one))).toMatchObject({ id: one.id });
  });
});

test("an object that other credentials do not find is not gone as long as all that they show is another account's", async () => {
  const one = await stored(service, "one");
  const state = { ...one.state };
  forgetCredential(state);
  service.boxes.clear();
  const other = service.add({ name: "other" });
  service.account = "other";
  for (const ms of [0, 3_600_000]) {
    service.nowMs += ms;
    await expect(command.read(one.id, state)).rejects.toThrow(
      "the service does not find this box, but the credentials",
    );
    await expect(command.delete(one.id, state)).rejects.toThrow("the service does not find this box");
  }
  service.account = "account";
  expect(await command.read(one.id, state)).toBeUndefined();
  expect(service.boxes.has(other.id)).toBe(true);
});

test("an object is asked for singly where something of it is in doubt, or its list shows it as waiting", async () => {
  const [one, two, three] = [
    await stored(service, "one", { size: "small" }),
    await stored(service, "two", { size: "small" }),
    await stored(service, "three", { size: "small" }),
  ];
  command = service.command({ grouped: true });
  await command.read(one.id, one.state);
  service.requests.length = 0;
  await command.read(two.id, { ...two.state, __doubtful: { label: [] } });
  expect(service.requests).toEqual(["find"]);
  service.get(three.id).phase = "terminating";
  await command.read(three.id, three.state);
  expect(service.requests).toEqual(["find", "group", "find"]);
});

describe("the time since when an object is had", () => {
  test("is that of its creation, of a failed one as well, and stays", async () => {
    const since = new Date(service.nowMs).toISOString();
    const { inputs } = command.check({}, { label: "a", __meta: metaOf("one") });
    service.fail("label", refusal(403));
    const { id, state } = await partialOf(command.create(inputs));
    expect(state.__since).toBe(since);
    service.nowMs += 5000;
    expect((await command.read(id, state))?.state.__since).toBe(since);
    expect((await command.read(id, { ...state, __attempt: "2025-01-01T00:00:00.000Z" }))?.state.__since).toBe(since);
    const { state: whole } = await command.create({ ...inputs, label: "" });
    expect(whole.__since).toBe(new Date(service.nowMs).toISOString());
  });
});

describe("what was just made", () => {
  test("is waited for where a creation that names it is refused, for a quarter of a minute", async () => {
    const one = command.check({}, { __meta: metaOf("one") }).inputs;
    const { id } = await command.create(one);
    const two = command.check({}, { note: id, __meta: metaOf("two") }).inputs;
    service.fail("create", refusal(400), { times: 2 });
    expect(await command.create(two)).toMatchObject({ id: "box-2" });
    service.nowMs += 16_000;
    const three = command.check({}, { note: id, __meta: metaOf("three") }).inputs;
    service.fail("create", refusal(400));
    await expect(command.create(three)).rejects.toThrow("cannot create");
  });

  test.each([400, 404, 409])("is waited for by a step that names it and is refused with %d", async (status) => {
    const one = await stored(service, "one");
    const { id } = await command.create(command.check({}, { __meta: metaOf("two") }).inputs);
    service.nowMs += 14_000;
    service.fail("note", refusal(status), { times: 2 });
    await command.update(one.id, one.state, { ...one.inputs, note: id });
    expect([service.get(one.id).note, service.pauses]).toEqual([id, [250, 500]]);
  });

  test("is waited for within the time of the operation, and after the application's own refusals only", async () => {
    const one = await stored(service, "one");
    const { id } = await command.create(command.check({}, { __meta: metaOf("two") }).inputs);
    const inputs = { ...one.inputs, note: id };
    service.fail("note", gatewayError(404));
    await expect(command.update(one.id, one.state, inputs)).rejects.toThrow("from a gateway");
    service.fail("note", refusal(403));
    await expect(command.update(one.id, one.state, inputs)).rejects.toThrow("Refused: no");
    expect(service.pauses).toEqual([]);
    service.fail("note", refusal(400), { times: 99 });
    await expect(command.update(one.id, one.state, inputs, { timeoutMs: 900 })).rejects.toThrow("Refused: no");
    expect(service.pauses).toEqual([250, 500]);
  });

  test("may not be shown yet to its own steps, nor after them; what they are refused for is no matter of its age", async () => {
    service.fail("label", refusal(404), { times: 2 });
    const { inputs } = command.check({}, { label: "a", note: "b", __meta: metaOf("one") });
    service.fail("find", refusal(404), { times: 2 });
    expect(await command.create(inputs)).toMatchObject({ id: "box-1" });
    expect(service.pauses).toEqual([250, 500, 250, 500]);
    service.pauses.length = 0;
    service.fail("label", refusal(400));
    await partialOf(command.create({ ...inputs, name: "other" }));
    expect(service.pauses).toEqual([]);
  });

  test("is not what was taken over", async () => {
    const { id } = service.add({ name: "existing" });
    await command.create(command.check({}, { adopt: id, __meta: metaOf("one") }).inputs);
    const two = command.check({}, { note: id, __meta: metaOf("two") }).inputs;
    service.fail("create", refusal(400));
    await expect(command.create(two)).rejects.toThrow("cannot create");
  });

  test("may not be shown yet to what a creation has to read back", async () => {
    service.fail("complete", refusal(404), { times: 2 });
    expect(await command.create(command.check({}, { __meta: metaOf("one") }).inputs)).toMatchObject({ id: "box-1" });
    expect(service.sent("complete")).toBe(3);
  });

  test.each([
    ["find", { label: "a", note: "b" }],
    ["complete", {}],
    ["label", { label: "a" }],
  ] as const)("is said to be made where it is still not shown to a %s", async (request, args) => {
    service.fail(request, refusal(404), { times: 99 });
    const message = "the box was made, but the service does not show it yet: run `pulumi up` again in a minute";
    const { inputs } = command.check({}, { ...args, __meta: metaOf("one") });
    await expect(command.create(inputs)).rejects.toThrow(message);
    service.mend();
    const { id } = service.add({ name: "existing" });
    const taken = command.check({}, { adopt: id, __meta: metaOf("two") }).inputs;
    const { state } = await command.create(taken);
    service.fail("find", refusal(404), { times: 99 });
    await expect(command.update(id, state, { ...taken, note: "c" })).rejects.toThrow("HTTP 404");
  });
});
