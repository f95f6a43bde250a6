import { beforeAll, beforeEach, describe, expect, test } from "@jest/globals";

import type { EmulatorClient } from "../support/emulator-client";
import { usePluginFixture } from "../support/plugin-fixture";
import type { Properties } from "../support/plugin-process";
import type { StackModel } from "../support/stack-model";

// What a message has to say for its reader to get out of where he is.

const fixture = usePluginFixture();
let client: EmulatorClient;
const stack = (kind: string): StackModel => fixture.stack(kind);
const scpError = (status: number, detail: string): object => ({
  status,
  body: { errors: [{ code: "Refused", detail }] },
});

beforeAll(() => {
  ({ client } = fixture.emulator);
});

async function keyAndSecret(more: Properties = {}): Promise<{ key: StackModel; secret: StackModel; args: Properties }> {
  const key = stack("KmsKey");
  await key.up({ purpose: "aes-256", name: "oldkey" });
  const secret = stack("Secret");
  const args = { value: { a: "b" }, allowedCidrs: ["10.0.0.1/32"], kmsKeyId: key.state?.id, ...more };
  await secret.up(args);
  return { key, secret, args };
}

describe("settings", () => {
  const where =
    /use the settings of the last `pulumi up`, also of one that failed: .* run `pulumi up` first, or add --run-program/;

  test.each(["refresh", "destroy"] as const)(
    "a %s that is refused as unauthorized says whose keys it has used",
    async (verb) => {
      const model = stack("KmsKey");
      await model.up({ purpose: "aes-256" });
      await client.addFault({ times: 0, fault: scpError(401, "no") });
      await expect(model[verb]()).rejects.toThrow(where);
      await expect(model[verb]()).rejects.toThrow("Check scp:accessKey");
    },
  );

  test.each(["refresh", "destroy"] as const)("a %s in another region says which settings it goes by", async (verb) => {
    const model = stack("KmsKey");
    await model.up({ purpose: "aes-256" });
    const elsewhere = await fixture.startPlugin({ "scp:region": "kr-east1" });
    model.use(elsewhere);
    await expect(model[verb]()).rejects.toThrow(where);
    await elsewhere.stop();
  });

  test("an up says nothing of it", async () => {
    await client.addFault({ times: 0, fault: scpError(401, "no") });
    const failure = await stack("KmsKey")
      .up({ purpose: "aes-256" })
      .catch((error: unknown) => String(error));
    expect(failure).toContain("Check scp:accessKey");
    expect(failure).not.toMatch(where);
  });
});

describe("a secret and its keys", () => {
  let newKey: string;

  beforeEach(async () => {
    newKey = (await client.keys.create("newkey")).id;
  });

  test("moved away from a key that was stopped first: how to start and stop it in the right order", async () => {
    const { key, secret, args } = await keyAndSecret();
    await key.up({ purpose: "aes-256", name: "oldkey", enabled: false });
    const id = key.state?.id ?? "";
    await expect(secret.up({ ...args, kmsKeyId: newKey })).rejects.toThrow(
      `the KMS key oldkey (${id}) is stopped, and a secret can neither be written nor moved to another key meanwhile: start ` +
        "it (enabled: true). To stop it for good do so in a later up, or give it the option dependsOn with its secrets",
    );
    await key.up({ purpose: "aes-256", name: "oldkey", enabled: true });
    expect(await secret.up({ ...args, kmsKeyId: newKey })).toBe("updated");
  });

  test("restored under a new key while the old one waits for its deletion: which key, until when, and what to do", async () => {
    const { key, secret, args } = await keyAndSecret({ name: "kept", restoreOnCreate: true });
    await secret.destroy();
    await key.destroy();
    const again = stack("Secret");
    const date = (await client.keys.stored()).find(({ name }) => name === "oldkey")?.delete_at ?? "never";
    const attempt = again.up({ ...args, kmsKeyId: newKey });
    await expect(attempt).rejects.toThrow(/the KMS key oldkey \(\w+\) waits for its deletion on /);
    await expect(again.up({ ...args, kmsKeyId: newKey })).rejects.toThrow(
      `on ${date}: cancel the deletion in the console before`,
    );
  });
});

describe("a deletion at once", () => {
  test("says by whose word it is, since a destroy does not see the program", async () => {
    const model = stack("KmsKey");
    await model.up({ purpose: "aes-256", deleteImmediately: true });
    await model.destroy();
    await fixture.plugin.said(
      /it is deleted at once and for ever, since deleteImmediately was set at the last `pulumi up`.* run `pulumi up` first/,
    );
  });

  test("is not spoken of where there is a window", async () => {
    const model = stack("KmsKey");
    await model.up({ purpose: "aes-256" });
    await model.destroy();
    expect(fixture.plugin.errors).not.toContain("at once");
  });
});

test("a certificate that cannot be deleted says what may hold it, and how to have another one first", async () => {
  const selfSigned = { commonName: "shop.example.com", organization: "Shop", validityInDays: 365 };
  const model = stack("Certificate");
  await model.up({ selfSigned });
  await client.addFault({ method: "DELETE", times: 0, fault: scpError(409, "certificate in use") });
  await expect(model.destroy()).rejects.toThrow(
    /certificate in use.*cannot be deleted while a load balancer uses it: have the load balancer use another one first/,
  );
});

test("a renewal says that it replaces, and what the option protect does to it", async () => {
  const selfSigned = { commonName: "shop.example.com", organization: "Shop", validityInDays: 60, renewBeforeDays: 40 };
  const model = stack("Certificate");
  await model.up({ selfSigned });
  await client.advance("P30D");
  await model.refresh();
  expect((await model.preview({ selfSigned })).replaces).toEqual(["selfSigned"]);
  await fixture.plugin.said(/Certificate resource\d+: it is due to be renewed.* If the option protect is set/);
});
