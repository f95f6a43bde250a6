import { afterEach, describe, expect, jest, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";

import {
  Certificate,
  type CloudService,
  ConfigInspection,
  EncryptedSecret,
  InventoryMirror,
  KmsKey,
  ManagedKmsKey,
  RandomPassword,
  Secret,
  SecretVault,
} from "../../../provider/index";
import { seen } from "../../support/program";
import { settled, useRegistrations, valueOf } from "../../support/registrations";

const marker = "marker-of-a-secret";
const outputs: Readonly<Record<string, object>> = {
  KmsKey: { accountId: "account", region: "kr-west1", state: "Active", currentVersion: 3, enabled: true },
  ManagedKmsKey: { accountId: "account", region: "kr-west1", state: "Active", currentVersion: 1 },
  Secret: { region: "kr-east1", state: "Active", versionId: "v2", labels: { live: "v2" } },
  SecretVault: { tokenId: pulumi.secret(marker), tokenSecret: pulumi.secret(marker), state: "Active" },
  Certificate: { kind: "DEV", state: "VALID", notAfter: "2027-01-01T00:00:00", renewalDue: false },
  ConfigInspection: { latestRun: { sequence: "S1", counts: { notApplicable: 2 } } },
};
const registered = useRegistrations(({ type, name }) =>
  name === "changed" ? {} : (outputs[type.split(":").at(-1) ?? ""] ?? {}),
);

afterEach(() => {
  jest.restoreAllMocks();
});

const accessKeyId = "0123456789abcdef0123456789abcdef";

function resources() {
  const key = new KmsKey("key", { purpose: "aes-256", name: "orders", rotation: { enabled: true, periodInDays: 30 } });
  return {
    key,
    managed: new ManagedKmsKey("managed", { keyId: "m" }),
    secret: new Secret("secret", { name: "s", value: { a: marker }, kmsKeyId: key.id, allowedCidrs: ["10.0.0.1/32"] }),
    vault: new SecretVault("vault", {
      name: "v",
      accessKeyId,
      allowedIps: ["10.0.0.7"],
      temporaryKeyTtlInHours: 1,
      tokenTtlInDays: 30,
    }),
    certificate: new Certificate("certificate", {
      name: "c",
      selfSigned: { commonName: "c", organization: "o", validityInDays: 9 },
    }),
    inspection: new ConfigInspection("inspection", {
      name: "i",
      accountId: "inspected",
      cspType: "SCP",
      plan: "STANDARD",
      checkType: "BP",
      authKey: { id: accessKeyId },
      schedule: { frequency: "daily", startTime: "03:00", checkTypes: ["BP"] },
      runTrigger: { trigger: "t", accessKey: marker, secretKey: marker, tenantId: "t" },
    }),
  };
}

const entry = (name: string): Readonly<Record<string, unknown>> => registered.inputsOf("CloudService", `all-${name}`);

describe("a mirror", () => {
  test("has an entry for each resource, with its facts and without its secrets", async () => {
    const mirror = new InventoryMirror("all", { resources: resources(), tags: { team: "orders" }, projectId: "p" });
    await settled();
    expect(entry("key")).toMatchObject({
      provider: "scp",
      cloudServiceGroup: "KMS",
      cloudServiceType: "Key",
      name: "orders",
      account: "account",
      regionCode: "kr-west1",
      projectId: "p",
      reference: { resourceId: "id-of-key" },
      tags: { team: "orders" },
      data: {
        id: "id-of-key",
        purpose: "aes-256",
        current_version: 3,
        rotation: { enabled: true, period_in_days: 30 },
        next_rotation_at: null,
      },
    });
    expect(entry("managed")).toMatchObject({ cloudServiceType: "ManagedKey", name: "id-of-managed" });
    expect(entry("secret")).toMatchObject({
      cloudServiceGroup: "SecretsManager",
      account: "",
      regionCode: "kr-east1",
      data: { kms_key_id: "id-of-key", labels: { live: "v2" } },
    });
    expect(entry("vault")).toMatchObject({ cloudServiceType: "Vault", data: { allowed_ips: ["10.0.0.7"] } });
    expect(entry("certificate")).toMatchObject({ name: "c", data: { state: "VALID", renewal_due: false } });
    expect(entry("inspection")).toMatchObject({
      name: "i",
      data: { account_id: "inspected", latest_run: { sequence: "S1", counts: { not_applicable: 2 } } },
    });
    const entries = registered.all.filter(({ type }) => type.endsWith(":CloudService"));
    expect(JSON.stringify(entries)).not.toContain(marker);
    expect(await valueOf(mirror.entryIds)).toMatchObject({ key: "id-of-all-key", vault: "id-of-all-vault" });
    expect(await valueOf(mirror.entries.secret.id)).toBe("id-of-all-secret");
  });

  test("takes account and region of the program where a resource does not tell them", async () => {
    const { key, vault } = resources();
    new InventoryMirror("all", { resources: { key, vault }, account: "mine", regionCode: "kr-south1" });
    await settled();
    expect(entry("key")).toMatchObject({ account: "account", regionCode: "kr-west1" });
    expect(entry("vault")).toMatchObject({ account: "mine", regionCode: "kr-south1" });
  });

  test("has entries of other components' children", async () => {
    const args = { value: { a: marker }, allowedCidrs: ["10.0.0.1/32"] };
    const { secret } = new EncryptedSecret("db", args);
    const { key } = new EncryptedSecret("other", { ...args, kmsKeyId: "k" });
    const { entries, entryIds } = new InventoryMirror("all", { resources: { secret, key } });
    await settled();
    expect(entry("secret")).toMatchObject({ data: { kms_key_id: "id-of-db-key" } });
    const absent: CloudService | undefined = entries.key;
    expect(absent).toBeUndefined();
    expect(await valueOf(entryIds)).toEqual({ secret: "id-of-all-secret" });
  });

  test("has in a preview what is known, and null for what is absent", async () => {
    await registered.start(true);
    const { key } = resources();
    const { entries } = new InventoryMirror("all", { resources: { key } });
    await settled();
    expect(await valueOf(entries.key.data)).toMatchObject({ current_version: 3, next_rotation_at: null });
    // Of a key that is to be updated only the inputs are known.
    const changed = new KmsKey("changed", { purpose: "aes-256" });
    const { entries: others } = new InventoryMirror("other", { resources: { changed } });
    await settled();
    expect(await seen(others.changed.data)).toMatchObject({ isKnown: false });
  });

  test("keeps its entries alive once a day, or as the program says", async () => {
    jest.spyOn(Date, "now").mockReturnValue(Date.parse("2026-05-01T23:59:59Z"));
    const { key } = resources();
    new InventoryMirror("all", { resources: { key } });
    await settled();
    expect(entry("key")).toMatchObject({ keepAliveTrigger: "2026-05-01" });
    new InventoryMirror("own", { resources: { key }, keepAliveTrigger: pulumi.output("second") });
    await settled();
    expect(registered.inputsOf("CloudService", "own-key")).toMatchObject({ keepAliveTrigger: "second" });
  });

  test("keeps secret what the program has marked so", async () => {
    const key = new KmsKey("key", { purpose: "aes-256", description: pulumi.secret("hidden") });
    const mirror = new InventoryMirror("all", { resources: { key } });
    expect(await pulumi.isSecret(mirror.entries.key.data)).toBe(true);
  });
});

describe("arguments that are wrong", () => {
  const wrong: readonly (readonly [message: string, args: () => object])[] = [
    ["InventoryMirror all: resources is required", () => ({})],
    ["resources: key: must be resources of the kinds KmsKey,", () => ({ resources: { key: "id" } })],
    ["resources: p: must be resources of the kinds", () => ({ resources: { p: new RandomPassword("p", {}) } })],
    ["resources has to be known when the program runs", () => ({ resources: pulumi.output({}) })],
    ["account: must be at most 255 characters", () => ({ resources: {}, account: "x".repeat(256) })],
    ["keepAliveTrigger: ", () => ({ resources: {}, keepAliveTrigger: 1 })],
    ["resource is no argument of it: did you mean resources?", () => ({ resources: {}, resource: {} })],
  ];

  test.each(wrong)("%s", (message, args) => {
    expect(() => new InventoryMirror("all", args() as { resources: Record<string, KmsKey> })).toThrow(message);
    expect(registered.all.filter(({ type }) => type.includes("pulumi-scp"))).toEqual([]);
  });
});
