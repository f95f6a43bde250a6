import { afterEach, expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";

import { getKmsKey, getKmsKeyOutput, kmsDecryptOutput, kmsEncryptOutput, listKmsKeys } from "../../../provider/index";
import { variablesOf } from "../../../emulator/exports";
import type { Emulator } from "../../../emulator/index";
import { useEmulator } from "../../support/in-process-emulator";
import { seen, startProgram } from "../../support/program";

// A process may run programs one after the other, by Pulumi's Automation API.

const [first, second] = [useEmulator(), useEmulator()];
const before = { ...process.env };

afterEach(() => {
  process.env = { ...before };
});

async function startProgramWith(emulator: Emulator): Promise<void> {
  await startProgram();
  pulumi.runtime.setAllConfig({});
  Object.assign(process.env, variablesOf(emulator));
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

test("all forms of a run's functions share what they learn", async () => {
  const { id } = await first.client.keys.create("orders");
  await startProgramWith(first.emulator);
  Reflect.deleteProperty(process.env, "SCP_ENDPOINT");
  Object.assign(process.env, { SCP_AUTH_URL: `${first.emulator.url}/v1` });
  await getKmsKey({ id });
  await listKmsKeys();
  await seen(getKmsKeyOutput({ id }));
  const { ciphertext } = kmsEncryptOutput({ keyId: id, plaintext: "text" });
  expect(await seen(kmsDecryptOutput({ keyId: id, ciphertext }))).toMatchObject({ isSecret: true });
  const requests = await first.client.requests();
  expect(requests.filter(({ path }) => path === "/v1/endpoints")).toHaveLength(1);
});
