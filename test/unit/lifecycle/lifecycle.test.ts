import { beforeEach, describe, expect, test } from "@jest/globals";

import { PartialFailure } from "../../../provider/lifecycle/errors";
import type { Lifecycle } from "../../../provider/lifecycle/lifecycle";
import type { Inputs, Meta, State } from "../../../provider/lifecycle/state";
import { unknown } from "../../../provider/lifecycle/unknown";
import {
  BoxService,
  gatewayError,
  lost,
  metaOf,
  noConnection,
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

const reasons = (olds: Inputs, news: Inputs): string[] =>
  command.check(olds, news).failures.map(({ property, reason }) => `${property}: ${reason}`);
const withMeta = ({ inputs }: Stored, more: Partial<Meta>): Inputs => ({
  ...inputs,
  __meta: { ...metaOf(inputs.__meta?.name ?? ""), ...more },
});
/** What the engine does first with a resource that is in state. */
const proceed = async (resource: Stored, inputs: Inputs = resource.inputs): Promise<unknown> => {
  command.check(resource.inputs, inputs);
  return command.diff(resource.id, resource.state, inputs);
};
/** The state of an object of which nobody knows whether it was made. */
const inDoubt = ({ state }: Stored, attempt = state.__since ?? "", more: State = {}): State => {
  const { __since, ...others } = state;
  return { ...others, __attempt: attempt, ...more };
};
const partialOf = async (call: Promise<unknown>): Promise<PartialFailure> => {
  const failure = await call.catch((error: unknown) => error);
  if (failure instanceof PartialFailure) return failure;
  throw new Error(`no partial failure, but ${String(failure)}`);
};

describe("one object for two resources of a program", () => {
  test("is refused where one takes over what the other one goes on with, in whatever order they are checked", async () => {
    const one = await stored(service, "one");
    const adopting = { adopt: one.id, __meta: metaOf("two") };
    await proceed(one);
    expect(command.check({}, adopting).failures).toEqual([
      { property: "adopt", reason: expect.stringMatching(/box box-1 is managed by the resource "one"/), secret: true },
    ]);
    command = service.command();
    expect(command.check({}, adopting).failures).toEqual([]);
    await expect(proceed(one)).rejects.toThrow('Box one: the box box-1 is managed by the resource "two"');
  });

  test("is refused where both go on with it", async () => {
    const one = await stored(service, "one");
    await proceed(one);
    const two = { ...one, inputs: withMeta(one, { name: "two" }) };
    await expect(proceed(two)).rejects.toThrow('Box two: the box box-1 is managed by the resource "one"');
  });

  test("is refused once one has taken it over", async () => {
    const one = await stored(service, "one");
    const { inputs } = command.check({}, { adopt: one.id, __meta: metaOf("two") });
    await command.create(inputs);
    await expect(proceed(one)).rejects.toThrow('managed by the resource "two"');
  });

  test("is let go by the one that is replaced", async () => {
    const one = await stored(service, "one", { size: "small" });
    command.check({}, { adopt: one.id, __meta: metaOf("two") });
    expect(await proceed(one, { ...one.inputs, size: "large" })).toMatchObject({ replaces: ["size"] });
  });

  test("is no matter of a resource that is only asked about", async () => {
    const one = await stored(service, "one");
    command.check({}, { adopt: one.id, __meta: metaOf("two") });
    expect(await command.diff(one.id, one.state, one.inputs)).toMatchObject({ changes: "none" });
  });

  test("is nobody's any more after a creation that failed", async () => {
    const one = await stored(service, "one");
    const { inputs } = command.check({}, { adopt: one.id, __meta: metaOf("two") });
    service.fail("find", refusal(403));
    await expect(command.create(inputs)).rejects.toThrow("cannot create");
    await command.delete(one.id, one.state);
    expect([...service.boxes.keys()]).toEqual([]);
  });

  test("is named where its name is taken", async () => {
    const one = await stored(service, "one", { name: "given" });
    await proceed(one);
    const { inputs } = command.check({}, { name: "given", __meta: metaOf("two") });
    service.fail("create", refusal(409));
    await expect(command.create(inputs)).rejects.toThrow(
      'the name "given" is taken by the box box-1 of the resource "one": give one of them another name',
    );
  });
});

test.each([
  ["create-first", "give the new one another name. Otherwise"],
  ["delete-first-if-named", "give the new one another name, or set the option deleteBeforeReplace. Otherwise"],
] as const)(
  "a name that is taken can be had by a kind that replaces %s by what that allows",
  async (replacement, way) => {
    await stored(service, "one", { name: "given" });
    command = service.command({ replacement });
    const { inputs } = command.check({}, { name: "given", __meta: metaOf("two") });
    service.fail("create", refusal(409));
    await expect(command.create(inputs)).rejects.toThrow(way);
  },
);

describe("a check without old inputs after one with them", () => {
  test("is a replacement, which a name that stays forbids; no secret of the program is said", async () => {
    const one = await stored(service, "one", { name: "marker" }, { secrets: ["name"] });
    command.check(one.inputs, one.inputs);
    const { failures } = command.check({}, one.inputs);
    expect(failures).toEqual([
      {
        property: "",
        reason: expect.stringMatching(/^this box is to be replaced; .* the name "\[secret\]" is blocked for a day/),
        secret: true,
      },
    ]);
  });

  test("is refused where the option has an object deleted first, unless the diff has found that nothing needs it", async () => {
    const one = await stored(service, "one", { size: "small" });
    const forced = withMeta(one, { deleteBeforeReplace: true });
    command.check(one.inputs, forced);
    expect(reasons({}, forced)).toEqual([expect.stringContaining("with the option deleteBeforeReplace")]);
    command = service.command();
    service.isNeeded = false;
    expect(await proceed(one, { ...forced, size: "large" })).toMatchObject({ replaces: ["size"] });
    expect(reasons({}, { ...forced, size: "large" })).toEqual([]);
  });

  test("goes on with what is left to others", async () => {
    const one = await stored(service, "one", { label: "theirs" });
    const ignoring = { ...withMeta(one, { ignored: ["label"] }), label: "ours" };
    command.check(one.inputs, one.inputs);
    expect(command.check({}, ignoring).inputs["label"]).toBe("theirs");
    expect(service.command().check({}, ignoring).inputs["label"]).toBe("ours");
  });

  test("is a new object where nobody knew whether there was one", async () => {
    const one = await stored(service, "one", { name: "given" });
    await proceed({ ...one, id: "unknown:given" });
    expect(reasons({}, one.inputs)).toEqual([]);
  });
});

describe("a comparison", () => {
  test("asks whether something needs an object where it would be deleted first, and for 20 s at most", async () => {
    const one = await stored(service, "one", { size: "small" });
    const forced = { ...withMeta(one, { deleteBeforeReplace: true }), size: "large" };
    await expect(proceed(one, forced)).rejects.toThrow(
      "Box one: size of a box cannot be changed in place; with the option deleteBeforeReplace",
    );
    expect(service.allowedMs.get("needed")).toBe(20_000);
  });

  test("takes an object for needed where nobody can be asked", async () => {
    const one = await stored(service, "one", { size: "small" });
    const forced = { ...withMeta(one, { deleteBeforeReplace: true }), size: "large" };
    service.isNeeded = false;
    service.fail("needed", refusal(403));
    await expect(proceed(one, forced)).rejects.toThrow("with the option deleteBeforeReplace");
    command = service.command({ needed: "always" });
    await expect(proceed(one, forced)).rejects.toThrow("with the option deleteBeforeReplace");
  });

  test("asks nothing where the order is as usual, and of an object that nobody knows to exist", async () => {
    const one = await stored(service, "one", { size: "small" });
    const before = service.requests.length;
    await proceed(one, { ...one.inputs, size: "large" });
    await proceed({ ...one, id: "unknown:one" }, { ...withMeta(one, { deleteBeforeReplace: true }), size: "large" });
    expect(service.requests).toHaveLength(before);
  });

  test("after a refresh is for the eye: what cannot be done is no error, nothing is asked, and nobody has the object", async () => {
    const one = await stored(service, "one", { size: "small", name: "given" });
    await command.read(one.id, one.state);
    const forced = { ...withMeta(one, { deleteBeforeReplace: true }), size: "large" };
    expect(await command.diff(one.id, one.state, forced)).toMatchObject({ replaces: ["size"] });
    expect(service.sent("needed")).toBe(0);
    await expect(proceed(one, forced)).rejects.toThrow('the name "given" is blocked');
  });

  test("replaces nothing for an unknown value before the program has said anything of the resource", async () => {
    const one = await stored(service, "one", { size: "small" });
    const inputs = { ...one.inputs, size: unknown };
    expect(await command.diff(one.id, one.state, inputs)).toMatchObject({ replaces: [] });
    expect(await proceed(one, inputs)).toMatchObject({ replaces: ["size"] });
  });

  test("tells a renewal, and nothing else, to the user", async () => {
    const one = await stored(service, "one", { size: "small" });
    await proceed(one, { ...one.inputs, size: "large" });
    await proceed(one, withMeta(one, { timeouts: { read: "1m" } }));
    await proceed({ ...one, id: "unknown:one" });
    expect(service.warnings).toEqual([]);
    service.isDue = true;
    await proceed(one);
    expect(service.warnings).toEqual([expect.stringMatching(/^Box one: it is due to be renewed/)]);
  });
});

describe("an operation that is called again after a failure", () => {
  const inputsOf = (args: object): Inputs => command.check({}, { ...args, __meta: metaOf("one") }).inputs;

  test("goes on with the object that the first call has made, and forgets it afterwards", async () => {
    const inputs = inputsOf({ name: "given", label: "a", note: "b" });
    service.fail("label", refusal(403));
    const first = await partialOf(command.create(inputs));
    const second = await command.create(inputs);
    expect([first.id, second.id, service.boxes.size]).toEqual(["box-1", "box-1", 1]);
    expect(service.boxes.get("box-1")).toMatchObject({ label: "a", note: "b" });
    expect(await command.create({ ...inputs, name: "other" })).toMatchObject({ id: "box-2" });
    expect(await command.create(inputs)).toMatchObject({ id: "box-3" });
  });

  test("keeps the object where nothing more could be done", async () => {
    const inputs = inputsOf({ label: "a" });
    service.fail("label", refusal(403), { times: 3 });
    await partialOf(command.create(inputs));
    expect(await partialOf(command.create(inputs))).toMatchObject({ id: "box-1" });
    expect(await partialOf(command.create(inputs))).toMatchObject({ id: "box-1" });
    expect(await command.create(inputs)).toMatchObject({ id: "box-1" });
  });

  test("goes on from the last failure, for each request of its own", async () => {
    const inputs = inputsOf({ name: "given", label: "a", note: "b" });
    const other = { ...inputs, name: "other" };
    service.fail("label", refusal(403), { times: 2 });
    await partialOf(command.create(inputs));
    await partialOf(command.create(other));
    service.fail("note", refusal(403));
    await partialOf(command.create(inputs));
    const before = service.sent("label");
    expect(await command.create(inputs)).toMatchObject({ id: "box-1" });
    expect(service.sent("label")).toBe(before);
    expect(await command.create(other)).toMatchObject({ id: "box-2" });
  });

  test("finds what a lost creation has made, by the time of the first attempt", async () => {
    const inputs = inputsOf({ name: "given" });
    service.fail("create", lost(), { isDone: true });
    service.fail("list", lost(), { times: 9 });
    expect(await partialOf(command.create(inputs))).toMatchObject({ id: "unknown:given" });
    service.mend();
    service.nowMs += 60_000;
    expect(await command.create(inputs)).toMatchObject({ id: "box-1" });
    expect(service.sent("create")).toBe(1);
  });

  test("finds what a lost creation has made, by what went in with it", async () => {
    command = service.command({ nonce: true });
    const inputs = inputsOf({ name: "given" });
    service.fail("create", lost(), { isDone: true });
    service.fail("list", lost(), { times: 9 });
    await partialOf(command.create(inputs));
    service.mend();
    expect(await command.create(inputs)).toMatchObject({ id: "box-1" });
    expect(service.sent("create")).toBe(1);
  });

  test("stays in doubt about a lost creation: a name that is taken is no refusal", async () => {
    const inputs = inputsOf({ name: "given" });
    service.fail("create", lost(), { isDone: true });
    service.fail("list", lost(), { times: 9 });
    await partialOf(command.create(inputs));
    service.mend();
    service.nowMs += 60_000;
    const made = service.get("box-1");
    service.boxes.delete("box-1");
    service.fail("create", refusal(409));
    // The service shows it a moment later only.
    service.fail("create", refusal(409));
    const again = command.create(inputs);
    await Promise.resolve();
    service.boxes.set("box-1", made);
    expect(await again).toMatchObject({ id: "box-1" });
  });

  test("makes another object where the first one was deleted meanwhile", async () => {
    const inputs = inputsOf({ label: "a" });
    service.fail("label", refusal(403));
    const { id, state } = await partialOf(command.create(inputs));
    await command.delete(id, state);
    expect(await command.create(inputs)).toMatchObject({ id: "box-2" });
  });

  test("repeats no step of an update that was done", async () => {
    const one = await stored(service, "one", { label: "a", note: "a" });
    const inputs = { ...one.inputs, label: "b", note: "b" };
    service.fail("note", refusal(403));
    await partialOf(command.update(one.id, one.state, inputs));
    const before = service.sent("label");
    await command.update(one.id, one.state, inputs);
    expect(service.sent("label")).toBe(before);
  });
});

describe("the advice of a kind", () => {
  test.each([400, 403, 404, 409])("is asked for after a refusal with %d", async (status) => {
    const one = await stored(service, "one");
    service.advice = () => Promise.resolve("Ask the owner");
    service.fail("remove", refusal(status));
    service.fail("find", refusal(status));
    if (status === 404) {
      await expect(command.update(one.id, one.state, { ...one.inputs, label: "x" })).resolves.toBeDefined();
      service.fail("note", refusal(404), { times: 9 });
      await expect(service.command().update(one.id, one.state, { ...one.inputs, note: "x" })).rejects.toThrow(
        "Ask the owner",
      );
      return;
    }
    await expect(command.delete(one.id, one.state)).rejects.toThrow(/no.*\. Ask the owner/);
  });

  test("hears of what a failed operation has left, and is not asked for other failures; where nobody can tell, the refusal stands alone", async () => {
    const asked: object[] = [];
    service.advice = (objects) => {
      asked.push(...objects);
      return Promise.resolve("Ask the owner");
    };
    const { inputs } = command.check({}, { label: "a", __meta: metaOf("one") });
    service.fail("label", refusal(403));
    expect((await partialOf(command.create(inputs))).message).toContain("Ask the owner");
    expect(asked).toContainEqual(expect.objectContaining({ __since: expect.any(String) }));
    const one = await stored(service, "two");
    service.fail("remove", refusal(429));
    await expect(command.delete(one.id, one.state)).rejects.not.toThrow("Ask the owner");
    service.advice = () => Promise.reject(new Error("down"));
    service.fail("remove", refusal(403));
    await expect(command.delete(one.id, one.state)).rejects.toThrow("Refused: no. The access key's user lacks");
  });
});

describe("where the settings come from", () => {
  const where = "use the settings of the last `pulumi up`";

  test.each([
    ["refused credentials", refusal(401), true],
    ["a refused permission", refusal(403), true],
    ["the same of a gateway", gatewayError(401), true],
    ["a gateway's other refusal", gatewayError(403), true],
    ["no connection", noConnection(), true],
    ["another refusal", refusal(409), false],
    ["a failure", refusal(500), false],
    ["a gateway's failure", gatewayError(404), false],
    ["a lost reply", lost(), false],
  ])(
    "is said by a refresh and a destroy where it may be the cause, and never by an up: %s",
    async (_, error, isSaid) => {
      const one = await stored(service, "one");
      service.fail("find", error, { times: 9 });
      service.fail("remove", error, { times: 9 });
      service.fail("note", error, { times: 9 });
      const messageOf = (call: Promise<unknown>): Promise<string> => call.then(String, String);
      const said = [
        await messageOf(command.read(one.id, one.state)),
        await messageOf(command.delete(one.id, one.state)),
        await messageOf(command.update(one.id, one.state, { ...one.inputs, note: "new" })),
      ];
      expect(said.map((message) => message.includes(where))).toEqual([isSaid, isSaid, false]);
      for (const message of said) expect(message).toContain("cannot ");
    },
  );
});

test("a request's own timeout counts before the resource's", async () => {
  const one = await stored(service, "one");
  const { inputs } = command.check({}, { __meta: metaOf("two", { timeouts: { create: "5m", read: "7s" } }) });
  await command.create(inputs, 3000);
  expect(service.allowedMs.get("create")).toBe(3000);
  await command.create(inputs);
  expect(service.allowedMs.get("create")).toBe(300_000);
  await command.read(one.id, { ...one.state, __meta: metaOf("one", { timeouts: { read: "7s" } }) });
  expect(service.allowedMs.get("find")).toBe(7000);
});

test("what is refused by a comparison or by the service shows no secret, an old one included", async () => {
  const one = await stored(
    service,
    "one",
    { name: "marker-of-a-name", password: "marker-before" },
    { secrets: ["name"] },
  );
  await expect(proceed(one, { ...one.inputs, size: "large" })).rejects.toThrow('the name "[secret]" is blocked');
  service.fail("label", refusal(400, "not with marker-before, nor with marker-after"));
  const inputs = { ...one.inputs, password: "marker-after", label: "new" };
  await expect(command.update(one.id, one.state, inputs)).rejects.toThrow("not with [secret], nor with [secret]");
});

test("a warning shows no secret", async () => {
  const one = await stored(service, "one", { password: "marker" });
  service.notice = "its password is marker";
  await command.read(one.id, one.state);
  expect(service.warnings).toEqual(["Box one: its password is [secret]"]);
});

describe("a deletion", () => {
  const old = (resource: Stored, name: string): State => ({
    ...resource.state,
    __meta: metaOf(name),
    __since: "2025-01-01T00:00:00.000Z",
  });
  /** A second resource in state that names the same object. */
  const both = async (): Promise<{ one: Stored; two: State }> => {
    const one = await stored(service, "one");
    return { one, two: old(one, "two") };
  };

  test("of what another resource has now only lets it go, and says so", async () => {
    const { one, two } = await both();
    await proceed(one);
    await command.delete(one.id, two);
    expect([service.boxes.size, service.sent("remove")]).toEqual([1, 0]);
    expect(service.warnings).toEqual([
      'Box two: the box box-1 is not deleted: it is the object of the resource "one" now',
    ]);
  });

  test("of an old state of the same resource only lets it go, and says so", async () => {
    const one = await stored(service, "one");
    await proceed(one);
    await command.delete(one.id, old(one, "one"));
    expect(service.boxes.size).toBe(1);
    expect(service.warnings).toEqual([
      "Box one: the box box-1 is not deleted: this is an old state of it, and the resource goes on with it",
    ]);
  });

  test("of the very state that the program went on with is carried out", async () => {
    const one = await stored(service, "one");
    await proceed(one);
    await command.delete(one.id, one.state);
    expect([service.boxes.size, service.warnings]).toEqual([0, []]);
  });

  test("leaves an object to nobody: a further state of it is gone without a word", async () => {
    const { one, two } = await both();
    await proceed(one);
    await command.delete(one.id, one.state);
    await command.delete(one.id, two);
    expect([service.boxes.size, service.warnings]).toEqual([0, []]);
  });

  test("of what was taken over anew is refused to the old state of the same resource", async () => {
    const one = await stored(service, "one");
    const { inputs } = command.check({}, { adopt: one.id, __meta: metaOf("one") });
    service.nowMs += 1000;
    await command.create(inputs);
    await expect(command.delete(one.id, one.state)).rejects.toThrow("the box box-1 cannot be replaced by itself");
    await command.delete(one.id, old(one, "two"));
    expect(service.boxes.size).toBe(1);
  });

  test("of what the program looks up is refused", async () => {
    const one = await stored(service, "one");
    await command.read(one.id, { __meta: metaOf("reading", { get: true }) });
    await expect(command.delete(one.id, one.state)).rejects.toThrow('since the program looks it up as "reading"');
    expect(service.boxes.size).toBe(1);
  });

  test("of two states that a refresh has seen happens once", async () => {
    const { one, two } = await both();
    await command.read(one.id, one.state);
    await command.read(one.id, two);
    await command.delete(one.id, one.state);
    expect(service.boxes.size).toBe(1);
    await command.delete(one.id, two);
    expect([service.boxes.size, service.warnings.length]).toEqual([0, 1]);
  });

  test("is not hindered by a resource whose object a refresh has not found any more", async () => {
    const { one, two } = await both();
    await command.read(one.id, one.state);
    service.fail("find", refusal(404), { times: 9 });
    service.fail("list", refusal(404), { times: 0 });
    const box = service.get(one.id);
    service.boxes.clear();
    expect(await command.read(one.id, one.state)).toBeUndefined();
    service.mend();
    service.boxes.set(one.id, box);
    await command.delete(one.id, two);
    expect(service.boxes.size).toBe(0);
  });

  test("of an object of unknown outcome lets go what another resource has", async () => {
    const one = await stored(service, "one", { name: "given" });
    await proceed(one);
    await command.delete("unknown:given", inDoubt(one, undefined, { __meta: metaOf("two") }));
    expect([service.boxes.size, service.warnings.length]).toEqual([1, 1]);
  });

  test("of an object that a refresh has found for an unknown outcome lets it go", async () => {
    const one = await stored(service, "one", { name: "given" });
    expect(await command.read("unknown:given", inDoubt(one))).toMatchObject({
      id: one.id,
      state: { __since: one.state.__since },
    });
    await command.delete(one.id, old(one, "two"));
    expect(service.boxes.size).toBe(1);
  });

  describe("before a replacement", () => {
    test("is refused while something needs the object, or where nobody can tell", async () => {
      const one = await stored(service, "one");
      command.check(one.inputs, one.inputs);
      const { inputs } = command.check({}, one.inputs);
      expect(inputs.__auto).toBe(true);
      await expect(command.delete(one.id, one.state)).rejects.toThrow(
        /this box is to be replaced, and deleted first; .*what is in it falls out\. Nothing was deleted/,
      );
      service.isNeeded = false;
      service.fail("needed", refusal(500), { times: 9 });
      await expect(command.delete(one.id, one.state)).rejects.toThrow("what is in it falls out");
      service.mend();
      await command.delete(one.id, one.state);
      expect(service.boxes.size).toBe(0);
    });

    test("is carried out where a kind loses nothing by it", async () => {
      const one = await stored(service, "one");
      command = service.command({ needed: "never" });
      command.check({}, one.inputs);
      await command.delete(one.id, one.state);
      expect(service.boxes.size).toBe(0);
    });

    test("is refused where adopt names the very object", async () => {
      const one = await stored(service, "one");
      service.isNeeded = false;
      command.check({}, { adopt: one.id, __meta: metaOf("one") });
      await expect(command.delete(one.id, one.state)).rejects.toThrow("adopt names this very object");
      expect(service.boxes.size).toBe(1);
    });

    test("is refused to a name that stays, but not of what nobody knows to exist", async () => {
      const one = await stored(service, "one", { name: "given" });
      service.isNeeded = false;
      command.check({}, one.inputs);
      await expect(command.delete(one.id, one.state)).rejects.toThrow('the name "given" is blocked for a day');
      await command.delete("unknown:given", inDoubt(one));
      expect(service.boxes.size).toBe(0);
    });
  });
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
    expect(await refreshed(one)).toBeUndefined();
    expect(service.requests).toEqual(["find", "list", "find", "list"]);
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
    service.fail("family", refusal(403));
    service.fail("find", refusal(404), { times: 9 });
    const reading = service.command({ family: true }).read(one.id, one.state);
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
    await expect(command.update(one.id, one.state, inputs, 900)).rejects.toThrow("Refused: no");
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
});
