import { afterAll, beforeAll, expect, test } from "@jest/globals";

import { EmulatorProcess } from "../support/emulator-process";
import { Project, type CommandResult } from "../support/project";

type Args = Readonly<Record<string, unknown>>;
type Rows = Readonly<Record<string, Args>>;

/** Planted in secret data; found in clear nowhere. */
const markers = ["marker-one/+ä", "marker-two/+ä", "marker-three/+ä"];
const [first, second, third] = markers as [string, string, string];

const owner = { typ: "CLIENT_SECRET", own: "APP", ver: "2.0", jti: "client-1", did: "domain-1", wid: "workspace-1" };

let emulator: EmulatorProcess;
let project: Project;
let token: string;
/** All that was printed and exported. */
let seen = "";

beforeAll(async () => {
  emulator = await EmulatorProcess.start();
  token = await emulator.client.mintToken({ ...owner, rol: "WORKSPACE_OWNER" });
  const place = { workspace_id: "workspace-1", domain_id: "domain-1" };
  await emulator.client.seed({
    projects: ["project-1", "project-2"].map((project_id) => ({ project_id, ...place })),
    service_accounts: [{ service_account_id: "sa-1", provider: "scp", project_id: "project-1", ...place }],
    trusted_secrets: ["ts-1", "ts-2"].map((trusted_secret_id) => ({ trusted_secret_id, ...place })),
  });
  const config = { "spaceone:endpoint": emulator.address.url, "spaceone:token": token };
  project = (await Project.create(config)).with({ PULUMI_SCP_DEBUG: "1" });
});

afterAll(async () => {
  await project.remove();
  await emulator.stop();
});

async function run(command: Promise<CommandResult>): Promise<CommandResult> {
  const result = await command;
  seen += result.output;
  return result;
}

/** Cloud services and secrets by their names in the program. */
const program = (services: Rows, secrets: Rows): Promise<void> =>
  project.program(`
for (const [name, args] of Object.entries(${JSON.stringify(services)})) new scp.CloudService(name, args);
for (const [name, { password, ...args }] of Object.entries(${JSON.stringify(secrets)})) {
  exports[name] = new scp.SpaceoneSecret(name, { ...args, data: { user: "kim", password: pulumi.secret(password) } }).data;
}`);

interface Stored {
  readonly id: string;
  readonly [field: string]: unknown;
}

/** What the service has, deleted cloud services left out. */
async function stored(): Promise<{ services: Stored[]; secrets: Stored[] }> {
  const { cloudServices, secrets } = (await emulator.client.state()).spaceone;
  return {
    services: cloudServices
      .filter(({ state }) => state === "ACTIVE")
      .map((service) => ({ ...service, id: service.cloud_service_id })),
    secrets: secrets.map((secret) => ({ ...secret, id: secret.secret_id })),
  };
}

/** The ids in state by the resources' names; each of them is the service's one and only. */
async function expectOneEach(): Promise<Record<string, string>> {
  const text = await project.export();
  seen += text;
  const { deployment } = JSON.parse(text) as {
    deployment: { resources?: { urn: string; type: string; id: string }[] };
  };
  const { resources = [] } = deployment;
  const ids = (kind: string) => resources.filter(({ type }) => type.endsWith(kind)).map(({ id }) => id);
  const { services, secrets } = await stored();
  expect(services.map(({ id }) => id).sort()).toEqual(ids("spaceone:CloudService").sort());
  expect(secrets.map(({ id }) => id).sort()).toEqual(ids("spaceone:SpaceoneSecret").sort());
  return Object.fromEntries(resources.map(({ urn, id }) => [urn.split("::").at(-1) ?? "", id]));
}

async function find(id: string | undefined): Promise<Stored | undefined> {
  const { services, secrets } = await stored();
  return [...services, ...secrets].find((object) => object.id === id);
}

/** Inputs as the service shows them. */
const shownOf = ({ reference, ...inputs }: typeof whole | typeof changed) => ({
  name: inputs.name,
  account: inputs.account,
  instance_type: inputs.instanceType,
  instance_size: inputs.instanceSize,
  region_code: inputs.regionCode,
  project_id: inputs.projectId,
  ip_addresses: inputs.ipAddresses,
  data: inputs.data,
  metadata: { custom: inputs.metadata },
  tags: { custom: inputs.tags },
  reference: {
    resource_id: reference.resourceId,
    ...("externalLink" in reference && { external_link: reference.externalLink }),
  },
});

/** The next such request is done, and its reply is lost. */
const loseReplies = async (...paths: string[]): Promise<void> => {
  for (const path of paths) await emulator.client.addFault({ path: `^/${path}$`, fault: { drop: "after" } });
};

const type = { provider: "scp", cloudServiceGroup: "KMS", cloudServiceType: "Key" };
const whole = {
  name: "orders",
  account: "account-1",
  instanceType: "advanced",
  instanceSize: 1.5,
  regionCode: "kr-west1",
  projectId: "project-1",
  ipAddresses: ["10.0.0.1"],
  reference: { resourceId: "key-1", externalLink: "https://example.com/key-1" },
  data: { version: 1, gone: "soon", nested: { a: [1, 2] } },
  metadata: { layout: "table" },
  tags: { team: "orders" },
};
const changed = {
  name: "billing",
  account: "account-2",
  instanceType: "basic",
  instanceSize: 2,
  regionCode: "kr-east1",
  projectId: "project-2",
  ipAddresses: ["10.0.0.2", "10.0.0.3"],
  reference: { resourceId: "key-2" },
  data: { version: 2, nested: { b: true } },
  metadata: { layout: "list" },
  tags: { team: "billing" },
};
const shared = { resourceGroup: "WORKSPACE", password: first };

const services = {
  whole: { ...type, ...whole },
  emptied: {
    ...type,
    data: { a: 1, " b ": 1 },
    reference: whole.reference,
    metadata: whole.metadata,
    tags: whole.tags,
  },
  provider: { ...type, data: {} },
  group: { ...type, data: {} },
  type: { ...type, data: {} },
  unnamed: { ...type, data: {}, name: "named" },
  addresses: { ...type, data: {}, ipAddresses: ["10.0.0.1"] },
  alive: { ...type, data: {}, keepAliveTrigger: "1" },
  removed: { ...type, data: {} },
};
const secrets = {
  credentials: { ...shared, name: "credentials", schemaId: "scp-keys", tags: { team: "orders" } },
  untagged: { ...shared, name: "untagged", tags: { team: "orders" } },
  moving: { ...shared, name: "moving", resourceGroup: "PROJECT", projectId: "project-1" },
  unschemed: { ...shared, name: "unschemed", schemaId: "scp-keys" },
  regrouped: { ...shared, name: "regrouped" },
  accounted: { ...shared, name: "accounted", resourceGroup: "PROJECT", projectId: "project-1" },
  trusting: { ...shared, name: "trusting", trustedSecretId: "ts-1" },
  lost: { ...shared, name: "lost" },
};

const next = {
  services: {
    ...services,
    whole: { ...type, ...changed },
    emptied: { ...type, data: { b: 2 } },
    provider: { ...services.provider, provider: "aws" },
    group: { ...services.group, cloudServiceGroup: "IAM" },
    type: { ...services.type, cloudServiceType: "User" },
    unnamed: { ...type, data: {} },
    addresses: { ...type, data: {}, ipAddresses: [] },
  },
  secrets: {
    ...secrets,
    credentials: { ...shared, name: "renamed", schemaId: "scp-keys-2", tags: { team: "billing" }, password: second },
    untagged: { ...shared, name: "untagged" },
    moving: { ...secrets.moving, projectId: "project-2" },
    unschemed: { ...shared, name: "unschemed" },
    regrouped: { ...shared, name: "regrouped", resourceGroup: "PROJECT", projectId: "project-1" },
    accounted: { ...shared, name: "accounted", resourceGroup: "PROJECT", serviceAccountId: "sa-1" },
    trusting: { ...secrets.trusting, trustedSecretId: "ts-2" },
  },
};
/** With further secret data, which is refused at first. */
const last = {
  ...next.secrets,
  credentials: { ...next.secrets.credentials, password: third },
  late: { ...shared, name: "late", password: third },
};
const replaced = ["provider", "group", "type", "unnamed", "addresses"];
const replacedSecrets = ["unschemed", "regrouped", "accounted", "trusting"];

let ids: Readonly<Record<string, string>>;
const idOf = (name: string): string => ids[name] ?? "";

test("all is made, also where replies are lost, and nothing is left to do", async () => {
  await loseReplies(
    "inventory/cloud-service/create",
    "inventory/cloud-service/update",
    "secret/secret/create",
    "secret/secret/update",
  );
  await program(services, secrets);
  expect((await run(project.up())).code).toBe(0);
  ids = await expectOneEach();
  expect(await find(idOf("whole"))).toMatchObject(shownOf(whole));
  expect(await find(idOf("credentials"))).toMatchObject({ schema_id: "scp-keys", tags: { team: "orders" } });
  expect((await run(project.drift())).code).toBe(0);
});

test("what changes is changed or cleared in place or replaced, also where replies are lost", async () => {
  await loseReplies(
    "inventory/cloud-service/update",
    "inventory/cloud-service/delete",
    "secret/secret/update",
    "secret/secret/update-data",
    "secret/secret/delete",
  );
  const before = ids;
  const data1 = (await find(idOf("credentials")))?.["dataSha256"];
  await program(next.services, next.secrets);
  const up = await run(project.up());
  expect(up.output).toContain("+-9 replaced");
  expect(up.output).toContain("~ 5 updated");
  expect(up.code).toBe(0);
  ids = await expectOneEach();
  for (const [name, id] of Object.entries(ids)) {
    expect([name, id !== before[name]]).toEqual([name, [...replaced, ...replacedSecrets].includes(name)]);
  }
  const { data, ...others } = shownOf(changed);
  expect(await find(idOf("whole"))).toMatchObject({ ...others, data: { ...data, gone: null } });
  expect(await find(idOf("emptied"))).toMatchObject({
    data: { a: null, b: 2 },
    reference: {},
    metadata: { custom: {} },
    tags: { custom: {} },
  });
  const credentials = await find(idOf("credentials"));
  expect(credentials).toMatchObject({ name: "renamed", schema_id: "scp-keys-2", tags: { team: "billing" } });
  expect(credentials?.["dataSha256"]).not.toBe(data1);
  expect(await find(idOf("untagged"))).toMatchObject({ tags: {} });
  expect(await find(idOf("moving"))).toMatchObject({ project_id: "project-2" });
  expect(await find(idOf("accounted"))).toMatchObject({ project_id: "project-1", service_account_id: "sa-1" });
});

test("what others change is shown property by property, with exit code 7, and repaired", async () => {
  const call = async (path: string, body: object): Promise<void> => {
    const answer = await emulator.client.spaceone(path, body, token);
    expect([answer.text, answer.status]).toEqual([expect.anything(), 200]);
  };
  const elsewhere = {
    name: "elsewhere",
    account: "elsewhere",
    instance_type: "elsewhere",
    instance_size: 9,
    region_code: "elsewhere",
    project_id: "project-1",
    ip_addresses: ["10.9.9.9"],
    reference: { resource_id: "elsewhere" },
    data: { version: 9, theirs: "not ours" },
    metadata: { layout: "elsewhere" },
    tags: { team: "elsewhere" },
  };
  const secret_id = idOf("credentials");
  await call("/inventory/cloud-service/update", { cloud_service_id: idOf("whole"), ...elsewhere });
  await call("/inventory/cloud-service/delete", { cloud_service_id: idOf("removed") });
  await call("/secret/secret/update-data", { secret_id, data: { password: "theirs" }, schema_id: "elsewhere" });
  await call("/secret/secret/update", { secret_id, name: "elsewhere", tags: { team: "elsewhere" } });
  await call("/secret/secret/update", { secret_id: idOf("moving"), project_id: "project-1" });
  await call("/secret/secret/delete", { secret_id: idOf("lost") });

  const drift = await run(project.drift());
  expect(drift.code).toBe(7);
  const sections = drift.output.split("[urn=").slice(1);
  const sectionOf = (name: string): string =>
    sections.find((section) => section.split("]")[0]?.endsWith(`::${name}`) === true) ?? "";
  for (const line of [
    /~ name +: "billing" => "elsewhere"/,
    /~ account +: "account-2" => "elsewhere"/,
    /~ instanceType +: "basic" => "elsewhere"/,
    /~ instanceSize +: 2 => 9/,
    /~ regionCode +: "kr-east1" => "elsewhere"/,
    /~ projectId +: "project-2" => "project-1"/,
    /~ ipAddresses +: \[\s+~ \[0\]: "10.0.0.2" => "10.9.9.9"\s+- \[1\]: "10.0.0.3"/,
    /~ reference +: \{\s+~ resourceId: "key-2" => "elsewhere"/,
    /~ data +: \{\s+nested : \{\s+b: true\s+\}\s+~ version: 2 => 9\s+\}/,
    /~ metadata +: \{\s+~ layout: "list" => "elsewhere"/,
    /~ tags +: \{\s+~ team: "billing" => "elsewhere"/,
  ]) {
    expect(sectionOf("whole")).toMatch(line);
  }
  for (const line of [
    /~ name +: "renamed" => "elsewhere"/,
    /~ schemaId +: "scp-keys-2" => "elsewhere"/,
    /~ tags +: \{\s+~ team: "billing" => "elsewhere"/,
  ]) {
    expect(sectionOf("credentials")).toMatch(line);
  }
  expect(sectionOf("moving")).toMatch(/~ projectId +: "project-2" => "project-1"/);
  expect(drift.output).toContain("+ 2 to create");
  expect(drift.output).toContain("~ 3 to update");

  const up = await run(project.up("--refresh"));
  expect(up.code).toBe(0);
  ids = await expectOneEach();
  const { data, ...others } = shownOf(changed);
  expect(await find(idOf("whole"))).toMatchObject({ ...others, data: { ...data, theirs: "not ours" } });
  const repaired = { name: "renamed", schema_id: "scp-keys-2", tags: { team: "billing" } };
  expect(await find(idOf("credentials"))).toMatchObject(repaired);
  expect(await find(idOf("moving"))).toMatchObject({ project_id: "project-2" });
});

test("a refusal that echoes secret data is shown without it, and the next up goes on", async () => {
  const echo = JSON.stringify({ data: { user: "kim", password: third } });
  for (const path of ["create", "update-data"]) {
    const body = { detail: { code: "ERROR_INVALID_PARAMETER", message: ` Invalid parameter. (data = ${echo})` } };
    await emulator.client.addFault({ path: `^/secret/secret/${path}$`, times: 0, fault: { status: 400, body } });
  }
  await program(next.services, last);
  const { code, output } = await run(project.up("--continue-on-error"));
  expect(code).not.toBe(0);
  for (const [subject, path] of [
    ["SpaceoneSecret late: cannot create", "create"],
    ["SpaceoneSecret credentials: cannot update", "update-data"],
  ] as const) {
    const refusal =
      'ERROR_INVALID_PARAMETER: Invalid parameter. (data = {"data":{"user":"kim","password":"[secret]"}})';
    expect(output).toContain(`${subject} the SpaceONE secret: POST secret /secret/secret/${path}: HTTP 400 ${refusal}`);
  }
  await emulator.client.removeFaults();
  expect((await run(project.up())).code).toBe(0);
  ids = await expectOneEach();
});

test("keepAliveTrigger keeps a cloud service over the service's clean-up, which takes the others", async () => {
  await emulator.client.advance("PT47H");
  const alive = { ...services.alive, keepAliveTrigger: "2" };
  await program({ ...next.services, alive }, last);
  const up = await run(project.up("--target", "**::alive"));
  expect(up.output).toMatch(/~ keepAliveTrigger *: "1" => "2"/);
  expect(up.code).toBe(0);
  await emulator.client.advance("PT2H");
  expect((await stored()).services.map(({ id }) => id)).toEqual([idOf("alive")]);

  await program({ ...next.services, alive, whole: services.whole }, last);
  const late = await run(project.up("--target", "**::whole"));
  expect(late.output).toContain("the service's clean-up of what nobody updated for 48 hours: run `pulumi refresh`");
  expect(late.code).not.toBe(0);

  const { code, output } = await run(project.drift());
  expect(output).toMatch(/Resources:\s+\+ 8 to create\s+\d+ unchanged/);
  expect(code).toBe(7);
});

test("destroyed, also where replies are lost, nothing is left", async () => {
  await loseReplies("inventory/cloud-service/delete", "secret/secret/delete");
  expect((await run(project.destroy())).code).toBe(0);
  expect(await stored()).toEqual({ services: [], secrets: [] });
  await expectOneEach();
});

test("neither output nor state holds a marker in any form", () => {
  expect(seen).toContain("pulumi-scp: POST secret /secret/secret/update-data attempt 1: LOST_REPLY");
  for (const marker of markers) {
    const json = JSON.stringify(marker).slice(1, -1);
    for (const form of [marker, json, Buffer.from(marker).toString("base64"), encodeURIComponent(marker)]) {
      expect(seen).not.toContain(form);
    }
  }
});
