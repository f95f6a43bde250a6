import { afterEach, expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";

import { getKmsKey } from "../../../provider/index";
import type { Emulator } from "../../../emulator/index";
import { useEmulator } from "../../support/in-process-emulator";
import { startProgram } from "../../support/program";

// A process may run programs one after the other, by Pulumi's Automation API.

const [first, second] = [useEmulator(), useEmulator()];
const variables = ["SCP_ENDPOINT", "SCP_ACCESS_KEY", "SCP_SECRET_KEY"];

afterEach(() => {
  for (const name of variables) Reflect.deleteProperty(process.env, name);
});

async function startProgramWith({ url, accessKey, secretKey }: Emulator): Promise<void> {
  await startProgram();
  pulumi.runtime.setAllConfig({});
  Object.assign(process.env, { SCP_ENDPOINT: url, SCP_ACCESS_KEY: accessKey, SCP_SECRET_KEY: secretKey });
}

test("each run of a program asks the account that the variables name by then", async () => {
  const ids = [await first.client.keys.create("orders"), await second.client.keys.create("orders")].map(({ id }) => id);
  const found: string[] = [];
  for (const { emulator } of [first, second, first]) {
    await startProgramWith(emulator);
    found.push((await getKmsKey({ name: "orders" })).id);
  }
  expect(found).toEqual([ids[0], ids[1], ids[0]]);
});
