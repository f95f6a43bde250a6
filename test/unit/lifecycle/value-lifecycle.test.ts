import { beforeEach, describe, expect, test } from "@jest/globals";
import { z } from "zod";

import { Operations } from "../../../provider/dynamic/operations";
import { behaviourOf } from "../../../provider/lifecycle/definition/behaviour";
import { ValueLifecycle } from "../../../provider/lifecycle/value-lifecycle";
import { unknown } from "../../../provider/lifecycle/values/unknown";
import { kmsCiphertext } from "../../../provider/resources/scp/kms/kms-ciphertext";
import type { Properties } from "../../../provider/lifecycle/record/state-codec";
import { metaOf } from "../../support/boxes";
import { FakeEnvironment } from "../../support/fake-run";

// A value has no object behind it: what replaces it loses it.

let command: Operations;
let made: number;

beforeEach(() => {
  made = 0;
  const make = (): Promise<object> => Promise.resolve({ ciphertext: `made-${String(++made)}` });
  const { renew } = behaviourOf(kmsCiphertext).value ?? {};
  command = new Operations(
    new ValueLifecycle(kmsCiphertext, z, new FakeEnvironment(), {
      make: make as () => Promise<Record<string, unknown>>,
      ...(renew === undefined ? {} : { renew }),
    }),
  );
});

const args = (more: Properties = {}, meta: object = {}): Properties => ({
  keyId: "key",
  plaintext: "text",
  ...more,
  __meta: metaOf("one", meta),
});

async function stored(inputs = args()): Promise<{ id: string; inputs: Properties; state: Properties }> {
  const checked = command.check({}, inputs).inputs;
  return { inputs: checked, ...(await command.create(checked)) };
}

describe("an unknown value", () => {
  test("replaces nothing while Pulumi only asks on account of what the value comes from", async () => {
    const { id, state, inputs } = await stored();
    expect(await command.diff(id, state, { ...inputs, keyId: unknown })).toMatchObject({ replaces: [] });
  });

  test("is shown as a replacement of what the program declares", async () => {
    const { id, state, inputs } = await stored();
    command.check(inputs, { ...inputs, keyId: unknown });
    expect(await command.diff(id, state, { ...inputs, keyId: unknown })).toMatchObject({ replaces: ["keyId"] });
  });
});

describe("the option ignoreChanges", () => {
  test("keeps the old input in a replacement", async () => {
    const { id, state, inputs } = await stored();
    const news = args({ keyId: "other", plaintext: "changed" }, { ignored: ["plaintext"] });
    command.check(inputs, { ...news, plaintext: "text" });
    expect(await command.diff(id, state, { ...news, plaintext: "text" })).toMatchObject({ replaces: ["keyId"] });
    expect(command.check({}, news).inputs).toMatchObject({ keyId: "other", plaintext: "text" });
  });

  test("concerns no later resource of the same name", async () => {
    const { inputs } = await stored();
    const news = args({ plaintext: "changed" }, { ignored: ["plaintext"] });
    command.check(inputs, news);
    await command.create(command.check({}, news).inputs);
    expect(command.check({}, news).inputs).toMatchObject({ plaintext: "changed" });
  });
});
