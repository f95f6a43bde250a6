import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

import type { EmulatorClient } from "../support/emulator-client";
import { EmulatorProcess } from "../support/emulator-process";
import { Project } from "../support/project";

// What Pulumi's options of a component do to its children.

let emulator: EmulatorProcess;
/** The account that the components are given by the option `provider`. */
let second: EmulatorClient;
let project: Project;

beforeAll(async () => {
  emulator = await EmulatorProcess.start();
  second = await emulator.client.newAccount();
  project = await Project.create({ ...emulator.config, ...emulator.spaceoneConfig });
});

afterAll(async () => {
  await project.remove();
  second.close();
  await emulator.stop();
});

interface Variant {
  /** What the names of components begin with. */
  readonly prefix?: string;
  readonly options?: string;
  readonly retainKey?: boolean;
}

function program({ prefix = "a", options = "", retainKey = true }: Variant = {}): Promise<void> {
  const { accessKey, secretKey } = second.address;
  return project.program(`
const provider = new scp.ScpProvider("second", {
  scp: { accessKey: ${JSON.stringify(accessKey)}, secretKey: ${JSON.stringify(secretKey)} },
});
const described = ({ type, props, opts }) =>
  type.endsWith(":KmsKey") ? { props: { ...props, description: "by a transform" }, opts } : undefined;
const options = (name) => ({ provider, transforms: [described], aliases: [{ name: "a" + name }], ${options} });
const make = (Component, name, args) => new Component("${prefix}" + name, args, options(name));
const tags = { team: "orders" };
const db = make(scp.EncryptedSecret, "db", {
  generate: { password: {} },
  rotation: { trigger: "first" },
  allowedCidrs: ["10.0.0.0/28"],
  retainKey: ${String(retainKey)},
  tags,
});
const tls = make(scp.TlsCertificate, "tls", {
  selfSigned: { commonName: "shop.example.com", organization: "Shop", validityInDays: 90 },
  tags,
});
const credentials = make(scp.WorkloadCredentials, "ci", {
  accessKeyId: "0123456789abcdef0123456789abcdef",
  allowedIps: ["10.0.0.7"],
  tags,
});
const baseline = make(scp.SecurityBaseline, "base", {
  inspection: { name: "base", accountId: "a", authKey: { id: "0123456789abcdef0123456789abcdef" } },
  tags,
});
const mirror = make(scp.InventoryMirror, "mirror", { resources: { key: db.key, tls: tls.certificate }, tags });
`);
}

async function must(command: ReturnType<Project["up"]>): Promise<string> {
  const { code, output } = await command;
  if (code !== 0) throw new Error(output);
  return output;
}

/** Everything that is stored, by its id. */
async function all(client: EmulatorClient): Promise<Map<string, { readonly tags?: unknown; readonly state?: string }>> {
  const { keys, secrets, vaults, certificates, diagnoses } = client;
  const stored = await Promise.all([keys, secrets, vaults, certificates, diagnoses].map((part) => part.stored()));
  return new Map(stored.flat().map((object) => ["id" in object ? object.id : object.diagnosis_id, object]));
}

const protectedOf = async (name: string): Promise<boolean | undefined> => (await project.resource(name))?.protect;

describe("an option of a component", () => {
  test("provider, transforms and tags reach all its children", async () => {
    await program();
    await must(project.up());
    expect((await all(emulator.client)).size).toBe(0);
    const objects = [...(await all(second)).values()];
    expect(objects).toHaveLength(6);
    for (const object of objects) expect(object.tags).toEqual([{ key: "team", value: "orders" }]);
    const keys = await second.keys.stored();
    expect(keys.map(({ description }) => description)).toEqual(["by a transform", "by a transform"]);
    const entries = await emulator.client.cloudServices.stored();
    expect(entries.map(({ tags }) => tags)).toEqual([{ custom: { team: "orders" } }, { custom: { team: "orders" } }]);
  });

  test("aliases renames it with all its children, and protect protects them", async () => {
    const before = [...(await all(second)).keys()];
    await program({ prefix: "b", options: "protect: true" });
    expect(await must(project.up())).not.toMatch(/created|replaced|deleted/);
    expect([...(await all(second)).keys()]).toEqual(before);
    const named = ["bdb", "bdb-key", "btls", "bci", "bbase-data", "bbase-inspection", "bmirror-key"];
    expect(await Promise.all(named.map(protectedOf))).toEqual(named.map(() => true));
  });

  test("protect forbids a destroy", async () => {
    const { code, output } = await project.destroy();
    expect([code, output]).toEqual([1, expect.stringContaining("protected")]);
    expect([...(await all(second)).values()].filter(({ state }) => state === "To_Be_Terminated")).toEqual([]);
  });

  test("retainKey: false lets a destroy delete the key as well, which it warns of", async () => {
    await program({ prefix: "b", retainKey: false });
    await must(project.up());
    const secret = await second.secrets.only();
    const output = await must(project.destroy());
    expect(output).toContain("without this key the secrets encrypted by it can be neither read nor restored");
    const key = (await second.keys.stored()).find(({ id }) => id === secret.kms_id);
    expect(key?.state).toBe("To_Be_Terminated");
  });
});

/**
 * Rotates a protected secret, in a program that Pulumi's Automation API runs: the language host that tools/engine builds is of an
 * older version than the engine, and does not pass on that a child is not protected.
 */
const rotating = `
const { LocalWorkspace } = require("@pulumi/pulumi/automation");
const scp = require("pulumi-scp");
let trigger = "first";
const program = async () => {
  const args = { generate: { password: {} }, rotation: { trigger }, allowedCidrs: ["10.0.0.0/28"] };
  new scp.EncryptedSecret("protected", args, { protect: true });
};
(async () => {
  const stack = await LocalWorkspace.selectStack({ stackName: "test", projectName: "test", program }, { workDir: "." });
  await stack.up();
  trigger = "second";
  console.log((await stack.up()).stdout);
})();
`;

test("protect lets a password rotate, which only state has", async () => {
  await writeFile(join(project.folder, "rotating.cjs"), rotating);
  expect(await project.node("rotating.cjs")).toMatch(/\+-1 replaced/);
  expect((await emulator.client.secrets.only()).versions).toHaveLength(2);
  expect(await protectedOf("protected-key")).toBe(true);
  expect(await protectedOf("protected-password")).toBeUndefined();
});
