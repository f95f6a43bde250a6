import { beforeEach, describe, expect, test } from "@jest/globals";

import type { Operations } from "../../../provider/dynamic/operations";
import type { Properties } from "../../../provider/lifecycle/record/state-codec";
import { BoxService, metaOf, type Stored } from "../../support/boxes";

// An imported object whose password nobody can read.

let service: BoxService;
let command: Operations;
let id: string;
/** What Pulumi has of the resource. */
let inputs: Properties;
let state: Properties;

const given = { name: "one", size: "large", label: "", note: "", password: "first" };

beforeEach(() => {
  service = new BoxService();
  command = service.command();
  id = service.add({ name: "one", size: "large" }).id;
  const { password: _, ...shown } = given;
  inputs = { ...shown, __unread: ["password"] };
  state = { ...inputs };
});

/** One `pulumi up` of a resource in state, as Pulumi's engine goes about it. */
async function up(args: Properties): Promise<"same" | "updated" | "replaced"> {
  const checked = command.check(inputs, { ...args, __meta: metaOf("one") });
  expect(checked.failures).toEqual([]);
  const { changes, replaces } = await command.diff(id, state, checked.inputs);
  if (replaces.length > 0) return "replaced";
  if (changes !== "none") state = await command.update(id, state, checked.inputs);
  inputs = checked.inputs;
  return changes === "none" ? "same" : "updated";
}

async function refresh(): Promise<void> {
  const found = await command.read(id, state);
  inputs = found?.inputs ?? inputs;
  state = found?.state ?? {};
}

describe("a value that nobody can read", () => {
  test("counts as the object's own when the program gives it for the first time", async () => {
    expect(await up(given)).toBe("same");
    expect(await up(given)).toBe("same");
    expect(service.sent("password")).toBe(0);
  });

  test("is set when the program gives another one, also after a refresh", async () => {
    await up(given);
    await refresh();
    expect(await up({ ...given, password: "second" })).toBe("updated");
    expect(service.sent("password")).toBe(1);
    expect(state).toMatchObject({ password: "second" });
    expect(state).not.toHaveProperty("__unread");
    expect(await up({ ...given, password: "second" })).toBe("same");
    expect(await up({ ...given, password: "first" })).toBe("updated");
    expect(service.sent("password")).toBe(2);
  });

  test("is not set by an update of something else, and is known from then on", async () => {
    await up(given);
    expect(await up({ ...given, label: "new" })).toBe("updated");
    expect([service.sent("label"), service.sent("password")]).toEqual([1, 0]);
    expect(state).toMatchObject({ password: "first", label: "new" });
    expect(await up({ ...given, label: "new", password: "second" })).toBe("updated");
    expect(service.sent("password")).toBe(1);
  });

  test("stays unread while the program does not give it", async () => {
    const { password: _, ...without } = given;
    expect(await up({ ...without, label: "new" })).toBe("updated");
    expect(state).toMatchObject({ __unread: ["password"] });
    expect(await up({ ...given, label: "new" })).toBe("same");
    expect(service.sent("password")).toBe(0);
  });

  test("leaves the other inputs of its object compared: drift is repaired, and shown as work", async () => {
    await up(given);
    service.get(id).label = "theirs";
    await refresh();
    const { inputs: checked } = command.check(inputs, { ...given, label: "mine", __meta: metaOf("one") });
    expect((await command.diff(id, state, checked)).changes).toBe("due");
    expect(await up({ ...given, label: "mine" })).toBe("updated");
    expect(service.get(id).label).toBe("mine");
    expect(service.sent("password")).toBe(0);
  });
});

describe("a value that nobody can read, of an object that is adopted", () => {
  const adopted = { name: "one", size: "large", password: "first" };

  /** What a program with the option `ignoreChanges` for these inputs leaves in state. */
  async function adopt(ignored: readonly string[], args: object = {}): Promise<Stored> {
    const first = service.command();
    const checked = first.check({}, { ...adopted, adopt: id, ...args, __meta: metaOf("one", { ignored }) });
    expect(checked.failures).toEqual([]);
    return { ...(await first.create(checked.inputs)), inputs: checked.inputs };
  }

  test("is written, since nobody knows whether the object has it", async () => {
    await adopt(["label"]);
    expect(service.sent("password")).toBe(1);
  });

  test("stays as it is if the program ignores its changes, and the program's counts as the same", async () => {
    const { state: kept } = await adopt(["password"]);
    expect(service.sent("password")).toBe(0);
    expect(kept).toMatchObject({ password: "first" });
    expect(kept).not.toHaveProperty("__unread");
  });

  test("can be changed once the program does not ignore its changes any more", async () => {
    ({ inputs, state } = await adopt(["password"]));
    expect(await up(adopted)).toBe("same");
    expect(await up({ ...adopted, password: "second" })).toBe("updated");
    expect(service.sent("password")).toBe(1);
  });

  test("is noticed when somebody else changes it afterwards", async () => {
    ({ inputs, state } = await adopt(["password"]));
    service.changePassword(id);
    await refresh();
    expect(await up(adopted)).toBe("updated");
    expect(service.sent("password")).toBe(1);
  });

  test("other inputs of it are brought to the program's values, ignored or not", async () => {
    await adopt(["password", "label", "note"], { label: "mine", note: "mine" });
    expect(service.get(id)).toMatchObject({ label: "mine", note: "mine" });
  });

  test("is written into a new object, ignored or not", async () => {
    const first = service.command();
    const checked = first.check({}, { ...adopted, __meta: metaOf("two", { ignored: ["password"] }) });
    await first.create(checked.inputs);
    expect(service.sent("password")).toBe(0);
    expect(service.boxes.size).toBe(2);
  });
});
