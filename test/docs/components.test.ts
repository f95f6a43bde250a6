import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

import type { TestCertificate } from "../support/certificates";
import { EmulatorProcess } from "../support/emulator-process";
import { issueCertificate } from "../support/openssl";
import { packageFolder, Project, type CommandResult } from "../support/project";
import { secretsIn } from "../support/leaks/scan";

// The examples of components besides EncryptedSecret, as one program.

const examples = ["tls-certificate", "workload-credentials", "security-baseline", "inventory-mirror"] as const;
const accessKeys = ["0123456789abcdef0123456789abcdef", "fedcba9876543210fedcba9876543210"] as const;
const dayMs = 86_400_000;

let emulator: EmulatorProcess;
let project: Project;
let files: string;
let printed = "";
const tokens: string[] = [];

beforeAll(async () => {
  files = await mkdtemp(join(tmpdir(), "pulumi-scp-pem-"));
  emulator = await EmulatorProcess.start();
  const settings = {
    "tls:folder": files,
    "workload:accessKeyId": accessKeys[0],
    "baseline:accountId": emulator.address.accountId,
    "baseline:authKeyId": accessKeys[0],
    "baseline:authKeyExpiresAt": new Date(Date.now() + 20 * dayMs).toISOString().replace(/\.\d+/, ""),
    "baseline:failedChecks": "27",
  };
  const config = { ...emulator.config, ...emulator.spaceoneConfig, ...settings };
  project = await Project.create(config, { main: "index.ts" });
  for (const example of examples) {
    const file = join(project.folder, `${example}.ts`);
    await copyFile(join(packageFolder, "examples", example, "index.ts"), file);
  }
  const parts = examples.map((example) => `export * as ${camelCase(example)} from "./${example}";\n`);
  await writeFile(join(project.folder, "index.ts"), parts.join(""));
});

afterAll(async () => {
  await project.remove();
  await rm(files, { recursive: true, force: true });
  await emulator.stop();
});

const camelCase = (name: string): string => name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());

async function giveFiles(name: string): Promise<void> {
  const folder = join(files, name);
  await mkdir(folder);
  const { certificate, privateKey, chain }: TestCertificate = await issueCertificate(folder);
  await writeFile(join(files, "certificate.pem"), certificate);
  await writeFile(join(files, "private-key.pem"), privateKey);
  await writeFile(join(files, "chain.pem"), chain);
}

async function run(command: Promise<CommandResult>): Promise<string> {
  const { code, output } = await command;
  printed += output;
  if (code !== 0) throw new Error(output);
  return output;
}

/** What an example exports; secrets in clear. */
async function exported(example: (typeof examples)[number]): Promise<Record<string, unknown>> {
  return (await project.output(camelCase(example))) as Record<string, unknown>;
}

const certificate = async (name: string) =>
  (await emulator.client.certificates.stored()).find((stored) => stored.name.startsWith(name));
const entries = async () => (await emulator.client.cloudServices.stored()).filter(({ state }) => state === "ACTIVE");
const alarms = async (): Promise<unknown> =>
  ((await exported("security-baseline"))["alarms"] as { code: string }[]).map(({ code }) => code);

/** Requests since then that may have changed something: "POST /self-sign". */
async function writes(since: number, pattern: RegExp): Promise<string[]> {
  return (await emulator.client.requests(since))
    .map(({ method, path }) => `${method} ${path}`)
    .filter((request) => pattern.test(request));
}
const lastRequest = async (): Promise<number> => (await emulator.client.requests()).at(-1)?.n ?? 0;

describe("the examples of components", () => {
  test("make what they say, and nothing is left to do", async () => {
    await giveFiles("first");
    await run(project.up());
    const { listener, stagingId } = await exported("tls-certificate");
    expect(listener).toEqual({ certificateId: (await certificate("shop"))?.id, hostNames: ["shop.example.com"] });
    expect(stagingId).toBe((await certificate("staging"))?.id);
    const keys = await emulator.client.keys.stored();
    expect(keys.map(({ name }) => name.replace(/[0-9a-f]{7}$/, "")).sort()).toEqual([
      "invoices",
      "ordersdata",
      "orderssigning",
    ]);
    expect(await emulator.client.diagnoses.only()).toMatchObject({ diagnosis_name: "orders" });
    await run(project.preview("--refresh", "--expect-no-changes"));
  });

  test("give a workload a token that works", async () => {
    const { environment, vaultId } = await exported("workload-credentials");
    const variables = environment as Record<string, string>;
    const { SCP_VAULT_TOKEN_ID: id = "", SCP_VAULT_TOKEN_SECRET: secret = "" } = variables;
    tokens.push(id, secret);
    expect(variables["SCP_VAULT_ID"]).toBe(vaultId);
    const vault = await emulator.client.vaults.only();
    const token = { id: vault.id, vault_token_id: id, vault_token_secret_value: secret };
    expect((await emulator.client.vaults.requestTemporaryKey(token)).status).toBe(200);
  });

  test("mirror resources in SpaceONE's inventory without their secrets", async () => {
    const [key] = (await emulator.client.keys.stored()).filter(({ name }) => name.startsWith("invoices"));
    const secret = await emulator.client.secrets.only();
    expect((await entries()).map(({ name, data, reference, tags }) => ({ name, data, reference, tags }))).toEqual(
      expect.arrayContaining([
        {
          name: key?.name,
          data: expect.objectContaining({ id: key?.id, purpose: "aes-256", state: "Active", current_version: 1 }),
          reference: { resource_id: key?.id },
          tags: { custom: { team: "invoices" } },
        },
        expect.objectContaining({
          name: secret.name,
          data: expect.objectContaining({ kms_key_id: key?.id, version_id: secret.versions[0]?.version_id }),
        }),
      ]),
    );
  });

  test("tell an auth key that ends soon", async () => {
    expect(await alarms()).toEqual(["auth-key-ending"]);
  });
});

describe("a change", () => {
  test("of a certificate's files replaces it, and the old one is deleted last", async () => {
    const old = await certificate("shop");
    const since = await lastRequest();
    await giveFiles("second");
    await project.must("config", "set", "mirror:rotation", "second");
    await run(project.up());
    expect(await writes(since, /^(POST|DELETE) \/v1\/certificatemanager(\/(?!check-)[^/]*)?$/)).toEqual([
      expect.stringMatching(/^POST/),
      `DELETE /v1/certificatemanager/${old?.id ?? ""}`,
    ]);
    expect(await exported("tls-certificate")).toMatchObject({
      listener: { certificateId: (await certificate("shop"))?.id },
    });
  });

  test("of a resource is in its entry after the same up", async () => {
    expect((await entries()).map(({ data }) => data["current_version"])).toContain(2);
  });

  test("of a vault's access key makes a new vault before the old one is terminated", async () => {
    const since = await lastRequest();
    await project.must("config", "set", "workload:accessKeyId", accessKeys[1]);
    await run(project.up());
    const [created = "", terminated = ""] = await writes(since, /^P\S+ \/v1\/secretvault/);
    expect([created, terminated]).toEqual(["POST /v1/secretvault", expect.stringMatching(/\/terminated$/)]);
    const { environment } = await exported("workload-credentials");
    const { SCP_VAULT_TOKEN_ID: id = "", SCP_VAULT_TOKEN_SECRET: secret = "" } = environment as Record<string, string>;
    expect(id).not.toBe(tokens[0]);
    tokens.push(id, secret);
  });
});

describe("time", () => {
  test("is watched: a token that ends is told in a preview", async () => {
    const preview = await run(project.inDays(65).preview());
    expect(preview).toMatch(/WorkloadCredentials build: the token expires on .*: give another accessKeyId/);
    expect(await run(project.preview())).not.toContain("the token expires");
  });

  test("does not end the entries while there is an up each day, and runs the inspection", async () => {
    await emulator.client.advance("PT40H");
    await run(project.inDays(2).up());
    await emulator.client.advance("PT40H");
    expect(await entries()).toHaveLength(2);
    await emulator.client.advance("P5D");
    expect(await entries()).toEqual([]);
    await run(project.up("--refresh"));
    expect(await entries()).toHaveLength(2);
    const { runs } = await emulator.client.diagnoses.only();
    expect(runs.length).toBeGreaterThan(0);
    expect(await alarms()).toEqual(["auth-key-ending"]);
    await project.must("config", "set", "baseline:failedChecks", "0");
    await run(project.up());
    expect(await alarms()).toEqual(["checks-failed", "auth-key-ending"]);
  });

  test("renews a certificate that the service signs, and shows what failed meanwhile", async () => {
    const old = await certificate("staging");
    await emulator.client.advance("P60D");
    await run(project.up("--refresh"));
    expect((await certificate("staging"))?.id).not.toBe(old?.id);
    expect(await exported("tls-certificate")).toMatchObject({ stagingId: (await certificate("staging"))?.id });
    expect(await alarms()).toEqual(["run-failed", "auth-key-ending"]);
  });

  test("does not hide what somebody changes", async () => {
    const [key] = (await emulator.client.keys.stored()).filter(({ name }) => name.startsWith("ordersdata"));
    await emulator.client.call("PUT", `/v1/kms/transit/${key?.id ?? ""}/state`, { body: { state: "Stop" } });
    const drift = await project.drift();
    expect([drift.code, drift.output]).toEqual([7, expect.stringMatching(/~ enabled *: false => true/)]);
    await run(project.up("--refresh"));
    await run(project.preview("--refresh", "--expect-no-changes"));
  });
});

test("destroyed, only what waits for its deletion is left, and no secret was printed or is in state in clear", async () => {
  printed += await project.export();
  await run(project.destroy());
  expect(await emulator.client.certificates.stored()).toEqual([]);
  expect(await emulator.client.diagnoses.stored()).toEqual([]);
  expect(await entries()).toEqual([]);
  const states = [...(await emulator.client.keys.stored()), ...(await emulator.client.secrets.stored())];
  expect(new Set(states.map(({ state }) => state))).toEqual(new Set(["To_Be_Terminated"]));
  const vaults = await emulator.client.vaults.stored();
  expect(new Set(vaults.map(({ vaultkey_state }) => vaultkey_state))).toEqual(new Set(["To_Be_Terminated"]));
  expect(tokens).toHaveLength(4);
  expect(secretsIn(printed, tokens)).toEqual([]);
});
