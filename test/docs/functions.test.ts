import { cp, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { afterAll, beforeAll, expect, test } from "@jest/globals";

import * as costAnalysis from "../../provider/functions/cost-analysis";
import * as inventory from "../../provider/functions/inventory";
import * as spaceoneSecret from "../../provider/functions/spaceone-secret";
import * as scp from "../../provider/index";
import { makeSelfSigned } from "../support/certificates";
import type { EmulatorClient } from "../support/emulator-client";
import { EmulatorProcess } from "../support/emulator-process";
import { KeySearch } from "../support/key-search";
import { packageFolder, Project, type CommandResult } from "../support/project";
import { secretsIn } from "../support/leaks/scan";

const example = join(packageFolder, "examples", "functions");
/** Planted as secrets; found in clear nowhere but in what the program asks to show. */
const markers = { cardNumber: "marker-of-a-card", password: "marker-of-a-password" };

let emulator: EmulatorProcess;
let audit: EmulatorClient;
let project: Project;
let keySearch: KeySearch;
/** All that was printed, and all states. */
let seen = "";

beforeAll(async () => {
  emulator = await EmulatorProcess.start();
  audit = await emulator.client.newAccount();
  const { certificate, privateKey } = await makeSelfSigned();
  keySearch = new KeySearch(privateKey);
  const created = await Project.create(
    {
      ...emulator.config,
      "functions:certificate": certificate,
      "functions:privateKey": privateKey,
      "functions:accountId": emulator.address.accountId,
      "functions:accessKeyId": "0123456789abcdef0123456789abcdef",
      "functions:authKeyId": "fedcba9876543210fedcba9876543210",
    },
    { main: "index.ts" },
  );
  for (const [name, value] of Object.entries(markers)) {
    await created.must("config", "set", "--secret", `functions:${name}`, value);
  }
  await cp(example, created.folder, { recursive: true });
  project = created.with({
    AUDIT_ACCESS_KEY: audit.address.accessKey,
    AUDIT_SECRET_KEY: audit.address.secretKey,
    PULUMI_SCP_DEBUG: "1",
  });
});

afterAll(async () => {
  audit.close();
  await emulator.stop();
  await project.remove();
});

async function run(command: Promise<CommandResult>): Promise<string> {
  const { code, output } = await command;
  seen += output + (await project.export());
  expect(`${output}\nexit code ${String(code)}`).toMatch(/exit code 0$/);
  return output;
}

/** All that is stored, but for when a secret was last read. */
async function stored(): Promise<object> {
  const { scp } = await emulator.client.state();
  return Object.values(scp).map(({ keys, secrets, certificates, diagnoses }) => ({
    keys,
    secrets: secrets.map((secret) => ({ ...secret, recent_searched_at: undefined })),
    certificates,
    diagnoses,
  }));
}

test("the example calls every function that the package exports for Samsung Cloud Platform", async () => {
  const files = (await readdir(example)).filter((file) => file.endsWith(".ts"));
  const text = (await Promise.all(files.map((file) => readFile(join(example, file), "utf8")))).join("\n");
  const ofSpaceone = Object.keys({ ...costAnalysis, ...inventory, ...spaceoneSecret });
  const names = Object.keys(scp)
    .filter((name) => /^(get|list|is|kms|check)/.test(name) && !ofSpaceone.includes(name))
    .map((name) => name.replace(/Output$/, ""));
  expect(names.length).toBeGreaterThan(50);
  expect(names.filter((name) => !new RegExp(`\\b${name}(Output)?\\(`).test(text))).toEqual([]);
});

test("its preview calls nothing that writes, and its up gives what the services have", async () => {
  await run(project.preview());
  const writing = (await emulator.client.requests()).filter(({ method }) => method !== "GET");
  expect(writing.map(({ path }) => path)).toEqual(["/v1/certificatemanager/check-validation"]);
  await run(project.up());
  expect(await project.output("keyUse")).toEqual({
    cardNumber: markers.cardNumber,
    dataKeyBytes: 32,
    isSignatureValid: true,
    isHmacValid: true,
    keptCardNumber: markers.cardNumber,
    keptKeyVersion: 1,
  });
  expect(await project.output("secretUse")).toEqual({
    password: markers.password,
    generatedCharacters: 40,
    keptCharacters: 24,
    hasTemporaryKey: true,
    isCertificateValid: true,
  });
  expect(await project.output("lookups")).toEqual({
    keyVersion: 1,
    keys: ["data", "sealing", "signing"],
    keyUsers: ["password"],
    isKeyNameTaken: true,
    secretState: "Active",
    secrets: ["password"],
    secretVersions: 1,
    vaultState: "Active",
    vaults: ["builds"],
    certificateFor: "shop.example.com",
    certificates: ["shop"],
    isCertificateNameTaken: true,
    inspectionPlan: "STANDARD",
    inspections: ["weekly"],
  });
  expect(await project.output("platform")).toEqual(["scp-managed-key is Active"]);
  expect(await project.output("auditTeam")).toEqual({ account: audit.address.accountId, keys: 1 });
});

test("a second up changes nothing", async () => {
  const before = await stored();
  const output = await run(project.up("--expect-no-changes"));
  expect(output).not.toMatch(/^Outputs:/m);
  expect(await stored()).toEqual(before);
});

test("after the inspection has run by its schedule, its report is read, and no function has started a run", async () => {
  await emulator.client.advance("P8D");
  await run(project.up());
  expect(await project.output("inspection")).toEqual({ failed: expect.any(Number), items: 27 });
  const { runs } = await emulator.client.diagnoses.only();
  expect(runs.map(({ trigger }) => trigger)).not.toContain("request");
});

test("nothing secret is in clear in what was printed, in the package's own log and in state", async () => {
  const { accessKey, secretKey } = audit.address;
  expect(seen).toContain("pulumi-scp: POST kms /v1/kms/openapi/");
  expect(secretsIn(seen, [...Object.values(markers), accessKey, secretKey])).toEqual([]);
  keySearch.expectNotIn(seen);
  await run(project.destroy());
});
