import { beforeEach, describe, expect, test } from "@jest/globals";

import { PartialFailure } from "../../../provider/lifecycle/record/partial-failure";
import type { Operations } from "../../../provider/dynamic/operations";
import { isAccountCertain, type Located } from "../../../provider/lifecycle/run/location";
import type { Location } from "../../../provider/lifecycle/record/record";
import { toState, type Properties } from "../../../provider/lifecycle/record/state-codec";
import { gatewayError, lost, refusal } from "../../support/box-failures";
import { BoxService, inDoubt, metaOf, partialOf, stored, type Stored } from "../../support/boxes";
import { placeIn } from "../../support/place";

let service: BoxService;
let command: Operations;

beforeEach(() => {
  service = new BoxService();
  command = service.command();
});

const inputsOf = (args: object = {}, name = "one"): Properties =>
  command.check({}, { ...args, __meta: metaOf(name) }).inputs;

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
    expect([failed.state.__waiting, service.get(id).phase]).toEqual([undefined, "ready"]);
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
  expect([id, placeIn(state)["account"]]).toEqual(["box-1", "other"]);
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

test("the object of a lost creation has its ignored inputs after a refresh: Pulumi would take away those that state lacks", async () => {
  service.fail("create", lost(), { isDone: true });
  service.fail("list", lost(), { times: 9 });
  const args = {
    name: "given",
    label: "x",
    note: "y",
    __meta: metaOf("one", { ignored: ["label"], ignoredParts: ["lid.a"] }),
  };
  const { id, state } = await partialOf(command.create(command.check({}, args).inputs));
  service.mend();
  Object.assign(service.get("box-1"), { label: "theirs", note: "theirs", lid: "shut" });
  const found = await service.command().read(id, state);
  expect(found?.inputs).toMatchObject({ label: "theirs", lid: "shut" });
  expect(found?.inputs).not.toHaveProperty("note");
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
  expect(found).toMatchObject({ inputs: undefined, state: { __omitted: { label: "digest" } } });
  expect(placeIn(found?.state ?? {})).toMatchObject({ domain: "domain", account: "account" });
  expect((await command.read(one.id, one.state))?.inputs).toMatchObject({ label: "" });
});

describe("an update with other credentials than state remembers", () => {
  const changed = async (): Promise<Properties> => {
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
    expect(placeIn(await changed())["credential"]).toBe("credential");
  });
});

describe("tokens of a tenant", () => {
  const certain = (role: string | undefined, remembered: Location, current: Location): boolean => {
    const environment = { connection: { place: () => current, spaceoneRole: () => role } };
    const run = { cloud: "spaceone", noun: "secret", environment };
    return isAccountCertain(run as unknown as Located, remembered);
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
  const former = ({ state }: Stored): Properties => ({
    ...state,
    __place: { account: "account", credential: "former" },
  });

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
      state = await updating.catch((error: unknown) =>
        error instanceof PartialFailure ? toState(error.record) : state,
      );
    }
    expect(state.__doubtful).toEqual({ label: [] });
    expect(JSON.stringify(state)).not.toContain("third");
  });
});
