import { beforeEach, describe, expect, test } from "@jest/globals";

import type { Operations } from "../../../provider/dynamic/operations";
import { PartialFailure } from "../../../provider/lifecycle/record/partial-failure";
import type { Properties } from "../../../provider/lifecycle/record/state-codec";
import { refusal } from "../../support/box-failures";
import { BoxService, metaOf, partialOf } from "../../support/boxes";

// Something on the way sends a creation twice: the first request makes the object, and the second one is refused.

let service: BoxService;

beforeEach(() => {
  service = new BoxService();
});

const inputsOf = (command: Operations, args: object = {}): Properties =>
  command.check({}, { ...args, __meta: metaOf("one") }).inputs;

test.each([
  ["its automatic name", {}],
  ["its creation token", { token: true }],
])("the object of the first one certainly is the resource's own by %s", async (_, variant) => {
  for (const status of [409, 400, 403, 422]) {
    const command = service.command(variant);
    service.fail("create", refusal(status, "taken"), { isDone: true });
    const { id } = await command.create(inputsOf(command));
    expect([...service.boxes.keys()]).toEqual([id]);
    expect(service.sent("create")).toBe(1);
    service.boxes.clear();
    service.requests.length = 0;
  }
});

test.each([400, 403, 422])(
  "a list that fails or lags behind the first one is read again after a refusal with %i",
  async (status) => {
    const command = service.command();
    service.fail("create", refusal(status, "taken"), { isDone: true });
    service.lists = 2;
    service.fail("list", refusal(500), { times: 2 });
    expect((await command.create(inputsOf(command))).id).toBe("box-1");
    expect(service.sent("create")).toBe(1);
  },
);

test("a refusal on account of a quota is told at once, unless the list has the first one", async () => {
  const command = service.command();
  service.fail("create", refusal(403, "no", "GET", "quota.exceeded"), { isDone: false });
  await expect(command.create(inputsOf(command))).rejects.toThrow("quota.exceeded");
  // One for the first one, and one for whoever has the name.
  expect(service.sent("list")).toBe(2);
});

test("with a name from the program it may be somebody else's, so it has to be adopted", async () => {
  const command = service.command();
  service.fail("create", refusal(409, "taken"), { isDone: true });
  await expect(command.create(inputsOf(command, { name: "given" }))).rejects.toThrow(
    'the name "given" is taken by the box box-1',
  );
});

test.each([
  ["nothing was made", 400, false],
  ["the refusal has another reason", 401, true],
])("is refused as it is where %s", async (_, status, isDone) => {
  const command = service.command();
  service.fail("create", refusal(status, "no"), { isDone });
  const failure = await command.create(inputsOf(command)).catch((error: unknown) => error);
  expect(failure).not.toBeInstanceOf(PartialFailure);
  expect(String(failure)).toContain("Refused: no");
});

const hidings: readonly [string, () => void][] = [
  ["no list shows it yet", () => (service.lists = 99)],
  [
    "no list can be read",
    () => {
      service.fail("list", refusal(500), { times: 99 });
    },
  ],
];

describe.each(hidings)("while %s", (_, hide) => {
  test.each([
    ["its automatic name", {}],
    ["its creation token", { token: true }],
  ])("a conflict proves that there is one by %s, and the next command finds it", async (__, variant) => {
    const command = service.command(variant);
    service.fail("create", refusal(409, "taken"), { isDone: true });
    hide();
    const { id, state, message } = await partialOf(command.create(inputsOf(command)));
    expect(id).toMatch(/^unknown:/);
    expect(message).toContain("Refused: taken");
    service.mend();
    service.lists = 0;
    expect(await service.command(variant).read(id, state)).toMatchObject({ id: "box-1" });
  });

  test("another refusal is told as it is", async () => {
    const command = service.command();
    service.fail("create", refusal(400, "taken"), { isDone: true });
    hide();
    const failure = await command.create(inputsOf(command)).catch((error: unknown) => error);
    expect(failure).not.toBeInstanceOf(PartialFailure);
  });
});

test("a conflict is told as it is where it may be about another value and nothing is found", async () => {
  const command = service.command({ isSizeUnique: true });
  service.fail("create", refusal(409, "the size is taken"));
  const failure = await command.create(inputsOf(command, { size: "big" })).catch((error: unknown) => error);
  expect(failure).not.toBeInstanceOf(PartialFailure);
  expect(String(failure)).toContain("the size is taken");
});

test.each([
  ["its automatic name", {}],
  ["its creation token", { token: true }],
])("a conflict that is about a quota proves nothing of %s", async (_, variant) => {
  const command = service.command(variant);
  service.fail("create", refusal(409, "no more of them", "PUT", "boxes.quota.exceeded"));
  const failure = await command.create(inputsOf(command)).catch((error: unknown) => error);
  expect(failure).not.toBeInstanceOf(PartialFailure);
  expect(String(failure)).toContain("no more of them");
});

test("a conflict is about no quota because an object is named after one", async () => {
  const command = service.command({ token: true });
  service.fail("create", refusal(409, "credit-limit is in use: the quota exceeded"));
  const { id } = await partialOf(command.create(inputsOf(command)));
  expect(id).toMatch(/^unknown:/);
});

test("a conflict that may be about another value leaves the outcome open where no list can be read", async () => {
  const command = service.command({ isSizeUnique: true });
  service.fail("create", refusal(409, "taken"), { isDone: true });
  service.fail("list", refusal(500), { times: 99 });
  expect((await partialOf(command.create(inputsOf(command, { size: "big" })))).id).toMatch(/^unknown:/);
});

test("after a conflict the creation is sent again while an object that it names is young", async () => {
  const command = service.command();
  service.young.note("box-9", service.nowMs);
  service.fail("create", refusal(409, "box-9 is not ready"));
  expect(await command.create(inputsOf(command, { size: "box-9" }))).toMatchObject({ id: "box-1" });
  expect(service.sent("create")).toBe(2);
});

describe("of a kind whose service takes both", () => {
  const kind = { token: "duplicates" } as const;

  /** Something on the way has the creation made a second time, while lists do not show what is new. */
  function doubleUnseen(): void {
    service.lists = 3;
    const { push } = service.pauses;
    Object.defineProperty(service.pauses, "push", {
      value: (ms: number) => {
        const [first] = service.boxes.values();
        if (service.boxes.size === 1) service.add({ name: "given" }, first?.token);
        return push.call(service.pauses, ms);
      },
    });
  }

  test("the second object is removed once a list shows the first one", async () => {
    doubleUnseen();
    const command = service.command(kind);
    const { id, state } = await command.create(inputsOf(command, { name: "given" }));
    expect([...service.boxes.keys()]).toEqual([id]);
    expect(state).not.toHaveProperty("__unfinished");
    expect(service.pauses).toEqual([1000, 2000, 4000]);
  });

  test("a list that lacks the first one is asked for a quarter of a minute, and no longer", async () => {
    service.lists = 99;
    const command = service.command(kind);
    const { state } = await command.create(inputsOf(command, { name: "given" }));
    expect(state).not.toHaveProperty("__unfinished");
    expect(service.pauses).toEqual([1000, 2000, 4000, 4000, 4000]);
  });
});
