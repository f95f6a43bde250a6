import { describe, expect, test } from "@jest/globals";
import type { EmulatorClient } from "../../support/emulator-client";
import { useStateFile } from "../../support/state-file";

const file = useStateFile();
const materials = () => file.records("kms.key-materials");

const createPairs = (client: EmulatorClient) =>
  Promise.all([
    client.keys.create("rsa", { purpose: "rsa-2048" }),
    client.keys.create("ecdsa", { purpose: "ecdsa-p256", auto_rotate: "Y", rotate_cycle: 1 }),
  ]);

const publicKeys = async (client: EmulatorClient) => (await client.keys.stored()).map((key) => key.publicKeys);

test("a key, a rotation and a secret's encryption make no key pair that nobody needs", async () => {
  await file.run(async (client) => {
    const [rsa] = await createPairs(client);
    await client.advance("P3D");
    await client.call("POST", `/v1/kms/transit/${rsa.id}/rotate`);
    expect(materials()).toEqual([]);
    await client.secrets.create("orders", rsa.id);
    expect(materials()).toMatchObject([{ keyId: rsa.id, version: 2 }]);
  });
});

describe("the public keys of the state", () => {
  test("are of all versions, and are the same ones the next time and after a restart", async () => {
    const shown = await file.run(async (client) => {
      await createPairs(client);
      await client.advance("P2D");
      const first = await publicKeys(client);
      expect(first.map((pems) => Object.keys(pems ?? {}))).toEqual([["1"], ["1", "2", "3"]]);
      expect(await publicKeys(client)).toEqual(first);
      return first;
    });
    expect(await file.run(publicKeys)).toEqual(shown);
  });

  test("are the same ones for two who ask at the same time", async () => {
    await file.run(async (client) => {
      await createPairs(client);
      const [one, other] = await Promise.all([publicKeys(client), publicKeys(client)]);
      expect(one).toEqual(other);
      expect(await publicKeys(client)).toEqual(one);
    });
  });

  test("are made while other requests are answered, and not kept for a key that is deleted meanwhile", async () => {
    await file.run(async (client) => {
      const names = Array.from({ length: 6 }, (_, index) => `rsa${index}`);
      const made = await Promise.all(names.map((name) => client.keys.create(name, { purpose: "rsa-2048" })));
      const answered: string[] = [];
      const state = client.state().then(() => answered.push("state"));
      for (const { id } of made) await client.call("DELETE", `/v1/kms/transit/${id}?is_directly=true`);
      answered.push("deletions");
      await state;
      expect(answered).toEqual(["deletions", "state"]);
      expect(materials()).toEqual([]);
    });
  });
});
