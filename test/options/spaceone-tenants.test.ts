import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

import { EmulatorProcess } from "../support/emulator-process";
import { Project } from "../support/project";

let emulator: EmulatorProcess;
let project: Project;

const app = { typ: "CLIENT_SECRET", own: "APP", ver: "2.0" };
const here = { domain_id: "domain-1", workspace_id: "workspace-1" };

/** Claims of the tokens, by the environment variable that holds one. */
const tokens = {
  OWNER: { jti: "owner", did: "domain-1", wid: "workspace-1", rol: "WORKSPACE_OWNER" },
  MEMBER: { jti: "member", did: "domain-1", wid: "workspace-1", rol: "WORKSPACE_MEMBER" },
  ADMIN: { jti: "admin", did: "domain-1", wid: "*", rol: "DOMAIN_ADMIN" },
  OTHER: { jti: "other", did: "domain-2", wid: "workspace-2", rol: "WORKSPACE_OWNER" },
  NEIGHBOUR: { jti: "neighbour", did: "domain-1", wid: "workspace-3", rol: "WORKSPACE_OWNER" },
} as const;
const minted: Record<string, string> = {};
/** The id of a secret of the domain that no program has made. */
let existing: string;

beforeAll(async () => {
  emulator = await EmulatorProcess.start();
  for (const [name, claims] of Object.entries(tokens)) {
    minted[name] = await emulator.client.mintToken({ ...app, ...claims });
  }
  await emulator.client.seed({
    projects: ["project-1", "project-2"].map((project_id) => ({ project_id, ...here })),
    apps: [{ client_id: "member", app_id: "app-member", state: "ENABLED", projects: ["project-1"], ...here }],
  });
  const ofDomain = { name: "existing", resource_group: "DOMAIN", data: { key: "k" } };
  const { body } = await emulator.client.spaceone("/secret/secret/create", ofDomain, minted["ADMIN"] ?? "");
  existing = (body as { secret_id: string }).secret_id;
  project = (await Project.create({})).with(minted);
});

afterAll(async () => {
  await project.remove();
  await emulator.stop();
});

/** A program with `as(token)`, the options with a provider for it, `service(name, args, options)` and `secret(...)`. */
const program = (body: string): Promise<void> =>
  project.program(`
const made = {};
const as = (tokenEnv) => ({
  provider: (made[tokenEnv] ??= new scp.ScpProvider(tokenEnv.toLowerCase(), {
    spaceone: { endpoint: ${JSON.stringify(emulator.address.url)}, tokenEnv },
  })),
});
const service = (name, args, options) =>
  new scp.CloudService(name, { provider: "scp", cloudServiceGroup: "KMS", cloudServiceType: "Key", data: {}, ...args }, options);
const secret = (name, args, options) => new scp.SpaceoneSecret(name, { name, data: { key: "k" }, ...args }, options);
class Pair extends pulumi.ComponentResource {
  constructor(name, options) {
    super("test:index:Pair", name, {}, options);
    service(name + "-service", {}, { parent: this });
    secret(name + "-secret", { resourceGroup: "WORKSPACE" }, { parent: this });
  }
}
${body}`);

const owned = `
service("owned", { tags: { team: "orders" } }, as("OWNER"));
secret("owned-secret", { resourceGroup: "WORKSPACE" }, as("OWNER"));
`;
const all = `${owned}
service("members", { projectId: "project-1" }, as("MEMBER"));
secret("members-secret", { resourceGroup: "PROJECT", projectId: "project-1" }, as("MEMBER"));
secret("domain-secret", { resourceGroup: "DOMAIN" }, as("ADMIN"));
secret("admins-secret", { resourceGroup: "WORKSPACE", workspaceId: "workspace-1" }, as("ADMIN"));
service("others", { tags: { team: "billing" } }, as("OTHER"));
new Pair("given", as("OTHER"));
`;

/** What the programs may not do, and what they are told. */
const refused = {
  "CloudService outside": [
    `service("outside", {}, as("MEMBER"))`,
    "the SpaceONE token has the role WORKSPACE_MEMBER, which sees its own projects only: set projectId to one of them",
  ],
  "CloudService administered": [
    `service("administered", {}, as("ADMIN"))`,
    "the SpaceONE token has the role DOMAIN_ADMIN, which may read cloud services but not write them: " +
      "use a token of an app of the workspace",
  ],
  "SpaceoneSecret members-workspace": [
    `secret("members-workspace", { resourceGroup: "WORKSPACE" }, as("MEMBER"))`,
    "the SpaceONE token has the role WORKSPACE_MEMBER, which may not make secrets of resourceGroup WORKSPACE: " +
      "this needs WORKSPACE_OWNER",
  ],
  "SpaceoneSecret owners-domain": [
    `secret("owners-domain", { resourceGroup: "DOMAIN" }, as("OWNER"))`,
    "the SpaceONE token has the role WORKSPACE_OWNER, which may not make secrets of resourceGroup DOMAIN: " +
      "this needs DOMAIN_ADMIN",
  ],
  "SpaceoneSecret unplaced": [
    `secret("unplaced", { resourceGroup: "WORKSPACE" }, as("ADMIN"))`,
    "a SpaceONE token of role DOMAIN_ADMIN needs workspaceId for resourceGroup WORKSPACE",
  ],
  "SpaceoneSecret misplaced": [
    `secret("misplaced", { resourceGroup: "WORKSPACE", workspaceId: "workspace-2" }, as("OWNER"))`,
    "workspaceId must be workspace-1, the workspace of the SpaceONE token, or left out",
  ],
} as const;

/** What the first up printed. */
let taken: string;

async function stored(): Promise<string[]> {
  const { cloudServices, secrets } = (await emulator.client.state()).spaceone;
  const place = ({ domain_id, workspace_id, project_id }: Record<string, unknown>): string =>
    [domain_id, workspace_id, project_id ?? ""].join(" ").trim();
  return [
    ...cloudServices.filter(({ state }) => state === "ACTIVE").map((service) => `service ${place({ ...service })}`),
    ...secrets.map((secret) => `secret ${place({ ...secret })}`),
  ].sort();
}

const inPlace = [
  "secret domain-1 * *",
  "secret domain-1 * *",
  "secret domain-1 workspace-1 *",
  "secret domain-1 workspace-1 *",
  "secret domain-1 workspace-1 project-1",
  "secret domain-2 workspace-2 *",
  "service domain-1 workspace-1",
  "service domain-1 workspace-1 project-1",
  "service domain-2 workspace-2",
  "service domain-2 workspace-2",
];

test("each role gets what the service gives it, and what it may not do is explained before anything is sent", async () => {
  const lines = Object.values(refused).map(([line]) => line);
  await program(
    [all, ...lines, `secret("taken", { resourceGroup: "DOMAIN", adopt: "${existing}" }, as("OWNER"));`].join(";\n"),
  );
  const { code, output } = await project.up("--continue-on-error");
  expect(code).not.toBe(0);
  taken = output;
  for (const [subject, [, message]] of Object.entries(refused)) expect(output).toContain(`${subject}: ${message}`);
  expect(await stored()).toEqual(inPlace);
  const others = (await emulator.client.requests()).filter(({ body }) => !JSON.stringify(body).includes(existing));
  expect(new Set(others.map(({ status }) => status))).toEqual(new Set([200]));
});

test("a secret that a token sees but may not change is neither changed nor taken for gone", async () => {
  const destroy = await project.destroy("--target", "**::taken");
  expect(destroy.code).not.toBe(0);
  for (const output of [taken, destroy.output]) {
    expect(output).toContain(
      "SpaceoneSecret taken: the SpaceONE token has the role WORKSPACE_OWNER, which sees the secret",
    );
    expect(output).toContain("of resourceGroup DOMAIN but may not change it: this needs DOMAIN_ADMIN");
  }
  expect(await stored()).toEqual(inPlace);
  await project.must("state", "delete", "urn:pulumi:test::test::pulumi-nodejs:dynamic/spaceone:SpaceoneSecret::taken");
});

test("state holds the variables' names and no token", async () => {
  const state = await project.export();
  for (const token of Object.values(minted)) expect(state).not.toContain(token);
  expect(state).toContain('"spaceone:tokenEnv": "MEMBER"');
});

test("all tenants are changed in one program, and nothing else is left to do", async () => {
  await program(all.replace(`team: "orders"`, `team: "shop"`).replace(`team: "billing"`, `team: "shop"`));
  const up = await project.up("--refresh");
  expect(up.output).toMatch(/Resources:\n +~ 2 updated\n +\d+ unchanged/);
  expect(up.code).toBe(0);
  expect(await stored()).toEqual(inPlace);
});

describe("refused in the preview, with a way out:", () => {
  const preview = async (token: string | undefined): Promise<string> => {
    await program(owned);
    const { code, output } = await project.with({ OWNER: token ?? "" }).preview("--target", "**::owned");
    expect(code).not.toBe(0);
    return output;
  };

  test("an expired token", async () => {
    expect(await preview(await emulator.client.mintToken({ ...app, ...tokens.OWNER }, -3600))).toMatch(
      /CloudService owned: environment variable OWNER is a token that expired at \S+: make a new client secret for the app/,
    );
  });

  test("another domain's token", async () => {
    expect(await preview(minted["OTHER"])).toContain(
      "CloudService owned: this cloud service is in domain domain-1, but the stack points to domain-2: " +
        "use a token of that domain, or give the resource a ScpProvider with one",
    );
  });

  test("another workspace's token", async () => {
    expect(await preview(minted["NEIGHBOUR"])).toContain(
      "CloudService owned: this cloud service is in workspace workspace-1, but the stack points to workspace-3: " +
        "use a token of that workspace, or give the resource a ScpProvider with one",
    );
  });
});

test("destroyed, nothing of the program is left in any tenant", async () => {
  expect(await stored()).toEqual(inPlace);
  const { code, output } = await project.destroy();
  expect([code, output]).toEqual([0, expect.anything()]);
  expect(await stored()).toEqual(["secret domain-1 * *"]);
});
