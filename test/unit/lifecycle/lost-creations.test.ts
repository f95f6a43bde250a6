import { beforeEach, describe, expect, test } from "@jest/globals";

import { UnexpectedReplyError } from "../../../provider/clients/http/errors";
import type { Operations } from "../../../provider/dynamic/operations";
import type { Properties } from "../../../provider/lifecycle/record/state-codec";
import { gatewayError, lost, refusal } from "../../support/box-failures";
import { BoxService, inDoubt, metaOf, partialOf, stored } from "../../support/boxes";

let service: BoxService;
let command: Operations;

beforeEach(() => {
  service = new BoxService();
  command = service.command();
});

const inputsOf = (args: object = {}, name = "one"): Properties =>
  command.check({}, { ...args, __meta: metaOf(name) }).inputs;
const hours = 3_600_000;

describe("a creation whose reply was lost", () => {
  test.each([refusal(409, "taken"), refusal(400, "taken"), refusal(403), refusal(401), refusal(429)])(
    "and is then refused goes on with the object as soon as a list shows it, or leaves the outcome open (%s)",
    async (error) => {
      service.lists = 2;
      service.fail("create", gatewayError(504), { isDone: true });
      service.fail("create", error);
      expect(await command.create(inputsOf({ name: "given" }))).toMatchObject({ id: "box-1" });
      service.lists = 99;
      service.fail("create", gatewayError(504), { isDone: true });
      service.fail("create", error);
      const { id, state } = await partialOf(command.create(inputsOf({ name: "other" }, "two")));
      expect([id, service.boxes.size, service.sent("create")]).toEqual(["unknown:other", 2, 4]);
      service.lists = 0;
      expect(await service.command().read(id, state)).toMatchObject({ id: "box-2" });
    },
  );

  test("and that somebody else's object refuses afterwards is a plain error", async () => {
    service.add({ name: "given" });
    service.nowMs += hours;
    service.fail("create", gatewayError(504));
    await expect(command.create(inputsOf({ name: "given" }))).rejects.toThrow(
      'the name "given" is taken by the box box-1',
    );
  });

  const times: readonly [string, (at: number) => string | undefined][] = [
    ["by a clock that is half a minute late", (at) => new Date(at - 30_000).toISOString()],
    ["by a clock that is half a minute ahead", (at) => new Date(at + 30_000).toISOString()],
    ["without a zone", (at) => new Date(at).toISOString().replace("Z", "")],
    ["in Korea's time without a zone", (at) => new Date(at + 9 * hours).toISOString().replace("Z", "")],
    ["with an offset", (at) => new Date(at + 9 * hours).toISOString().replace("Z", "+09:00")],
  ];
  test.each(times)("is found by a time of its making %s", async (_, createdAt) => {
    service.fail("create", gatewayError(504), { isDone: true });
    const creating = command.create(inputsOf({ name: "given" }));
    service.get("box-1").createdAt = createdAt(service.nowMs);
    expect(await creating).toMatchObject({ id: "box-1" });
    expect(service.boxes.size).toBe(1);
  });

  test.each([undefined, "", "yesterday"])("stays open where the service shows no time (%j)", async (createdAt) => {
    service.fail("create", gatewayError(504), { isDone: true });
    const creating = partialOf(command.create(inputsOf({ name: "given" })));
    service.get("box-1").createdAt = createdAt;
    const { id, state } = await creating;
    expect(id).toBe("unknown:given");
    await expect(service.command().read(id, state)).rejects.toThrow(/nobody can tell .* manage it with adopt: "box-1"/);
    await expect(service.command().delete(id, state)).rejects.toThrow("nobody can tell");
    expect(service.boxes.size).toBe(1);
  });

  test("is found by an automatic name whatever the time says: nobody else can have it", async () => {
    service.fail("create", gatewayError(504), { isDone: true });
    const creating = command.create(inputsOf());
    service.get("box-1").createdAt = undefined;
    expect(await creating).toMatchObject({ id: "box-1" });
  });

  test.each(["terminating", "gone"] as const)("is not found in an object that is %s", async (phase) => {
    for (const args of [{ name: "given" }, {}]) {
      service.fail("create", gatewayError(504), { isDone: true });
      const creating = command.create(inputsOf(args, "name" in args ? "one" : "two"));
      for (const box of service.boxes.values()) box.phase = phase;
      await expect(creating).rejects.toThrow("is taken by the box");
    }
    expect(service.sent("create")).toBe(2);
  });

  test("is found although the service does not show all that cannot be changed", async () => {
    service.fail("create", gatewayError(504), { isDone: true });
    const creating = command.create(inputsOf({ name: "given", size: "small" }));
    Object.assign(service.get("box-1"), { size: undefined });
    expect(await creating).toMatchObject({ id: "box-1" });
  });

  test("is found for a state that an earlier version has left where it was made within the time of a creation", async () => {
    const one = await stored(service, "one", { name: "given" });
    const attempt = new Date(service.nowMs - 10 * 60_000).toISOString();
    expect(await command.read("unknown:given", inDoubt(one, attempt))).toMatchObject({ id: one.id });
  });

  test("is not found in what somebody else makes at the same time and cannot become what is wanted", async () => {
    service.add({ name: "given", size: "large" });
    service.fail("create", gatewayError(504));
    await expect(command.create(inputsOf({ name: "given", size: "small" }))).rejects.toThrow(
      "is taken by the box box-1",
    );
    service.lists = 99;
    service.fail("create", gatewayError(504), { times: 9 });
    const { id, state } = await partialOf(command.create(inputsOf({ name: "given", size: "small" }, "two")));
    service.lists = 0;
    expect(await service.command().read(id, state)).toBeUndefined();
    await service.command().delete(id, state);
    expect(service.boxes.size).toBe(1);
  });

  test("of a kind that one request may double is looked at once more by the next update", async () => {
    command = service.command({ token: "duplicates" });
    service.fail("create", lost(), { isDone: true });
    service.lists = 99;
    const inputs = inputsOf({ name: "given" });
    const { id, state } = await command.create(inputs);
    expect([service.boxes.size, state.__unfinished]).toEqual([2, true]);
    service.lists = 0;
    const next = service.command({ token: "duplicates" });
    expect(await next.diff(id, state, next.check(inputs, inputs).inputs)).toMatchObject({
      changes: "due",
      replaces: [],
    });
    const after = await next.update(id, state, inputs);
    expect([service.boxes.size, service.boxes.has(id), after.__unfinished, after.__nonce]).toEqual([
      1,
      true,
      undefined,
      undefined,
    ]);
  });

  test("is not looked for where nothing was lost and nothing can be doubled", async () => {
    await service.command({ token: true }).create(inputsOf({ name: "given" }));
    expect(service.requests).not.toContain("list");
  });

  test("is looked for before another request could double it", async () => {
    command = service.command({ token: true });
    service.fail("create", lost(), { isDone: true });
    service.lists = 2;
    expect(await command.create(inputsOf({ name: "given" }))).toMatchObject({ id: "box-1" });
    expect([service.boxes.size, service.sent("create")]).toEqual([1, 1]);
  });
});

test("a creation of unknown outcome that is called again sends nothing where somebody else has the name meanwhile", async () => {
  const inputs = inputsOf({ name: "given" });
  for (const createdAt of ["2026-01-02T00:00:00Z", undefined]) {
    service.fail("create", lost());
    service.fail("list", lost(), { times: 9 });
    command = service.command();
    await partialOf(command.create(inputs));
    service.mend();
    service.add({ name: "given" }).createdAt = createdAt;
    const before = service.sent("create");
    await expect(command.create(inputs)).rejects.toThrow('the name "given" is taken');
    expect(service.sent("create")).toBe(before);
    service.boxes.clear();
  }
});

describe("a creation in doubt", () => {
  const sentFor = async (
    error: Error,
    timeoutMs?: number,
    more = {},
  ): Promise<readonly [number, readonly number[]]> => {
    service.fail("create", error, { times: 9 });
    expect(await partialOf(service.command(more).create(inputsOf({ name: "given" }), { timeoutMs }))).toMatchObject({
      id: "unknown:given",
    });
    return [service.sent("create"), service.pauses];
  };

  test("is known again with what went in with it and is never shown, and its id tells no secret", async () => {
    service.fail("create", lost(), { times: 9 });
    const meta = metaOf("one", { secrets: ["name"] });
    const { inputs } = command.check({}, { name: "given", password: "first", label: "a", __meta: meta });
    const { id, state } = await partialOf(command.create(inputs));
    expect([id, state["password"], state["label"]]).toEqual(["unknown:(secret)", "first", undefined]);
  });

  test("is sent again a few times, and less often where that could double the object", async () => {
    expect((await sentFor(lost()))[0]).toBe(6);
    service.requests.length = 0;
    expect((await sentFor(lost(), undefined, { token: true }))[0]).toBe(3);
  });

  test("is not sent again after a reply that nobody understands: the service has taken it", async () => {
    const request = { method: "POST", service: "boxes", path: "/" };
    expect((await sentFor(new UnexpectedReplyError(request, "no id")))[0]).toBe(1);
  });

  test("is neither sent nor looked for beyond the time of the operation", async () => {
    expect(await sentFor(lost(), 550)).toEqual([3, [200, 400]]);
    service.mend();
    service.pauses.length = 0;
    service.requests.length = 0;
    service.fail("create", lost());
    expect(await sentFor(refusal(409), 950)).toEqual([2, [200, 500]]);
  });
});

describe("an object that is found by something random", () => {
  const kind = { token: "duplicates" } as const;

  test("is looked at once more by the next update only where another request may have made a second one", async () => {
    command = service.command(kind);
    service.fail("create", lost(), { isDone: true });
    expect((await command.create(inputsOf({ name: "once" }, "once"))).state).not.toHaveProperty("__unfinished");
    service.fail("create", lost(), { isDone: true, times: 2 });
    service.lists = 3;
    expect((await command.create(inputsOf({ name: "twice" }, "twice"))).state.__unfinished).toBe(true);
    const inputs = inputsOf({ name: "later" }, "later");
    service.fail("create", lost(), { isDone: true });
    service.fail("list", lost(), { times: 9 });
    await partialOf(command.create(inputs));
    service.mend();
    expect((await command.create(inputs)).state.__unfinished).toBe(true);
    expect(service.boxes.size).toBe(3);
  });

  test("is not one that is deleted, which a list may still have", async () => {
    const { state } = await stored(service, "one", { name: "given" });
    const open = inDoubt({ id: "", inputs: {}, state }, undefined, { __nonce: "random" });
    service.add({ name: "given" }, "random").phase = "gone";
    expect(await service.command(kind).read("unknown:given", open)).toBeUndefined();
    const { id } = service.add({ name: "given" }, "random");
    expect(await service.command(kind).read("unknown:given", open)).toMatchObject({ id });
  });

  test("is the first one that the request has made, in whatever order they are listed", async () => {
    const { state } = await stored(service, "one", { name: "given" });
    const open = inDoubt({ id: "", inputs: {}, state }, undefined, { __nonce: "random" });
    service.add({ name: "given" }, "random");
    service.add({ name: "given" }, "random").createdAt = "2025-12-31T00:00:00.000Z";
    service.add({ name: "given" }, "random");
    expect(await service.command(kind).read("unknown:given", open)).toMatchObject({
      id: "box-3",
      state: { __unfinished: true, __nonce: "random" },
    });
  });

  test("is none where nothing random is known of the creation", async () => {
    service.add({ name: "given" });
    const one = await stored(service, "one", { name: "other" });
    command = service.command(kind);
    expect(await command.read("unknown:other", inDoubt(one))).toBeUndefined();
    await command.delete("unknown:other", inDoubt(one));
    expect(service.boxes.size).toBe(2);
  });
});

describe("what somebody else makes under the name of a creation of unknown outcome", () => {
  let id: string;
  let state: Properties;
  let inputs: Properties;

  beforeEach(async () => {
    service.fail("create", gatewayError(504), { times: 9 });
    inputs = inputsOf({ name: "given", size: "small" });
    ({ id, state } = await partialOf(command.create(inputs)));
    service.mend();
    service.nowMs += 48 * hours;
    service.add({ name: "given", size: "small" });
    command = service.command();
  });

  test("is not taken over by a refresh", async () => {
    expect(await command.read(id, state)).toBeUndefined();
    expect(service.boxes.size).toBe(1);
  });

  test("is not deleted by a destroy", async () => {
    await command.delete(id, state);
    expect(service.boxes.size).toBe(1);
  });

  test("is not deleted by an up, which says that the name is taken", async () => {
    service.fail("create", refusal(409, "taken"), { times: 9 });
    const { inputs: wanted } = command.check(inputs, inputs);
    expect(await command.diff(id, state, wanted)).toMatchObject({ changes: "due", deleteBeforeReplace: true });
    const { inputs: fresh } = command.check({}, inputs);
    await command.delete(id, state);
    await expect(command.create(fresh)).rejects.toThrow('the name "given" is taken by the box box-1');
    expect(service.boxes.size).toBe(1);
  });

  test("is not taken for one's own by a state that an earlier version has left", async () => {
    const { __attemptEnd, ...earlier } = state;
    expect(__attemptEnd).toBeDefined();
    expect(await command.read(id, earlier)).toBeUndefined();
  });
});

describe("the object of a creation of unknown outcome", () => {
  const prepared = async (args: object): Promise<{ inputs: Properties; state: Properties }> => {
    const one = await stored(service, "one", args);
    service.requests.length = 0;
    return { inputs: one.inputs, state: inDoubt(one) };
  };

  test("that has a given name goes on as that of the next creation", async () => {
    const { inputs, state } = await prepared({ name: "given", size: "small" });
    command.check(inputs, inputs);
    const { inputs: fresh } = command.check({}, inputs);
    await command.delete("unknown:given", state);
    expect(await command.create(fresh)).toMatchObject({ id: "box-1", state: { name: "given", size: "small" } });
    expect(service.requests).not.toContain("create");
    expect(service.requests.filter((name) => name.startsWith("remove"))).toEqual([]);
  });

  test("stays open where the next creation cannot look for it", async () => {
    const { inputs, state } = await prepared({ name: "given" });
    command.check(inputs, inputs);
    const { inputs: fresh } = command.check({}, inputs);
    await command.delete("unknown:given", state);
    service.fail("list", refusal(403), { times: 9 });
    const left = await partialOf(command.create(fresh));
    expect(left.id).toBe("unknown:given");
    expect(left.state).toMatchObject({ __attempt: state.__attempt });
    expect(service.requests).not.toContain("create");
  });

  test.each([
    ["which is destroyed", undefined, "remove"],
    ["which cannot become what is wanted", { name: "given", size: "large" }, "remove"],
    ["which gets another name", { name: "other" }, "remove"],
  ])("and a given name, %s, is deleted in the ordinary way", async (_, next, request) => {
    const { inputs, state } = await prepared({ name: "given", size: "small" });
    if (next !== undefined) {
      command.check(inputs, { ...next, __meta: metaOf("one") });
      command.check({}, { ...next, __meta: metaOf("one") });
    }
    await command.delete("unknown:given", state);
    expect(service.requests.filter((name) => name.startsWith("remove"))).toEqual([request]);
  });

  test("that is still being made, or failed, can only be removed at once", async () => {
    const { state } = await prepared({ name: "given" });
    service.get("box-1").phase = "failed";
    service.fail("remove", refusal(400));
    await command.delete("unknown:given", state);
    expect(service.boxes.size).toBe(0);
  });

  test("and an automatic name is removed at once: it is certainly its own", async () => {
    const { state } = await prepared({});
    expect(state.__auto).toBe(true);
    await command.delete("unknown:x", state);
    expect(service.requests).toEqual(["list", "remove at once"]);
  });

  test("that is found by something random is removed at once, even where something is made in its place", async () => {
    const kind = { token: true } as const;
    command = service.command(kind);
    const inputs = inputsOf({ name: "given" });
    service.fail("create", lost(), { isDone: true });
    service.fail("list", lost(), { times: 9 });
    const { id, state } = await partialOf(command.create(inputs));
    service.mend();
    service.requests.length = 0;
    const next = service.command(kind);
    next.check(inputs, inputs);
    next.check({}, inputs);
    await next.delete(id, state);
    expect(service.requests).toEqual(["list", "remove at once"]);
  });

  test("and a given name is deleted in the ordinary way where another one is to be taken over", async () => {
    const { inputs, state } = await prepared({ name: "given" });
    const other = service.add({ name: "given" });
    command.check(inputs, { ...inputs, adopt: other.id });
    command.check({}, { ...inputs, adopt: other.id });
    service.boxes.delete(other.id);
    await command.delete("unknown:given", state);
    expect(service.boxes.size).toBe(0);
  });

  test("that the program takes over by its id stays", async () => {
    const { inputs, state } = await prepared({ name: "given" });
    for (const createdAt of ["", new Date(service.nowMs).toISOString()]) {
      service.get("box-1").createdAt = createdAt;
      command.check(inputs, { ...inputs, adopt: "box-1" });
      command.check({}, { ...inputs, adopt: "box-1" });
      await command.delete("unknown:given", state);
      expect(service.boxes.size).toBe(1);
    }
  });
});
