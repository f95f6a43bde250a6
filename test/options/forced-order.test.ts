import { beforeAll, describe, expect, test } from "@jest/globals";

import type { KeyRecord } from "../support/emulator-client";
import { urnOf, useStack } from "../support/stack-fixture";

// What can force the order of a replacement, or a replacement itself, past the provider's diff.

const stack = useStack();

function program(body: string): Promise<void> {
  return stack.project.program(`
const key = (name, args, options) => new scp.KmsKey(name, { purpose: "aes-256", ...args }, options);
const secret = (name, args, options) => new scp.Secret(name, {
  value: { password: "first" }, allowedCidrs: ["10.0.0.1/32"], ...args,
}, options);
const vault = (name, args, options) => new scp.SecretVault(name, {
  allowedIps: ["10.0.0.7"], temporaryKeyTtlInHours: 4, tokenTtlInDays: 365, ...args,
}, options);
const selfSigned = { commonName: "shop.example.com", organization: "Shop", validityInDays: 365 };
const certificate = (name, args, options) => new scp.Certificate(name, { selfSigned, ...args }, options);
${body}`);
}

async function aliveKeys(): Promise<KeyRecord[]> {
  return (await stack.emulator.client.keys.stored()).filter(({ state }) => state === "Active" || state === "Stop");
}

/** Every stored secret can be read: its key is there and active. */
async function expectReadable(): Promise<void> {
  const active = (await aliveKeys()).map(({ id }) => id);
  for (const { kms_id } of await stack.emulator.client.secrets.stored()) expect(active).toContain(kms_id);
}

/** The preview of a program says why it cannot be; nothing is written. */
async function expectRefused(body: string, message: string | RegExp): Promise<void> {
  await program(body);
  const since = await stack.lastRequest();
  const preview = await stack.project.preview();
  expect(preview.output).toMatch(message);
  expect(preview.code).not.toBe(0);
  expect(await stack.writes(since)).toEqual([]);
}

/** The same of an up, where only that can know. */
async function expectUpRefused(message: string | RegExp, ...args: string[]): Promise<void> {
  const since = await stack.lastRequest();
  const up = await stack.project.up(...args);
  expect(up.output).toMatch(message);
  expect(up.code).not.toBe(0);
  expect(await stack.writes(since)).toEqual([]);
}

const wired = (purpose: string, accessKey: string, options = ""): string => `
const k = key("k", { purpose: "${purpose}" }${options});
secret("s", { kmsKeyId: k.id });
vault("v", { accessKeyId: "${accessKey.padEnd(32, "0")}" }${options});`;

describe("a setting that has everything deleted first (pulumi:autonaming)", () => {
  test("is refused where a replacement would lose something, and the setting is named", async () => {
    await program(wired("aes-256", "one"));
    await stack.project.must("up", "--yes", "--skip-preview");
    await stack.project.must("config", "set", "--path", "pulumi:autonaming.mode", "verbatim");
    const message =
      /purpose of a KMS key cannot be changed in place; the stack's setting pulumi:autonaming .*mode default/;
    await expectRefused(wired("rsa-2048", "one"), message);
    await program(wired("aes-256", "one"));
    const forced = /this KMS key is to be replaced, and deleted first; .*pulumi:autonaming.*Nothing was deleted/;
    await expectUpRefused(forced, "--replace", urnOf("KmsKey", "k"));
    await expectReadable();
  });

  test("is no obstacle where it is set back for this package, as the message says", async () => {
    await stack.project.must("config", "set", "--path", "pulumi:autonaming.providers.pulumi-nodejs.mode", "default");
    await program(wired("rsa-2048", "two"));
    const up = await stack.project.up();
    expect(up.code).toBe(0);
    await expectReadable();
    expect(await stack.emulator.client.vaults.stored()).toMatchObject([
      { vaultkey_state: "To_Be_Terminated" },
      { vaultkey_state: "Active" },
    ]);
  });
});

describe("options that force a replacement or its order", () => {
  beforeAll(() => stack.project.must("config", "rm", "pulumi:autonaming"));

  test("deleteBeforeReplace is refused where the old object is needed first", async () => {
    const options = ", { deleteBeforeReplace: true }";
    await expectRefused(
      wired("aes-256", "two", options),
      "purpose of a KMS key cannot be changed in place; with the option deleteBeforeReplace (remove it) Pulumi would " +
        "delete the old one before there is a new one: data that it encrypts could no longer be read, nor be encrypted again",
    );
    await program(wired("rsa-2048", "two", options));
    const forced = /this secret vault is to be replaced, and deleted first.*Nothing was deleted/;
    await expectUpRefused(forced, "--replace", urnOf("SecretVault", "v"));
    await expectReadable();
  });

  const shop = (validity: number): string => `
const shop = certificate("shop", { name: "shop", selfSigned: { ...selfSigned, validityInDays: ${String(validity)} } });
const dep = key("dep", { name: pulumi.interpolate\`\${shop.name}dep\` });
secret("pem", { name: pulumi.interpolate\`\${shop.name}-pem\`, kmsKeyId: dep.id });
certificate("other", { name: pulumi.interpolate\`\${shop.name}-other\` });
new scp.RandomPassword("password", { keepers: { shop: shop.name } });
new scp.KmsDataKey("data-key", { keyId: dep.id, keepers: { shop: shop.name } });`;

  const named = ({ trigger = "a", days = 30, validity = 365, kept = 365, unasked = "a" } = {}): string => `
key("triggered", { name: "triggered" }, { replacementTrigger: "${trigger}" });
key("nested", { name: "nested", rotation: { enabled: true, periodInDays: ${String(days)} } }, { replaceOnChanges: ["rotation.periodInDays"] });
certificate("named", { name: "named", selfSigned: { ...selfSigned, validityInDays: ${String(validity)} } }, { deleteBeforeReplace: false });
certificate("kept", { name: "kept", selfSigned: { ...selfSigned, validityInDays: ${String(kept)} } }, { retainOnDelete: true });
certificate("unasked", { name: "unasked" }, { replacementTrigger: "${unasked}" });`;

  test("what depends on something that is deleted first stays, as long as its value turns out to be the same", async () => {
    await program(shop(365) + named());
    await stack.project.must("up", "--yes", "--skip-preview");
    const other = async (): Promise<string | undefined> =>
      (await stack.emulator.client.certificates.stored()).find(({ name }) => name === "shop-other")?.id;
    const values = async (): Promise<unknown> =>
      Promise.all(["password", "data-key"].map(async (name) => (await stack.project.resource(name))?.id));
    const before = {
      values: await values(),
      keys: await aliveKeys(),
      secrets: await stack.emulator.client.secrets.stored(),
      other: await other(),
    };
    await program(shop(400) + named());
    const up = await stack.project.up();
    expect(up.code).toBe(0);
    expect(up.output).toMatch(/\+-? ?1 replaced/);
    expect(await values()).toEqual(before.values);
    expect(await aliveKeys()).toEqual(before.keys);
    expect(await stack.emulator.client.secrets.stored()).toEqual(before.secrets);
    expect(await other()).toBe(before.other);
  });

  test("replacementTrigger, replaceOnChanges and a later deleteBeforeReplace: false cannot go round a kind's rules", async () => {
    await expectRefused(
      shop(400) + named({ trigger: "b" }),
      'this KMS key is to be replaced; a new one is needed, but the name "triggered" is blocked for 72 hours',
    );
    await expectRefused(
      shop(400) + named({ days: 60 }),
      "KmsKey nested: rotation of a KMS key cannot be changed in place; a new one is needed, but the name " +
        '"nested" is blocked for 72 hours after a deletion: change the name too',
    );
    await expectRefused(
      shop(400) + named({ validity: 9 }),
      /selfSigned of a certificate cannot .* a new one can only be made after the old one was deleted, but the option/,
    );
    await expectRefused(
      shop(400) + named({ kept: 9 }),
      /Certificate kept: selfSigned of a certificate cannot .* with the option retainOnDelete that would stay, and keep the name/,
    );
    await expectRefused(
      shop(400) + named({ unasked: "b" }),
      /this certificate is to be replaced; .* Pulumi would make it first: set the option deleteBeforeReplace/,
    );
  });

  test("an alias of an earlier up does not hide that a key is needed", async () => {
    await stack.restart();
    await program('const k = key("before", {}); secret("s", { kmsKeyId: k.id });');
    await stack.project.must("up", "--yes", "--skip-preview");
    await program('const k = key("after", {}, { aliases: [{ name: "before" }] }); secret("s", { kmsKeyId: k.id });');
    await stack.project.must("up", "--yes", "--skip-preview", "--expect-no-changes");
    await program('const k = key("after", {}, { deleteBeforeReplace: true }); secret("s", { kmsKeyId: k.id });');
    await expectUpRefused(/this KMS key is to be replaced, and deleted first/, "--replace", urnOf("KmsKey", "after"));
    await expectReadable();
  });
});

describe("an input that the API takes at creation only", () => {
  beforeAll(() => stack.restart());

  test("is changed by a replacement as each resource allows it: the advice works", async () => {
    const tagged = (tags: string, more: Record<string, string> = {}): string => `
const holder = key("holder", {});
key("auto", { tags: { env: "${tags}" } });
key("same", { name: "same" });
key("given", { name: "${more["key"] ?? "given"}", tags: { env: "${tags}" } });
secret("text", { name: "${more["secret"] ?? "text"}", tags: { env: "${tags}" }, kmsKeyId: holder.id });
certificate("shop", { name: "shop", tags: { env: "${tags}" } }, { ${more["option"] ?? ""} });`;
    await program(tagged("a"));
    await stack.project.must("up", "--yes", "--skip-preview");
    await program(tagged("b"));
    const up = await stack.project.up();
    expect(up.code).toBe(0);
    for (const advice of [
      "KmsKey auto: tags: .* replace the KMS key: run `pulumi up --replace` on it",
      "KmsKey given: tags: .* replace the KMS key: give another name, which makes a new one",
      "Secret text: tags: .* replace the secret: give another name, which makes a new one",
      "Certificate shop: tags: .* replace the certificate: set the option deleteBeforeReplace and run `pulumi up --replace`",
    ]) {
      expect(up.output).toMatch(new RegExp(advice));
    }
    await program(tagged("b", { key: "given2", secret: "text2", option: "deleteBeforeReplace: true" }));
    const replaced = await stack.project.up(
      "--replace",
      urnOf("KmsKey", "auto"),
      "--replace",
      urnOf("Certificate", "shop"),
    );
    expect(replaced.code).toBe(0);
    expect(replaced.output).toMatch(/\+-? ?4 replaced/);
    expect(await stack.emulator.client.certificates.stored()).toMatchObject([{ name: "shop", tags: [{ value: "b" }] }]);
    const names = (await aliveKeys()).map(({ name }) => name.replace(/[0-9a-f]{7}$/, ""));
    expect(names.sort()).toEqual(["auto", "given2", "holder", "same"]);
  });

  test("a forced replacement under a name that stays is refused by the service, and the way out is named", async () => {
    const before = await aliveKeys();
    const up = await stack.project.up("--replace", urnOf("KmsKey", "same"));
    expect(up.code).not.toBe(0);
    expect(up.output).toContain("if it is to be replaced, give the new one another name");
    expect(await aliveKeys()).toEqual(before);
    expect((await stack.project.up("--expect-no-changes")).code).toBe(0);
  });
});
