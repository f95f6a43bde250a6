import { beforeEach, describe, expect, test } from "@jest/globals";

import type { Operations } from "../../../provider/dynamic/operations";
import type { Properties } from "../../../provider/lifecycle/record/state-codec";
import { valueDigest } from "../../../provider/lifecycle/record/omitted";
import { changedElsewhere } from "../../../provider/lifecycle/values/changed-elsewhere";
import { gatewayError, lost, refusal } from "../../support/box-failures";
import { BoxService, metaOf, partialOf, stored } from "../../support/boxes";

// Rules of the engine, one by one, on a kind in memory.

let service: BoxService;
let command: Operations;

beforeEach(() => {
  service = new BoxService();
  command = service.command();
});

const later = (ms = 20 * 60_000): void => {
  service.nowMs += ms;
};

describe("a trigger", () => {
  test("does nothing by its first value, nor when it is cleared; each other value runs its step once", async () => {
    const one = await stored(service, "one", { shake: "a" });
    expect(service.sent("shake")).toBe(0);
    const state = await command.update(one.id, one.state, { ...one.inputs, shake: "b" });
    expect([service.sent("shake"), state["shake"]]).toEqual([1, "b"]);
    const { shake, ...without } = one.inputs;
    await command.update(one.id, state, without);
    expect(service.sent("shake")).toBe(1);
  });

  test("runs its step when an object that was made without it gets one", async () => {
    const one = await stored(service, "one");
    await command.update(one.id, one.state, { ...one.inputs, shake: "a" });
    expect(service.sent("shake")).toBe(1);
  });

  test("counts as applied by a creation whose outcome was unknown", async () => {
    const { inputs } = command.check({}, { shake: "a", __meta: metaOf("one") });
    service.fail("create", lost(), { isDone: true });
    service.fail("list", lost(), { times: 99 });
    const left = await partialOf(command.create(inputs));
    service.mend();
    const found = await command.read(left.id, left.state);
    expect([left.state, found?.state].map((state) => state?.["shake"])).toEqual(["a", "a"]);
    await command.update(found?.id ?? "", found?.state ?? {}, inputs);
    expect(service.sent("shake")).toBe(0);
  });

  test("is not run a second time after a lost reply, and the user is told, if the service shows nothing of it", async () => {
    const one = await stored(service, "one", { shake: "a" });
    service.fail("shake", lost(), { isDone: true });
    const state = await command.update(one.id, one.state, { ...one.inputs, shake: "b" });
    await command.update(one.id, state, { ...one.inputs, shake: "b" });
    expect(service.sent("shake")).toBe(1);
    expect(service.warnings.join()).toContain('it is not known whether "shake" was done');
  });
});

describe("an object that is not found", () => {
  test("is gone if the service itself says so of the account that state remembers", async () => {
    const one = await stored(service, "one");
    later();
    service.boxes.clear();
    expect(await command.read(one.id, one.state)).toBeUndefined();
  });

  test.each([gatewayError(404), gatewayError(502), refusal(403), lost()])("stays in state: %s", async (error) => {
    const one = await stored(service, "one");
    service.fail("find", error);
    await expect(command.read(one.id, one.state)).rejects.toThrow("Box one: cannot read the box");
  });

  test("may be in another account if the credentials are not those that state remembers", async () => {
    const one = await stored(service, "one");
    later();
    service.boxes.clear();
    service.place = { ...service.place, account: undefined, credential: "other" };
    await expect(command.read(one.id, one.state)).rejects.toThrow("so it may be in another account");
  });
});

test("no group of objects proves an account: the one that an object is in may be empty", async () => {
  const one = await stored(service, "one", { size: "small" });
  later();
  service.boxes.clear();
  service.place = { ...service.place, credential: "other" };
  service.requests.length = 0;
  command = service.command({ grouped: true });
  expect(await command.read(one.id, one.state)).toBeUndefined();
  expect(service.requests).toEqual(["find"]);
});

const parts = ["region", "account", "domain", "workspace"] as const;

test.each(parts)("an object in another %s is refused by every operation", async (part) => {
  service.place = { domain: "here", workspace: "here", ...service.place };
  const one = await stored(service, "one");
  service.place = { ...service.place, [part]: "elsewhere" };
  const requests = service.requests.length;
  const refused = `but the stack points to elsewhere`;
  await expect(command.diff(one.id, one.state, one.inputs)).rejects.toThrow(refused);
  await expect(command.read(one.id, one.state)).rejects.toThrow(refused);
  await expect(command.update(one.id, one.state, { ...one.inputs, label: "new" })).rejects.toThrow(refused);
  await expect(command.delete(one.id, one.state)).rejects.toThrow(refused);
  expect(service.requests.slice(requests).filter((name) => name !== "find")).toEqual([]);
});

test("credentials that have expired are refused in the preview where there is work to do, and only there", async () => {
  const one = await stored(service, "one");
  service.expired = "the token has expired";
  expect(await command.diff(one.id, one.state, one.inputs)).toMatchObject({ changes: "none" });
  const changed = { ...one.inputs, label: "new" };
  await expect(command.diff(one.id, one.state, changed)).rejects.toThrow("Box one: the token has expired");
});

describe("an object whose deletion is scheduled", () => {
  test("counts as gone, with a warning that says until when", async () => {
    const one = await stored(service, "one");
    service.get(one.id).phase = "terminating";
    service.deleteAt = "2026-01-04T00:00:00Z";
    expect(await command.read(one.id, one.state)).toBeUndefined();
    expect(service.warnings.join()).toContain("on 2026-01-04T00:00:00Z and counts as gone");
  });

  test("is restored by the next update if the program asks for it", async () => {
    const one = await stored(service, "one", { restores: true });
    service.get(one.id).phase = "terminating";
    const found = await command.read(one.id, one.state);
    expect(await command.diff(one.id, found?.state ?? {}, one.inputs)).toMatchObject({ changes: "due", replaces: [] });
    await command.update(one.id, found?.state ?? {}, one.inputs);
    expect(service.get(one.id).phase).toBe("ready");
  });

  test("is shown as it is where the program only looks it up", async () => {
    const { id } = service.add({ name: "given" });
    service.get(id).phase = "terminating";
    expect(await command.read(id, { __meta: metaOf("one", { get: true }) })).toMatchObject({ id });
    expect(service.warnings).toEqual([]);
  });
});

describe("a write-only value", () => {
  test("drifts by its version, and the text in its place is never written", async () => {
    const one = await stored(service, "one", { password: "first" });
    service.changePassword(one.id);
    const found = await command.read(one.id, one.state);
    expect(found?.inputs).toMatchObject({ password: changedElsewhere });
    const state = await command.update(one.id, found?.state ?? {}, one.inputs);
    expect([state["password"], service.sent("password")]).toEqual(["first", 1]);
    expect((await command.read(one.id, state))?.inputs).toMatchObject({ password: "first" });
  });

  test("counts as applied by the creation", async () => {
    const one = await stored(service, "one", { password: "first" });
    expect([one.state["password"], service.sent("password")]).toEqual(["first", 0]);
  });
});

describe("a value that the program leaves out", () => {
  test("is drift where that means none", async () => {
    const one = await stored(service, "one");
    service.get(one.id).lid = "theirs";
    const found = await command.read(one.id, one.state);
    expect(found?.inputs).toMatchObject({ lid: "theirs" });
    await command.update(one.id, found?.state ?? {}, one.inputs);
    expect(service.get(one.id).lid).toBe("");
  });

  test("is taken away from an object that is adopted", async () => {
    const { id } = service.add({ name: "given" });
    service.get(id).lid = "theirs";
    const { inputs } = command.check({}, { adopt: id, __meta: metaOf("one") });
    await command.create(inputs);
    expect(service.get(id).lid).toBe("");
  });

  test("is no drift where it is not managed", async () => {
    const { id } = service.add({ name: "given", size: "large" });
    const { inputs } = command.check({}, { adopt: id, __meta: metaOf("one") });
    const { state } = await command.create(inputs);
    expect((await command.read(id, state))?.inputs).not.toHaveProperty("size");
    expect(state.__unmanaged).toEqual({ name: "given", size: "large" });
  });
});

test("what is known of an adopted object besides what is managed stays known after an update", async () => {
  const { id } = service.add({ name: "given", size: "large" });
  const { inputs } = command.check({}, { adopt: id, __meta: metaOf("one") });
  const { state } = await command.create(inputs);
  const after = await command.update(id, state, { ...inputs, label: "new" });
  expect(after.__unmanaged).toEqual({ name: "given", size: "large" });
});

test("a value that was too large to be kept is not sent again by an update that wants the same", async () => {
  const one = await stored(service, "one", { label: "large" });
  const { label, ...rest } = one.state;
  const state: Properties = { ...rest, __omitted: { label: valueDigest("large") } };
  const after = await command.update(one.id, state, { ...one.inputs, note: "new" });
  expect([service.sent("label"), service.sent("note"), after["label"]]).toEqual([1, 1, "large"]);
  expect(after).not.toHaveProperty("__omitted");
});

describe("a deletion", () => {
  test("of an object that is still being made is carried out at once where the kind can do that", async () => {
    const one = await stored(service, "one");
    service.get(one.id).phase = "creating";
    service.fail("remove", refusal(400));
    await command.delete(one.id, one.state);
    expect([service.sent("remove at once"), service.boxes.size]).toEqual([1, 0]);
  });

  test("of such an object is refused where every deletion is only scheduled", async () => {
    const one = await stored(service, "one");
    service.get(one.id).phase = "creating";
    service.fail("remove", refusal(400));
    command = service.command({ window: "always" });
    await expect(command.delete(one.id, one.state)).rejects.toThrow("HTTP 400");
    expect(service.sent("remove at once")).toBe(0);
  });
});

describe("after a failed step", () => {
  test("of a creation, id and applied inputs stay, and the next update does the rest only", async () => {
    const { inputs } = command.check({}, { label: "new", note: "new", __meta: metaOf("one") });
    service.fail("note", refusal(403));
    const { id, state } = await partialOf(command.create(inputs));
    expect([state["label"], state["note"]]).toEqual(["new", ""]);
    await command.update(id, state, inputs);
    expect([service.sent("create"), service.sent("label"), service.sent("note")]).toEqual([1, 1, 2]);
  });

  test("of an update that has applied nothing, state stays as it is", async () => {
    const one = await stored(service, "one");
    service.fail("label", refusal(403));
    await expect(command.update(one.id, one.state, { ...one.inputs, label: "new" })).rejects.not.toHaveProperty("id");
  });
});

test("what a creation could not read back is read by the next update", async () => {
  const { inputs } = command.check({}, { __meta: metaOf("one") });
  service.fail("complete", refusal(403));
  const { id, state } = await partialOf(command.create(inputs));
  expect(state.__unfinished).toBe(true);
  expect(await command.diff(id, state, inputs)).toMatchObject({ changes: "due" });
  expect(await command.update(id, state, inputs)).not.toHaveProperty("__unfinished");
  expect(service.sent("complete")).toBe(2);
});

test("a refresh shows the user what the kind has to say of an object", async () => {
  const one = await stored(service, "one");
  service.notice = "it is old";
  await command.read(one.id, one.state);
  expect(service.warnings).toEqual(["Box one: it is old"]);
});

test("a spelling that nobody understands is told once in a command", async () => {
  const one = await stored(service, "one");
  const two = await stored(service, "two");
  service.strange = ["the schedule (MON)"];
  await command.read(one.id, one.state);
  await command.read(two.id, two.state);
  expect(service.warnings).toEqual([expect.stringContaining("the service shows the schedule (MON) in a way")]);
});

test("an output that only a creation shows stays as the creation has shown it", async () => {
  service.seal = "wax";
  const one = await stored(service, "one");
  service.get(one.id).seal = "****";
  const found = await command.read(one.id, one.state);
  const updated = await command.update(one.id, found?.state ?? {}, { ...one.inputs, label: "new" });
  expect([one.state, found?.state, updated].map((state) => state?.["seal"])).toEqual(["wax", "wax", "wax"]);
});

test("objects of one group are listed together from the second read on", async () => {
  const boxes = await Promise.all(["one", "two", "three"].map((name) => stored(service, name, { size: "small" })));
  const others = await Promise.all(["four", "five"].map((name) => stored(service, name, { size: "large" })));
  command = service.command({ grouped: true });
  service.requests.length = 0;
  for (const { id, state } of [...boxes, ...others]) expect(await command.read(id, state)).toMatchObject({ id });
  expect(service.requests).toEqual(["find", "group", "find", "group"]);
});

test("a state of a newer version is refused by every operation, and nothing is sent", async () => {
  const one = await stored(service, "one");
  const newer: Properties = { ...one.state, __meta: { ...metaOf("one"), schema: 2 } };
  const requests = service.requests.length;
  const message = "was written by a newer version of pulumi-scp";
  await expect(command.diff(one.id, newer, one.inputs)).rejects.toThrow(message);
  await expect(command.read(one.id, newer)).rejects.toThrow(message);
  await expect(command.update(one.id, newer, one.inputs)).rejects.toThrow(message);
  await expect(command.delete(one.id, newer)).rejects.toThrow(message);
  expect(service.requests).toHaveLength(requests);
});
