import { createHash } from "node:crypto";

import { beforeAll, describe, expect, test } from "@jest/globals";

import { makeSelfSigned, type TestCertificate } from "../support/certificates";
import type { AccountState } from "../support/emulator-client";
import { useStack } from "../support/stack-fixture";

/** Ways to lose a request or its reply. */
const faults = [{ drop: "before" }, { drop: "after" }, { truncate: 1 }];
/** As many objects of each kind, so that there is a first attempt for each fault. */
const indices = faults.map((_, index) => index);

const creations = [
  "POST ^/v1/certificatemanager$",
  "POST ^/v1/certificatemanager/self-sign$",
  "POST ^/v1/secretvault$",
  "POST /diagnosis/save$",
];
const deletions = ["DELETE ^/v1/certificatemanager/", "PUT /terminated$", "DELETE /diagnosis/terminate/"];
/** There is one key of the platform, so that one fault strikes here; test/process/managed-kms-key has each of them. */
const description = "PUT /managed-kms/transit/\\w+/description$";

const stack = useStack();
let upload: TestCertificate;

beforeAll(async () => {
  upload = await makeSelfSigned();
});

async function account(): Promise<AccountState> {
  const found = (await stack.emulator.client.state()).scp[stack.emulator.address.accountId];
  if (found === undefined) throw new Error("there is no account");
  return found;
}

const program = (managed: string, managedKeyId: string): Promise<void> =>
  stack.project.program(`
new scp.ManagedKmsKey("managed", { keyId: "${managedKeyId}", description: "${managed}" });
exports.tokens = ${JSON.stringify(indices)}.map((index) => {
  new scp.Certificate("upload" + index, {
    certificate: ${JSON.stringify(upload.certificate)}, privateKey: pulumi.secret(${JSON.stringify(upload.privateKey)}),
  });
  new scp.Certificate("signed" + index, {
    selfSigned: { commonName: "shop.example.com", organization: "Shop", validityInDays: 365 },
  });
  new scp.ConfigInspection("inspection" + index, {
    name: "nightly", accountId: "a1", cspType: "SCP", plan: "STANDARD", checkType: "BP",
    authKey: { id: "b".repeat(32) }, schedule: { frequency: "daily", startTime: "03:00", checkTypes: ["BP"] },
  });
  const vault = new scp.SecretVault("vault" + index, {
    accessKeyId: String(index).repeat(32), allowedIps: ["10.0.0.7"], temporaryKeyTtlInHours: 4, tokenTtlInDays: 365,
  });
  return { id: vault.id, secret: vault.tokenSecret };
});`);

/** Runs a command while each of the writes is struck by faults, and proves that each one was, and was sent again. */
async function losing(
  writes: readonly string[],
  striking: readonly object[],
  command: () => Promise<{ code: number; output: string }>,
): Promise<void> {
  const since = (await stack.emulator.client.requests()).at(-1)?.n ?? 0;
  for (const write of writes) {
    const [method, path] = write.split(" ");
    for (const fault of striking) await stack.emulator.client.addFault({ method, path, fault });
  }
  const { code, output } = await command();
  await stack.emulator.client.removeFaults();
  expect(output).not.toContain("error:");
  expect(code).toBe(0);
  const log = await stack.emulator.client.requests(since);
  const lost = striking.filter((fault) => "drop" in fault).length;
  for (const write of writes) {
    const [method, path = ""] = write.split(" ");
    const sent = log.filter((request) => request.method === method && new RegExp(path).test(request.path));
    expect({ write, lost: sent.filter(({ status }) => status === 0).length }).toEqual({ write, lost });
    expect({ write, sent: sent.length >= striking.length }).toEqual({ write, sent: true });
  }
}

/** The ids that Pulumi has of one kind, in order. */
async function idsOf(kind: string): Promise<string[]> {
  const { deployment } = JSON.parse(await stack.project.export()) as {
    deployment: { resources?: { urn: string; id?: string }[] };
  };
  return (deployment.resources ?? [])
    .filter(({ urn }) => urn.includes(`dynamic/scp:${kind}::`))
    .map(({ id = "" }) => id)
    .sort();
}

/** Pulumi has what the service has, nothing is there twice, and each vault's token is the one that Pulumi has. */
async function expectSameObjects(count: number): Promise<void> {
  const { certificates, vaults, diagnoses, managedKeys } = await account();
  expect(await idsOf("Certificate")).toEqual(certificates.map(({ id }) => id).sort());
  expect(await idsOf("SecretVault")).toEqual(vaults.map(({ id }) => id).sort());
  expect(await idsOf("ConfigInspection")).toEqual(diagnoses.map(({ diagnosis_id }) => diagnosis_id).sort());
  expect(await idsOf("ManagedKmsKey")).toEqual(managedKeys.map(({ id }) => id));
  expect([certificates.length, vaults.length, diagnoses.length]).toEqual([2 * count, count, count]);
  const tokens = (await stack.project.output("tokens")) as { id: string; secret: string }[];
  const digests = tokens.map(({ id, secret }) => [id, createHash("sha256").update(secret).digest("hex")]);
  expect(Object.fromEntries(digests)).toEqual(
    Object.fromEntries(vaults.map(({ id, tokenSecretSha256 }) => [id, tokenSecretSha256])),
  );
}

describe("every kind of write loses requests and replies", () => {
  let managedKeyId: string;

  beforeAll(async () => {
    managedKeyId = (await account()).managedKeys[0]?.id ?? "";
  });

  test("creations make each object once", async () => {
    await program("one", managedKeyId);
    await losing(creations, faults, () => stack.project.up());
    await expectSameObjects(faults.length);
    expect((await account()).managedKeys).toMatchObject([{ description: "one" }]);
    expect((await stack.project.drift()).code).toBe(0);
  });

  test("the platform's key has its new description in the end", async () => {
    await program("two", managedKeyId);
    await losing([description], [{ drop: "after" }], () => stack.project.up());
    expect((await account()).managedKeys).toMatchObject([{ id: managedKeyId, description: "two" }]);
    await expectSameObjects(faults.length);
  });

  test("deletions leave nothing in Pulumi's state, and vaults alone wait for their own", async () => {
    await losing(deletions, faults, () => stack.project.destroy());
    const kinds = ["Certificate", "SecretVault", "ConfigInspection", "ManagedKmsKey"];
    expect((await Promise.all(kinds.map(idsOf))).flat()).toEqual([]);
    const { certificates, vaults, diagnoses, managedKeys } = await account();
    expect([...certificates, ...diagnoses]).toEqual([]);
    expect(vaults.map(({ vaultkey_state }) => vaultkey_state)).toEqual(faults.map(() => "To_Be_Terminated"));
    expect(managedKeys).toMatchObject([{ state: "Active" }]);
  });
});
