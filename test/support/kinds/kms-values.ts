import type { EmulatorClient } from "../emulator-client";
import type { LifeTable } from "../lifecycle-suite/table";
import type { Properties } from "../plugin";

/** Values that a key makes: nothing but state keeps them, so they mean what the key says of them. */

const plaintext = "marker-of-a-plaintext";

/** A key of two versions. */
const given = async (client: EmulatorClient): Promise<Properties> => {
  const { id } = await client.keys.create("given");
  await rotate(client, id);
  return { keyId: id };
};

const rotate = (client: EmulatorClient, id: unknown): Promise<unknown> =>
  client.call("POST", `/v1/kms/transit/${String(id)}/rotate`);

async function decrypted(client: EmulatorClient, { ciphertext }: Properties): Promise<unknown> {
  for (const { id } of await client.keys.stored()) {
    const { status, body } = await client.call("POST", `/v1/kms/openapi/decrypt/${id}`, { body: { ciphertext } });
    if (status === 200) return (body as { plaintext: string }).plaintext;
  }
  return "no key can decrypt it";
}

const common = {
  given,
  changed: {},
  updates: {},
  stateOnly: {},
  creationOnly: {},
  drifts: {},
  objects: () => Promise.resolve([]),
} satisfies Partial<LifeTable>;

export const kmsCiphertextTable: LifeTable = {
  ...common,
  kind: "KmsCiphertext",
  minimal: { plaintext },
  full: { plaintext, keyVersion: 1, keepers: { day: "monday" } },
  changed: { keyVersion: 2 },
  updates: { keyVersion: { first: { value: 1 }, second: { value: 2 }, cleared: { value: undefined } } },
  replacements: {
    plaintext: { from: plaintext, to: `${plaintext}-2` },
    keepers: { from: { day: "monday" }, to: { day: "tuesday" } },
  },
  meanwhile: {
    "the key was rotated": {
      from: { keyVersion: 2 },
      happen: async (client, { keyId }) => {
        await rotate(client, keyId);
        return { keyVersion: 3 };
      },
    },
  },
  meaning: async (client, outputs) => ({
    text: await decrypted(client, outputs),
    version: outputs["ciphertextVersion"],
  }),
};

export const kmsDataKeyTable: LifeTable = {
  ...common,
  kind: "KmsDataKey",
  minimal: {},
  full: { withPlaintext: true, keepers: { day: "monday" } },
  replacements: {
    withPlaintext: { from: false, to: true },
    keepers: { from: { day: "monday" }, to: { day: "tuesday" } },
  },
  meaning: async (client, outputs) => {
    const { plaintextBase64 = "none", ciphertextVersion } = outputs;
    const isIts = plaintextBase64 === (await decrypted(client, outputs));
    return { isIts, hasPlaintext: plaintextBase64 !== "none", version: ciphertextVersion };
  },
};
