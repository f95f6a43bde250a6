import { beforeEach, describe, expect, test } from "@jest/globals";

import type { Operations } from "../../../provider/dynamic/operations";
import type { Properties } from "../../../provider/lifecycle/record/state-codec";
import { notFound } from "../../support/lifecycle-of";
import { refusal } from "../../support/box-failures";
import { BoxService, inDoubt, metaOf, stored, type Stored } from "../../support/boxes";

let service: BoxService;
let command: Operations;

beforeEach(() => {
  service = new BoxService();
  command = service.command();
});

/** What the engine does first with a resource that is in state. */
const proceed = async (resource: Stored, inputs: Properties = resource.inputs): Promise<unknown> => {
  command.check(resource.inputs, inputs);
  return command.diff(resource.id, resource.state, inputs);
};

describe("a deletion", () => {
  const old = (resource: Stored, name: string): Properties => ({
    ...resource.state,
    __meta: metaOf(name),
    __since: "2025-01-01T00:00:00.000Z",
  });
  /** A second resource in state that names the same object. */
  const both = async (): Promise<{ one: Stored; two: Properties }> => {
    const one = await stored(service, "one");
    return { one, two: old(one, "two") };
  };

  test("of what another resource has now only lets it go, and says so", async () => {
    const { one, two } = await both();
    await proceed(one);
    await command.delete(one.id, two);
    expect([service.boxes.size, service.sent("remove")]).toEqual([1, 0]);
    expect(service.warnings).toEqual(['Box two: the box box-1 is not deleted: it belongs to the resource "one" now']);
  });

  test("of an old state of the same resource only lets it go, and says so", async () => {
    const one = await stored(service, "one");
    await proceed(one);
    await command.delete(one.id, old(one, "one"));
    expect(service.boxes.size).toBe(1);
    expect(service.warnings).toEqual([
      "Box one: the box box-1 is not deleted: this is an old state, and the resource keeps the object",
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

  test("of what another resource has now is refused to the one state that has what only a creation shows", async () => {
    service.seal = "wax";
    const { one } = await both();
    delete service.get(one.id).seal;
    const { inputs } = command.check({}, { adopt: one.id, __meta: metaOf("two") });
    await command.create(inputs);
    await expect(command.delete(one.id, one.state)).rejects.toThrow("only this state has its seal");
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

  describe("of what a new object has replaced without anybody being asked", () => {
    const replacing = async (args: object, meta: object, old: object = {}): Promise<Stored> => {
      const one = await stored(service, "one", old);
      const { inputs } = command.check({}, { ...args, __meta: metaOf("one", meta) });
      service.nowMs += 1000;
      await command.create(inputs);
      return one;
    };

    test.each([
      [{ password: "a" }, { ignored: ["password"] }, "password, but by the option ignoreChanges"],
      [{ password: "a", once: true }, {}, "password, but by once"],
      [{ label: "ours" }, { ignored: ["label"] }, "label, but by the option ignoreChanges"],
    ])("is refused as long as values of others would be lost: %j", async (args, meta, message) => {
      const one = await replacing(args, meta, { label: "theirs", password: "theirs" });
      await expect(command.delete(one.id, one.state)).rejects.toThrow(message);
      const next = { ...one, id: "box-2", inputs: { ...one.inputs, ...args, __meta: metaOf("one", meta) } };
      command = service.command();
      await proceed(next);
      await expect(command.delete(one.id, one.state)).rejects.toThrow(message);
      expect(service.boxes.size).toBe(2);
      command = service.command();
      await proceed({ ...next, inputs: one.inputs });
      await command.delete(one.id, one.state);
      expect(service.boxes.size).toBe(1);
    });

    test("is not refused where the values are the same, and where nothing is left to others", async () => {
      const one = await replacing({ label: "same" }, { ignored: ["label"] }, { label: "same" });
      await command.delete(one.id, one.state);
      command = service.command();
      const two = await replacing({ label: "ours", password: "ours" }, {}, { label: "theirs", password: "theirs" });
      await command.delete(two.id, two.state);
      expect(service.boxes.size).toBe(2);
    });

    test("is no matter of the new one", async () => {
      const { inputs } = command.check({}, { password: "a", __meta: metaOf("one", { ignored: ["password"] }) });
      const { id, state } = await command.create(inputs);
      await command.delete(id, state);
      expect(service.boxes.size).toBe(0);
    });
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

    test("is refused where the new one would not go on with what others have set", async () => {
      const one = await stored(service, "one", { label: "theirs" });
      service.isNeeded = false;
      command.check({}, { label: "ours", __meta: metaOf("one", { ignored: ["label"] }) });
      await expect(command.delete(one.id, one.state)).rejects.toThrow(
        "the new one would begin with the program's label, but by the option ignoreChanges others have changed it: run the " +
          "command with --refresh",
      );
      expect(service.boxes.size).toBe(1);
    });

    test("is not refused for an object that is gone", async () => {
      const one = await stored(service, "one");
      command.check({}, { __meta: metaOf("one") });
      service.fail("needed", notFound());
      await expect(command.delete(one.id, one.state)).resolves.toBeUndefined();
    });

    test("is refused also where the state has the name that its resource had before", async () => {
      const one = await stored(service, "one");
      const renamed = metaOf("renamed");
      command.check({}, { ...one.inputs, __meta: renamed });
      await expect(command.delete(one.id, one.state, { declared: renamed })).rejects.toThrow("what is in it falls out");
      expect(service.boxes.size).toBe(1);
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
      await expect(command.delete(one.id, one.state)).rejects.toThrow("adopt names the current object");
      expect(service.boxes.size).toBe(1);
    });

    test("is refused to a name that stays, and leaves what nobody knows to exist to the one that follows", async () => {
      const one = await stored(service, "one", { name: "given" });
      service.isNeeded = false;
      command.check({}, one.inputs);
      await expect(command.delete(one.id, one.state)).rejects.toThrow('the name "given" is blocked for a day');
      await command.delete("unknown:given", inDoubt(one));
      expect(service.boxes.size).toBe(1);
    });
  });
});
