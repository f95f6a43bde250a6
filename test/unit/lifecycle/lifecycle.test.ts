import { beforeEach, describe, expect, test } from "@jest/globals";

import type { Operations } from "../../../provider/dynamic/operations";
import type { ProgramResource } from "../../../provider/lifecycle/record/record";
import type { Properties } from "../../../provider/lifecycle/record/state-codec";
import { unknown } from "../../../provider/lifecycle/values/unknown";
import { managedKmsKey } from "../../../provider/resources/scp/kms/managed-kms-key";
import { lifecycleOf } from "../../support/lifecycle-of";
import { lost, refusal } from "../../support/box-failures";
import { BoxService, metaOf, partialOf, stored, type Stored } from "../../support/boxes";

let service: BoxService;
let command: Operations;

beforeEach(() => {
  service = new BoxService();
  command = service.command();
});

const reasons = (olds: Properties, news: Properties): string[] =>
  command.check(olds, news).failures.map(({ property, reason }) => `${property}: ${reason}`);
const withMeta = ({ inputs }: Stored, more: Partial<ProgramResource>): Properties => ({
  ...inputs,
  __meta: { ...metaOf(inputs.__meta?.name ?? ""), ...more },
});
/** What the engine does first with a resource that is in state. */
const proceed = async (resource: Stored, inputs: Properties = resource.inputs): Promise<unknown> => {
  command.check(resource.inputs, inputs);
  return command.diff(resource.id, resource.state, inputs);
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

  test("is refused to kinds that only take over what there is", () => {
    const { lifecycle } = lifecycleOf(managedKmsKey, {});
    const inputs = (name: string, keyId = "id"): Properties => ({ keyId, __meta: metaOf(name) });
    expect(lifecycle.check({}, inputs("one")).failures).toEqual([]);
    expect(lifecycle.check({}, inputs("two")).failures).toEqual([
      {
        property: "keyId",
        reason: expect.stringMatching(/managed KMS key id is managed by the resource "one"/),
        secret: true,
      },
    ]);
    expect(lifecycle.check({}, inputs("three", "other")).failures).toEqual([]);
    expect(lifecycle.check(inputs("one"), inputs("one")).failures).toEqual([]);
  });

  test("is only forgotten by kinds that take over what there is: nothing is sent for a deletion", async () => {
    const { lifecycle } = lifecycleOf(managedKmsKey, {});
    await lifecycle.delete("id", { keyId: "id", __meta: metaOf("one"), __place: { credential: "another" } });
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

  test("is refused to a kind that has to be deleted first where Pulumi has not asked for a comparison", async () => {
    const one = await stored(service, "one", { name: "given", size: "small" });
    const asked = { ...one.inputs, size: "large" };
    command = service.command({ replacement: "delete-first-if-named", isNameFree: true });
    await proceed(one, asked);
    expect(reasons({}, asked)).toEqual([]);
    command.check(one.inputs, asked);
    expect(reasons({}, asked)).toEqual([expect.stringContaining("set the option deleteBeforeReplace")]);
  });

  test("goes on with what is left to others", async () => {
    const one = await stored(service, "one", { label: "theirs" });
    const ignoring = { ...withMeta(one, { ignored: ["label"] }), label: "ours" };
    command.check(one.inputs, one.inputs);
    const goneOn = command.check({}, ignoring);
    expect(goneOn.inputs["label"]).toBe("theirs");
    expect(goneOn.failures.map(({ property }) => property)).not.toContain("label");
    expect(service.command().check({}, ignoring).inputs["label"]).toBe("ours");
  });

  test("is a replacement also where a refresh has read what it replaces", async () => {
    const one = await stored(service, "one", { name: "given", label: "theirs" });
    await command.read(one.id, one.state);
    await command.diff(one.id, one.state, one.inputs);
    const ignoring = { ...withMeta(one, { ignored: ["label"] }), label: "ours" };
    expect(reasons({}, ignoring)).toEqual([expect.stringContaining('the name "given" is blocked for a day')]);
    await command.read(one.id, one.state);
    const other = command.check({}, { ...ignoring, name: "other" });
    expect(other).toMatchObject({ failures: [], inputs: { label: "theirs" } });
    await command.create(other.inputs);
    expect(reasons({}, ignoring)).toEqual([]);
    await command.read(one.id, { ...one.state, __meta: metaOf("looked up", { get: true }) });
    expect(reasons({}, { name: "given", __meta: metaOf("looked up") })).toEqual([]);
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
    command = service.command({ window: "never" });
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
  const inputsOf = (args: object): Properties => command.check({}, { ...args, __meta: metaOf("one") }).inputs;

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
    command = service.command({ token: true });
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
      service.fail("note", refusal(404, "no", "PUT"), { times: 9 });
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
    expect(asked).toContainEqual(expect.objectContaining({ label: "" }));
    const one = await stored(service, "two");
    service.fail("remove", refusal(429));
    await expect(command.delete(one.id, one.state)).rejects.not.toThrow("Ask the owner");
    service.advice = () => Promise.reject(new Error("down"));
    service.fail("remove", refusal(403));
    await expect(command.delete(one.id, one.state)).rejects.toThrow("Refused: no. The access key's user lacks");
  });
});

test("a request's own timeout counts before the resource's", async () => {
  const one = await stored(service, "one");
  const { inputs } = command.check({}, { __meta: metaOf("two", { timeouts: { create: "5m", read: "7s" } }) });
  await command.create(inputs, { timeoutMs: 3000 });
  expect(service.allowedMs.get("create")).toBe(3000);
  await command.create(inputs);
  expect(service.allowedMs.get("create")).toBe(300_000);
  await command.read(one.id, { ...one.state, __meta: metaOf("one", { timeouts: { read: "7s" } }) });
  expect(service.allowedMs.get("find")).toBe(7000);
});
