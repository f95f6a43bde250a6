import { beforeEach, describe, expect, test } from "@jest/globals";

import { UnexpectedReplyError } from "../../../provider/clients/http/errors";
import { PartialFailure } from "../../../provider/lifecycle/errors";
import type { Lifecycle } from "../../../provider/lifecycle/lifecycle";
import { isAccountCertain, type Placed } from "../../../provider/lifecycle/place";
import type { Inputs, Place, State } from "../../../provider/lifecycle/state";
import {
  BoxService,
  gatewayError,
  inDoubt,
  lost,
  metaOf,
  partialOf,
  refusal,
  stored,
  type Stored,
} from "../../support/boxes";

let service: BoxService;
let command: Lifecycle;

beforeEach(() => {
  service = new BoxService();
  command = service.command();
});

const inputsOf = (args: object = {}, name = "one"): Inputs =>
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
    await expect(service.command().read(id, state)).rejects.toThrow(
      /nobody can tell .* take it over with adopt: "box-1"/,
    );
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
    command = service.command({ nonce: "doubled" });
    service.fail("create", lost(), { isDone: true });
    service.lists = 4;
    const inputs = inputsOf({ name: "given" });
    const { id, state } = await command.create(inputs);
    expect([service.boxes.size, state.__unfinished]).toEqual([2, true]);
    const next = service.command({ nonce: "doubled" });
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
    await service.command({ nonce: true }).create(inputsOf({ name: "given" }));
    expect(service.requests).not.toContain("list");
  });

  test("is looked for before another request could double it", async () => {
    command = service.command({ nonce: true });
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
    expect(await partialOf(service.command(more).create(inputsOf({ name: "given" }), timeoutMs))).toMatchObject({
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
    expect((await sentFor(lost(), undefined, { nonce: true }))[0]).toBe(3);
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
  const kind = { nonce: "doubled" } as const;

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
  let state: State;
  let inputs: Inputs;

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
  const prepared = async (args: object): Promise<{ inputs: Inputs; state: State }> => {
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
    const kind = { nonce: true } as const;
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

describe("a value that is set once", () => {
  test("is not sent to an object that is taken over", async () => {
    const box = service.add({ name: "given" });
    const { state } = await command.create(inputsOf({ name: "given", adopt: box.id, password: "first", once: true }));
    expect(state["password"]).toBe("first");
    expect(service.requests).not.toContain("password");
  });

  test("is not sent to an object that is restored", async () => {
    service.add({ name: "given" }).phase = "terminating";
    service.fail("create", refusal(409, "taken"));
    const { state } = await command.create(inputsOf({ name: "given", restores: true, password: "first", once: true }));
    expect(state["password"]).toBe("first");
    expect(service.requests).not.toContain("password");
  });

  test("is sent where the program says so", async () => {
    const box = service.add({ name: "given" });
    await command.create(inputsOf({ name: "given", adopt: box.id, password: "first" }));
    expect(service.requests).toContain("password");
  });
});

describe("a deletion that is taken back", () => {
  const wanted = { name: "given", restores: true };
  beforeEach(() => {
    service.add({ name: "given" }).phase = "terminating";
    service.fail("create", refusal(409, "taken"), { times: 9 });
  });

  test.each([lost(), refusal(400, "is not waiting")])(
    "is taken back although the reply says otherwise (%s)",
    async (error) => {
      service.fail("restore", error, { isDone: true });
      expect(await command.create(inputsOf(wanted))).toMatchObject({ id: "box-1" });
    },
  );

  test("that is refused is a plain error: nothing was done", async () => {
    service.fail("restore", refusal(403));
    await expect(command.create(inputsOf(wanted))).rejects.toThrow("HTTP 403");
    await expect(command.create(inputsOf({ ...wanted, size: "large" }))).resolves.toMatchObject({ id: "box-1" });
  });

  test("of an object that cannot become what is wanted is refused before it is done", async () => {
    service.get("box-1").phase = "terminating";
    Object.assign(service.get("box-1"), { size: "small" });
    await expect(command.create(inputsOf({ ...wanted, size: "large" }))).rejects.toThrow(
      "differs in what cannot be changed",
    );
    expect(service.requests).not.toContain("restore");
  });

  test("whose object cannot be read afterwards is in state, and the next update goes on", async () => {
    service.fail("find", gatewayError(502));
    const inputs = inputsOf(wanted);
    const { id, state } = await partialOf(command.create(inputs));
    expect([id, state.__waiting]).toEqual(["box-1", true]);
    const next = service.command();
    expect(await next.diff(id, state, next.check(inputs, inputs).inputs)).toMatchObject({ replaces: [] });
    service.fail("restore", refusal(400, "is not waiting"));
    const after = await next.update(id, state, inputs);
    expect(after).toMatchObject({ name: "given" });
    expect(after).not.toHaveProperty("__waiting");
  });

  test("whose object cannot be read afterwards keeps a value that is set once", async () => {
    service.fail("find", gatewayError(502));
    const inputs = inputsOf({ ...wanted, password: "first", once: true });
    const { id, state } = await partialOf(command.create(inputs));
    await service.command().update(id, state, inputs);
    expect(service.requests).not.toContain("password");
  });

  test("by an update is an error where it is refused, and is kept in mind where what follows is", async () => {
    const inputs = inputsOf(wanted);
    service.fail("restore", lost());
    const { id, state } = await partialOf(command.create(inputs));
    service.fail("restore", refusal(403));
    const changed = { ...inputs, label: "new" };
    await expect(service.command().update(id, state, changed)).rejects.toThrow("HTTP 403");
    expect(service.sent("label")).toBe(0);
    service.fail("label", refusal(403));
    const failed = await partialOf(service.command().update(id, state, changed));
    expect([failed.state.__waiting, service.get(id).phase]).toEqual([false, "ready"]);
    await expect(command.update("unknown:given", state, inputs)).rejects.toThrow("run `pulumi refresh` first");
  });

  test("stays due where it may or may not be done", async () => {
    service.fail("restore", lost());
    const { id, state } = await partialOf(command.create(inputsOf(wanted)));
    expect([id, state.__waiting, service.get("box-1").phase]).toEqual(["box-1", true, "terminating"]);
  });
});

test("an object that is made in another account than was meant is in state, and nothing more is done with it", async () => {
  const inputs = inputsOf({ name: "given", label: "a" });
  service.account = "other";
  const { id, state, message } = await partialOf(command.create(inputs));
  expect([id, state.__place?.account]).toEqual(["box-1", "other"]);
  expect(message).toContain("this box is in account other, but the stack points to account");
  expect(service.requests).toEqual(["create"]);
});

test("an object of which a creation could not read back all is unfinished; what is taken over needs no more than it shows", async () => {
  const inputs = inputsOf({ name: "given" });
  service.fail("complete", refusal(403));
  expect((await partialOf(command.create(inputs))).state.__unfinished).toBe(true);
  service.requests.length = 0;
  const { state } = await service.command().create(inputsOf({ adopt: "box-1" }, "two"));
  expect(state).not.toHaveProperty("__unfinished");
  expect(service.requests).not.toContain("complete");
});

test("a refresh that finds the object of a lost creation leaves to the next update what it could not read back", async () => {
  const one = await stored(service, "one", { name: "given" });
  service.fail("complete", refusal(403));
  const found = await command.read("unknown:given", inDoubt(one));
  expect(found).toMatchObject({ id: one.id, state: { __unfinished: true } });
  const again = await command.read(one.id, found?.state ?? {});
  expect(again?.state).not.toHaveProperty("__unfinished");
  service.requests.length = 0;
  await command.read(one.id, again?.state ?? {});
  expect(service.requests).not.toContain("complete");
});

test("a lost creation is not looked for beyond the time of a refresh", async () => {
  const one = await stored(service, "one", { name: "given" });
  service.boxes.clear();
  const state = inDoubt(one, undefined, { __meta: metaOf("one", { timeouts: { read: "1500ms" } }) });
  await expect(command.read("unknown:given", state)).rejects.toThrow("nothing was dropped from state");
  expect(service.pauses).toEqual([1000]);
});

test("a refresh keeps the inputs of a state that lacks some of them, and what it knows of the place", async () => {
  const one = await stored(service, "one");
  const __place = { account: "account", domain: "domain", credential: "credential" };
  const found = await command.read(one.id, { ...one.state, __place, __omitted: { label: "digest" } });
  expect(found).toMatchObject({ inputs: undefined, state: { __place: { domain: "domain", account: "account" } } });
  expect((await command.read(one.id, one.state))?.inputs).toMatchObject({ label: "" });
});

describe("an update with other credentials than state remembers", () => {
  const changed = async (): Promise<State> => {
    const one = await stored(service, "one");
    const state = { ...one.state, __place: { account: "account", credential: "former" } };
    return command.update(one.id, state, { ...one.inputs, label: "new" });
  };

  test("is refused where they show the object in another account, or do not find it", async () => {
    const one = await stored(service, "zero");
    service.account = "other";
    const state = { ...one.state, __place: { account: "account", credential: "former" } };
    const updating = command.update(one.id, state, { ...one.inputs, label: "new" });
    await expect(updating).rejects.toThrow("is in account account, but the stack points to");
    service.account = "account";
    service.fail("find", refusal(404));
    await expect(changed()).rejects.toThrow("the service does not find this box, but the credentials are not those");
    expect(service.requests).not.toContain("label");
  });

  test("remembers them afterwards", async () => {
    expect((await changed()).__place?.credential).toBe("credential");
  });
});

describe("tokens of a tenant", () => {
  const certain = (role: string | undefined, remembered: Place, current: Place): boolean => {
    const environment = { connection: { place: () => current, spaceoneRole: () => role } };
    const run = { definition: { cloud: "spaceone" }, behaviour: { noun: "secret" }, environment };
    return isAccountCertain(run as unknown as Placed, remembered);
  };
  const tenant = { domain: "d", workspace: "w", credential: "a" };
  const other = { ...tenant, credential: "b" };

  test.each(["DOMAIN_ADMIN", "WORKSPACE_OWNER"])("prove it where they see everything (%s)", (role) => {
    expect(certain(role, tenant, other)).toBe(true);
    expect(certain(role, { credential: "a" }, { credential: "b" })).toBe(false);
    expect(certain(role, { domain: "d", credential: "a" }, other)).toBe(false);
    expect(certain(role, { workspace: "w", credential: "a" }, other)).toBe(false);
    expect(certain(role, { credential: "a" }, { credential: "a" })).toBe(true);
  });

  test.each(["WORKSPACE_MEMBER", undefined])("prove nothing where they may not see all of it (%s)", (role) => {
    expect(certain(role, tenant, tenant)).toBe(false);
  });
});

test("an object whose reply nobody understands is in state all the same", async () => {
  const inputs = inputsOf({ name: "given" });
  service.isOdd = true;
  const { id, state } = await partialOf(command.create(inputs));
  expect([id, state.__unfinished]).toEqual(["box-1", true]);
  service.isOdd = false;
  expect(await command.read(id, state)).toMatchObject({ id });
  const next = service.command();
  expect(await next.diff(id, state, next.check(inputs, inputs).inputs)).toMatchObject({ replaces: [] });
});

describe("a deletion that is refused", () => {
  test.each(["", "20251008", "2025-10-08T00:00:00Z"])(
    "is no success because a date is shown (%j)",
    async (deleteAt) => {
      const one = await stored(service, "one");
      service.deleteAt = deleteAt;
      service.fail("remove", refusal(400, "in use"));
      await expect(command.delete(one.id, one.state)).rejects.toThrow("in use");
    },
  );

  test.each(["terminating", "gone"] as const)("is one where the object is %s already", async (phase) => {
    const one = await stored(service, "one");
    service.get(one.id).phase = phase;
    service.fail("remove", refusal(400, "waits"));
    await command.delete(one.id, one.state);
  });
});

describe("a deletion with other credentials than state remembers", () => {
  const former = ({ state }: Stored): State => ({ ...state, __place: { account: "account", credential: "former" } });

  test("is carried out where they show the object, which may be gone before it is removed", async () => {
    const one = await stored(service, "one");
    service.fail("remove", refusal(404));
    service.fail("list", refusal(403));
    await command.delete(one.id, former(one));
    expect(service.requests.slice(-2)).toEqual(["find", "remove"]);
  });

  test("is refused where they show it in another account", async () => {
    const one = await stored(service, "one");
    service.account = "other";
    await expect(command.delete(one.id, former(one))).rejects.toThrow("is in account account, but the stack points to");
    expect(service.boxes.size).toBe(1);
  });
});

describe("inputs in doubt", () => {
  test("are managed by a refresh, with what the service shows", async () => {
    const one = await stored(service, "one", { label: "first" });
    service.fail("label", gatewayError(503));
    const wanted = { ...one.inputs, label: "second" };
    const { state } = await partialOf(command.update(one.id, one.state, wanted));
    expect([state["label"], state.__doubtful]).toEqual([undefined, { label: [] }]);
    const found = await service.command().read(one.id, state);
    expect(found).toMatchObject({ inputs: { label: "first" }, state: { label: "first" } });
    expect(found?.state).not.toHaveProperty("__doubtful");
  });

  test("that the service never shows stay in doubt", async () => {
    const one = await stored(service, "one", { password: "first" });
    service.fail("password", gatewayError(503));
    const { state } = await partialOf(command.update(one.id, one.state, { ...one.inputs, password: "second" }));
    const found = await service.command().read(one.id, state);
    expect(found?.state.__doubtful).toEqual({ password: [] });
    expect(JSON.stringify(found)).not.toContain("second");
  });

  test("do not grow with each attempt, and hold no values", async () => {
    const one = await stored(service, "one", { label: "first" });
    let { state } = one;
    for (const label of ["second", "third", "fourth"]) {
      service.fail("label", gatewayError(503));
      const updating = service.command().update(one.id, state, { ...one.inputs, label });
      state = await updating.catch((error: unknown) => (error instanceof PartialFailure ? error.state : state));
    }
    expect(state.__doubtful).toEqual({ label: [] });
    expect(JSON.stringify(state)).not.toContain("third");
  });
});
