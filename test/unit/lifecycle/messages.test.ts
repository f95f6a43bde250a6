import { beforeEach, describe, expect, test } from "@jest/globals";

import type { Operations } from "../../../provider/dynamic/operations";
import { gatewayError, lost, noConnection, refusal } from "../../support/box-failures";
import { BoxService, stored } from "../../support/boxes";

let service: BoxService;
let command: Operations;

beforeEach(() => {
  service = new BoxService();
  command = service.command();
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

test("a failure says what could not be done, what the service has answered, and what can be done", async () => {
  const one = await stored(service, "one");
  service.fail("find", refusal(403, "not for you"));
  const message = await command.read(one.id, one.state).then(String, String);
  for (const part of ["Box one: cannot read the box", "GET boxes /", "not for you", "lacks the permission"])
    expect(message).toContain(part);
});

test("what is refused by a comparison or by the service shows no secret, an old one included", async () => {
  const one = await stored(
    service,
    "one",
    { name: "marker-of-a-name", password: "marker-before" },
    { secrets: ["name"] },
  );
  const changed = { ...one.inputs, size: "large" };
  command.check(one.inputs, changed);
  await expect(command.diff(one.id, one.state, changed)).rejects.toThrow('the name "[secret]" is blocked');
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
