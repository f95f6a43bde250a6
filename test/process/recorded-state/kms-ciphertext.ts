import { randomUUID } from "node:crypto";

import { KmsCiphertext } from "../../../provider/index";
import type { EmulatorClient } from "../../support/emulator-client";
import { fieldsOf, type Recorded, type RecordedKind, type Situation } from "../../support/recorded-state/kind";

const args = { keyId: "{{keyId}}", plaintext: "a text", keyVersion: 1, keepers: { day: "monday" } };

/** A ciphertext of the state's key, which has a second version. */
async function encrypted(client: EmulatorClient, { inputs }: Recorded): Promise<object> {
  const body = { plaintext: Buffer.from(args.plaintext).toString("base64") };
  const path = (use: string): string => `/v1/kms/${use}/${String(inputs["keyId"])}`;
  const { ciphertext } = (await client.call("POST", path("openapi/encrypt"), { body })).body as { ciphertext: string };
  await client.call("POST", `${path("transit")}/rotate`);
  return { id: randomUUID(), ciphertext };
}

const situations: Readonly<Record<string, Situation>> = {
  normal: {
    args,
    timeouts: { create: "5m" },
    record: (model, _, given, timeouts) => model.up(given, timeouts),
    cloud: { "as it was": encrypted },
    drift: () => [],
    up: "same",
    shown: { ciphertextVersion: 1 },
    replaces: [
      [{ plaintext: "another" }, ["plaintext"]],
      [{ keepers: { day: "tuesday" } }, ["keepers"]],
    ],
  },
};

export const states: RecordedKind = {
  kind: "KmsCiphertext",
  cloud: "scp",
  situations,
  always: ["normal"],
  program: (name, given, options) => new KmsCiphertext(name, { ...args, ...given }, options),
  lookUp: (name, id, options) => KmsCiphertext.get(name, id, options),
  given: async (client) => ({ keyId: (await client.keys.create("sealing")).id }),
  isLive: () => true,
  tokens: (state) => fieldsOf(state, { id: "id", ciphertext: "ciphertext" }),
  change: { args: { keyVersion: 2 }, shown: { ciphertextVersion: 2 } },
};
