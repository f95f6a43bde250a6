import { randomUUID } from "node:crypto";

import { KmsDataKey } from "../../../provider/index";
import type { EmulatorClient } from "../../support/emulator-client";
import { fieldsOf, type Recorded, type RecordedKind, type Situation } from "../../support/recorded-state/kind";

const args = { keyId: "{{keyId}}", withPlaintext: true, keepers: { day: "monday" } };

/** A data key of the state's key. */
async function made(client: EmulatorClient, { inputs }: Recorded): Promise<object> {
  const path = `/v1/kms/openapi/datakey/${String(inputs["keyId"])}`;
  const { body } = await client.call("POST", path, { body: { key_type: "plaintext" } });
  const { ciphertext, plaintext } = body as { ciphertext: string; plaintext: string };
  return { id: randomUUID(), ciphertext, plaintextBase64: plaintext };
}

const situations: Readonly<Record<string, Situation>> = {
  normal: {
    args,
    timeouts: { create: "5m" },
    record: (model, _, given, timeouts) => model.up(given, timeouts),
    cloud: { "as it was": made },
    drift: () => [],
    up: "same",
    shown: { ciphertextVersion: 1 },
    replaces: [
      [{ withPlaintext: false }, ["withPlaintext"]],
      [{ keepers: { day: "tuesday" } }, ["keepers"]],
    ],
  },
};

export const states: RecordedKind = {
  kind: "KmsDataKey",
  cloud: "scp",
  situations,
  always: ["normal"],
  program: (name, given, options) => new KmsDataKey(name, { ...args, ...given }, options),
  lookUp: (name, id, options) => KmsDataKey.get(name, id, options),
  given: async (client) => ({ keyId: (await client.keys.create("wrapping")).id }),
  isLive: () => true,
  tokens: (state) => fieldsOf(state, { id: "id", ciphertext: "ciphertext", plaintext: "plaintextBase64" }),
};
