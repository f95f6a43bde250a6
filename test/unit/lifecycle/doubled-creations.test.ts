import { beforeEach, expect, test } from "@jest/globals";

import type { Operations } from "../../../provider/dynamic/operations";
import type { Properties } from "../../../provider/lifecycle/record/state-codec";
import { BoxService, metaOf, refusal } from "../../support/boxes";

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

test("with a name from the program it may be somebody else's, so it has to be adopted", async () => {
  const command = service.command();
  service.fail("create", refusal(409, "taken"), { isDone: true });
  await expect(command.create(inputsOf(command, { name: "given" }))).rejects.toThrow(
    'the name "given" is taken by the box box-1',
  );
});

test.each([
  ["nothing was made", 409, false],
  ["the refusal has another reason", 401, true],
])("is refused as it is where %s", async (_, status, isDone) => {
  const command = service.command();
  service.fail("create", refusal(status, "no"), { isDone });
  await expect(command.create(inputsOf(command))).rejects.toThrow("Refused: no");
});

test("a failed look for it leaves the refusal as it is", async () => {
  const command = service.command({ token: true });
  service.fail("create", refusal(409, "taken"), { isDone: true });
  service.fail("list", refusal(500), { times: 2 });
  await expect(command.create(inputsOf(command))).rejects.toThrow("Refused: taken");
});
