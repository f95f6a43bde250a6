import { expect, test } from "@jest/globals";

import { gatewayError } from "../../support/box-failures";
import { BoxService, metaOf, partialOf } from "../../support/boxes";

test("what a refresh finds after a creation of unknown outcome is read by its id, and compared with what the last refresh has shown", async () => {
  const service = new BoxService();
  service.fail("create", gatewayError(504), { times: 9 });
  service.lists = 99;
  const wanted = service.command().check({}, { name: "given", __meta: metaOf("one") }).inputs;
  const { id: unknown, state } = await partialOf(service.command().create(wanted));
  service.lists = 0;
  const box = service.add({ name: "given" });
  service.requests.length = 0;
  const first = await service.command().read(unknown, state);
  expect(service.requests).toEqual(["list", "find", "complete"]);
  Object.assign(box, { label: "of somebody else" });
  const second = await service.command().read(box.id, first?.state ?? {});
  const command = service.command();
  const { inputs } = command.check(wanted, wanted);
  await command.update(box.id, second?.state ?? {}, inputs);
  expect(box.label).toBe("");
});
