import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

import type { EmulatorClient, KeyRecord } from "../support/emulator-client";
import { EmulatorProcess } from "../support/emulator-process";
import { packageFolder, Project } from "../support/project";

let emulator: EmulatorProcess;
/** Two accounts besides the stack's own. */
let second: EmulatorClient;
let third: EmulatorClient;

beforeAll(async () => {
  emulator = await EmulatorProcess.start();
  second = await emulator.client.newAccount();
  third = await emulator.client.newAccount();
});

afterAll(async () => {
  for (const client of [second, third]) client.close();
  await emulator.stop();
});

/** Settings of a provider that hold an account's keys as values. */
const valuesOf = ({ address }: EmulatorClient): string =>
  `accessKey: ${JSON.stringify(address.accessKey)}, secretKey: ${JSON.stringify(address.secretKey)}`;

const namesOf = async (client: EmulatorClient, isAlive = true): Promise<string[]> =>
  (await client.keys.stored())
    .filter(({ state }) => (state !== "To_Be_Terminated") === isAlive)
    .map(({ name }) => name);

async function named(client: EmulatorClient, name: string): Promise<KeyRecord> {
  const key = (await client.keys.stored()).find((stored) => stored.name === name);
  if (key === undefined) throw new Error(`there is no key ${name}`);
  return key;
}

/** The credentials of accounts in every form in which a text could hold them. */
function credentialsIn(text: string, clients: readonly EmulatorClient[]): string[] {
  const secrets = clients.flatMap(({ address }) => [address.accessKey, address.secretKey]);
  const forms = secrets.flatMap((secret) => [
    secret,
    Buffer.from(secret).toString("base64"),
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
  ]);
  return forms.filter((form) => text.includes(form));
}

/** A program with `key(name, args, options)`, whose keys' names are those of the resources. */
const program = (project: Project, body: string): Promise<void> =>
  project.program(`
const key = (name, args, options) => new scp.KmsKey(name, { purpose: "aes-256", name, ...args }, options);
class Pair extends pulumi.ComponentResource {
  constructor(name, options) {
    super("test:index:Pair", name, {}, options);
    for (const part of ["a", "b"]) key(name + part, {}, { parent: this });
  }
}
${body}`);

describe("three accounts in one program", () => {
  let project: Project;

  /** The provider of `second` and `moved` holds that account's keys, or another's; that of `third` names variables. */
  const accounts = (description: string, keys: EmulatorClient = second, providerOfMoved = "values"): Promise<void> =>
    program(
      project,
      `
const values = new scp.ScpProvider("values", { scp: { ${valuesOf(keys)} } });
const variables = new scp.ScpProvider("variables", {
  scp: { accessKeyEnv: "THIRD_ACCESS_KEY", secretKeyEnv: "THIRD_SECRET_KEY", maxRetries: 3 },
});
key("first");
key("second", { description: "${description}" }, { provider: values });
key("moved", {}, { provider: ${providerOfMoved} });
key("third", {}, { provider: variables });
new Pair("given", { provider: values });
new Pair("listed", { providers: [variables] });
new Pair("mapped", { providers: { "pulumi-nodejs": variables } });
new Pair("plain");`,
    );

  beforeAll(async () => {
    project = (await Project.create(emulator.config)).with({
      THIRD_ACCESS_KEY: third.address.accessKey,
      THIRD_SECRET_KEY: third.address.secretKey,
    });
  });

  afterAll(async () => {
    await project.remove();
  });

  test("each key is made in the account of its provider, and a component passes its provider on", async () => {
    await accounts("kept");
    const up = await project.up();
    expect(up.code).toBe(0);
    expect((await namesOf(emulator.client)).sort()).toEqual(["first", "plaina", "plainb"]);
    expect((await namesOf(second)).sort()).toEqual(["givena", "givenb", "moved", "second"]);
    expect((await namesOf(third)).sort()).toEqual(["listeda", "listedb", "mappeda", "mappedb", "third"]);
    expect((await project.resource("third"))?.outputs["accountId"]).toBe(third.address.accountId);
    expect(credentialsIn(up.output, [emulator.client, second, third])).toEqual([]);
  });

  test("state holds the keys of one provider encrypted, of the other only the variables' names", async () => {
    const state = await project.export();
    expect(credentialsIn(state, [emulator.client, second, third])).toEqual([]);
    const values = (await project.resource("values"))?.inputs;
    expect(values).toMatchObject({
      "scp:accessKey": { ciphertext: expect.any(String) },
      "scp:secretKey": { ciphertext: expect.any(String) },
    });
    expect(JSON.stringify((await project.resource("variables"))?.inputs)).not.toContain("ciphertext");
  });

  test("what a provider leaves out is taken from the stack's configuration", async () => {
    const taken = { "scp:endpoint": emulator.address.url, "scp:region": "kr-west1", "scp:explicit": "true" };
    expect((await project.resource("variables"))?.inputs).toEqual({
      ...taken,
      "scp:accessKeyEnv": "THIRD_ACCESS_KEY",
      "scp:secretKeyEnv": "THIRD_SECRET_KEY",
      "scp:maxRetries": "3",
    });
    expect((await project.resource("values"))?.inputs).toMatchObject(taken);
  });

  test("drift is found in each account, shown and repaired", async () => {
    for (const [client, name] of [
      [second, "second"],
      [third, "third"],
    ] as const) {
      const { id } = await named(client, name);
      await client.call("PUT", `/v1/kms/transit/${id}/description`, { body: { description: "elsewhere" } });
    }
    const up = await project.up("--refresh");
    expect(up.output).toMatch(/~ description *: "kept" => "elsewhere"/);
    expect(up.output).toMatch(/\+ description *: "elsewhere"/);
    expect(up.output).toContain("~ 2 updated");
    expect(up.code).toBe(0);
    expect([(await named(second, "second")).description, (await named(third, "third")).description]).toEqual([
      "kept",
      "",
    ]);
  });

  test("without the variables that a provider names its keys are refused, and nothing is lost", async () => {
    const bare = project.with({ THIRD_ACCESS_KEY: "", THIRD_SECRET_KEY: "" });
    const { code, output } = await bare.refresh();
    expect(code).not.toBe(0);
    expect(output).toContain(
      "KmsKey third: the environment variable THIRD_ACCESS_KEY, which scp:accessKeyEnv names, is not set",
    );
    expect((await project.resource("third"))?.id).toBe((await named(third, "third")).id);
  });

  test("with another account's keys in the provider, or that account's provider, update and refresh fail, and nothing is lost", async () => {
    const before = [await second.keys.stored(), await third.keys.stored()];
    await accounts("changed", third, "variables");
    const refused =
      "KmsKey second: the service does not find this KMS key, but the credentials are not those that state remembers, " +
      "so it may be in another account: use the former credentials";
    const up = await project.up("--continue-on-error");
    const refresh = await project.refresh();
    for (const { code, output } of [up, refresh]) {
      expect(output).toContain(refused);
      expect(code).not.toBe(0);
      expect(credentialsIn(output, [emulator.client, second, third])).toEqual([]);
    }
    expect(refresh.output).toMatch(/KmsKey moved: .*(in another account|that account's credentials)/);
    expect([await second.keys.stored(), await third.keys.stored()]).toEqual(before);
    await accounts("kept");
    expect((await project.up()).code).toBe(0);
    expect([await second.keys.stored(), await third.keys.stored()]).toEqual(before);
  });

  test("destroy deletes in each account", async () => {
    const destroy = await project.destroy();
    expect(destroy.code).toBe(0);
    for (const client of [emulator.client, second, third]) expect(await namesOf(client)).toEqual([]);
    expect((await namesOf(third, false)).sort()).toEqual(["listeda", "listedb", "mappeda", "mappedb", "third"]);
  });
});

describe("settings that a provider refuses", () => {
  let project: Project;

  beforeAll(async () => {
    const { "scp:endpoint": endpoint = "", "scp:region": region = "" } = emulator.config;
    project = await Project.create({ "scp:endpoint": endpoint, "scp:region": region });
  });

  afterAll(async () => {
    await project.remove();
  });

  test("half a pair, two pairs and unknown settings are refused when it is constructed, unlike keys that are not known yet", async () => {
    const { accessKey, secretKey } = second.address;
    const wrong = {
      half: { scp: { accessKey } },
      halfnamed: { scp: { secretKeyEnv: "KEY" } },
      mixed: { scp: { accessKey, secretKeyEnv: "KEY" } },
      both: { scp: { accessKey, secretKey, accessKeyEnv: "KEY", secretKeyEnv: "KEY" } },
      typo: { scp: { accessKey, secretKey, regoin: "kr-west1" } },
      flat: { accessKey, secretKey },
    };
    // The same program shows that keys which are not known yet do not fail the preview.
    await program(
      project,
      `const refused = {};
for (const [name, args] of Object.entries(${JSON.stringify(wrong)})) {
  try { new scp.ScpProvider(name, args); } catch (error) { refused[name] = error.message; }
}
require("fs").writeFileSync("refused.json", JSON.stringify(refused));
const made = key("made");
const late = new scp.ScpProvider("late", {
  scp: { accessKey: made.id.apply(() => ${JSON.stringify(second.address.accessKey)}), secretKey: "unused" },
});
key("behind", {}, { provider: late });`,
    );
    const preview = await project.preview();
    expect(preview.output).toMatch(/scp:accessKey *: \[unknown\]/);
    expect(preview.output).toMatch(/\+ \d to create/);
    expect(preview.code).toBe(0);
    const pairs = "give accessKey and secretKey, or accessKeyEnv and secretKeyEnv, or profile, or none of them; given:";
    expect(JSON.parse(await readFile(join(project.folder, "refused.json"), "utf8"))).toEqual({
      half: `ScpProvider "half": ${pairs} accessKey`,
      halfnamed: `ScpProvider "halfnamed": ${pairs} secretKeyEnv`,
      mixed: `ScpProvider "mixed": ${pairs} accessKey, secretKeyEnv`,
      both: `ScpProvider "both": ${pairs} accessKey, secretKey, accessKeyEnv, secretKeyEnv`,
      typo: expect.stringMatching(/^ScpProvider "typo": scp has no setting regoin; its settings are .*region/),
      flat: expect.stringMatching(/^ScpProvider "flat": .*accessKey, secretKey/),
    });
    expect(credentialsIn(preview.output, [second])).toEqual([]);
  });

  test("a provider without credentials is an error, never the account of the environment", async () => {
    const { accessKey, secretKey } = emulator.address;
    const bystander = project.with({ SCP_ACCESS_KEY: accessKey, SCP_SECRET_KEY: secretKey });
    await program(
      project,
      `key("own");
key("unset", {}, { provider: new scp.ScpProvider("unset") });
key("blank", {}, { provider: new scp.ScpProvider("blank", { scp: { accessKey: "", secretKey: "" } }) });
key("unnamed", {}, {
  provider: new scp.ScpProvider("unnamed", { scp: { accessKeyEnv: "NOT_SET", secretKeyEnv: "NOT_SET_EITHER" } }),
});
key("excessive", {}, { provider: new scp.ScpProvider("excessive", { scp: { maxRetries: 99, ${valuesOf(second)} } }) });`,
    );
    const { code, output } = await bystander.up("--continue-on-error");
    expect(code).not.toBe(0);
    for (const message of [
      "KmsKey unset: no SCP credentials",
      "KmsKey blank: no SCP credentials",
      "KmsKey unnamed: the environment variable NOT_SET, which scp:accessKeyEnv names, is not set",
      "KmsKey excessive: configuration scp:maxRetries must be a whole number from 0 to 20",
    ]) {
      expect(output).toContain(message);
    }
    expect(await namesOf(emulator.client)).toEqual(["own"]);
    expect(await namesOf(second)).toEqual([]);
    await emulator.client.call("DELETE", `/v1/kms/transit/${(await named(emulator.client, "own")).id}`);
  });
});

describe("settings of other tools", () => {
  let project: Project;

  /** What the Terraform provider keeps: one account, and another one under the name of a profile. */
  async function writeFiles(account: EmulatorClient, profile = "backup"): Promise<void> {
    const keysOf = ({ address }: EmulatorClient): object => ({
      "access-key": address.accessKey,
      "secret-key": address.secretKey,
    });
    const files = {
      "credentials.json": { ...keysOf(account), [profile]: keysOf(third) },
      "config.json": { "endpoint-override": emulator.address.url, "default-region": "kr-west1" },
    };
    const folder = join(project.folder, "home", ".scpconf");
    await mkdir(folder, { recursive: true });
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), JSON.stringify(content));
  }

  beforeAll(async () => {
    project = await Project.create({});
    await program(
      project,
      `
class Held extends pulumi.ComponentResource {
  constructor(name, options) {
    super("test:index:Held", name, {}, options);
    const made = key(name + "key", {}, { parent: this });
    const value = { key: made.id };
    new scp.Secret(name, { value, kmsKeyId: made.id, allowedCidrs: ["10.0.0.1/32"] }, { parent: this });
  }
}
const scp_ = { profile: "backup", region: "kr-west1", endpoint: ${JSON.stringify(emulator.address.url)} };
new Held("held", { providers: [new scp.ScpProvider("backup", { scp: scp_ })] });
key("plain");`,
    );
  });

  afterAll(async () => {
    await project.remove();
  });

  test("a stack without configuration takes the variables before the files, and a provider the profile that it names", async () => {
    await writeFiles(second);
    const { accessKey, secretKey, url } = emulator.address;
    const { code, output } = await project
      .with({
        SCP_TF_ACCESS_KEY: accessKey,
        SCP_TF_SECRET_KEY: secretKey,
        SCP_TF_ENDPOINT_OVERRIDE: url,
        SCP_TF_DEFAULT_REGION: "kr-west1",
      })
      .up();
    expect(code).toBe(0);
    expect(await namesOf(emulator.client)).toContain("plain");
    expect(await namesOf(second)).toEqual([]);
    const [secret, ...others] = await third.secrets.stored();
    expect(others).toEqual([]);
    expect(secret?.kms_id).toBe((await named(third, "heldkey")).id);
    const { inputs } = (await project.resource("backup")) ?? {};
    const place = { "scp:endpoint": url, "scp:region": "kr-west1" };
    expect(inputs).toMatchObject({ "scp:profile": "backup", ...place });
    expect(JSON.stringify(inputs)).not.toContain("ciphertext");
    expect(credentialsIn(output + (await project.export()), [emulator.client, second, third])).toEqual([]);
  });

  test("a profile that the files lack is refused by name, and nothing is lost", async () => {
    await writeFiles(emulator.client, "other");
    const { code, output } = await project.refresh();
    expect(code).not.toBe(0);
    expect(output).toMatch(/scp:profile names the profile backup, which the file .*credentials\.json lacks: .* other/);
    expect((await project.resource("heldkey"))?.id).toBe((await named(third, "heldkey")).id);
    expect(credentialsIn(output, [emulator.client, third])).toEqual([]);
  });

  test("the files alone do as well", async () => {
    await writeFiles(emulator.client);
    expect((await project.drift()).code).toBe(0);
    expect((await project.destroy()).code).toBe(0);
    expect(await third.secrets.stored()).toMatchObject([{ state: "To_Be_Terminated" }]);
    expect([...(await namesOf(emulator.client)), ...(await namesOf(third))]).toEqual([]);
  });
});

test("the example runs: keys in two accounts, a component in the other one, nothing of it in state", async () => {
  const backup = { "accounts:backupRegion": "kr-west1", "accounts:backupEndpoint": third.address.url };
  const project = (await Project.create({ ...emulator.config, ...backup }, { main: "index.ts" })).with({
    BACKUP_ACCESS_KEY: third.address.accessKey,
    BACKUP_SECRET_KEY: third.address.secretKey,
  });
  await copyFile(join(packageFolder, "examples", "accounts", "index.ts"), join(project.folder, "index.ts"));
  const up = await project.up();
  expect(up.output).toContain("+ 7 created");
  expect(up.code).toBe(0);
  expect(await namesOf(emulator.client)).toEqual([expect.stringMatching(/^orders[0-9a-f]{7}$/)]);
  expect((await namesOf(third)).sort()).toEqual([
    expect.stringMatching(/^auditdata/),
    expect.stringMatching(/^auditsigning/),
    expect.stringMatching(/^ordersbackup/),
  ]);
  expect(await project.output("backupKey")).toMatchObject({ account: third.address.accountId });
  expect(credentialsIn(await project.export(), [third])).toEqual([]);
  await project.remove();
});
