import { expect, test } from "@jest/globals";

import { usePluginFixture } from "../support/plugin-fixture";
import { StackModel } from "../support/stack-model";

const fixture = usePluginFixture();

test("a plugin process ends when its engine was killed and it has something to say", async () => {
  const plugin = await fixture.startPlugin({});
  const model = new StackModel(plugin, "KmsKey", "orphan");
  await model.up({ purpose: "aes-256" });
  await fixture.emulator.client.addFault({ method: "GET", times: 0, fault: { status: 400 } });
  const ended = plugin.ended();
  // Pulumi's plugin process writes of a read that fails.
  const reading = model.refresh().catch((error: unknown) => error);
  expect(await ended).toBe(1);
  expect(await reading).toBeInstanceOf(Error);
});
