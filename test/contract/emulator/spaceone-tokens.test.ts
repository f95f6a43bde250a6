import { beforeEach, describe, expect, test } from "@jest/globals";
import { detailOf } from "../../support/emulator-client";
import { useEmulator } from "../../support/in-process-emulator";

const running = useEmulator();

const list = "/inventory/cloud-service/list";
const create = "/inventory/cloud-service/create";
const body = { cloud_service_type: "T", cloud_service_group: "G", provider: "aws", data: {}, reference: {} };

/** What an app's client secret says. */
let claims: Readonly<Record<string, unknown>>;

beforeEach(() => {
  claims = {
    own: "APP",
    ver: "2.0",
    did: running.emulator.spaceoneDomainId,
    wid: running.emulator.spaceoneWorkspaceId,
    rol: "WORKSPACE_OWNER",
    jti: "client-1",
  };
});

function refused(text: string) {
  const inner = `Authenticate failure. (message = ${text})`;
  const message = `Authenticate failure. (message =  ${inner})`;
  return { status: 401, detail: { code: "ERROR_AUTHENTICATE_FAILURE", message } };
}

const invalid = refused("Token is invalid or expired.");
const denied = { status: 403, detail: { code: "ERROR_PERMISSION_DENIED", message: "Permission denied." } };
const accepted = { status: 200, detail: undefined };

async function outcomeOf(token: string | null, path = list, request: object = {}) {
  return detailOf(await running.client.spaceone(path, request, token));
}

async function outcomeOfClaims(changes: object, path = list, request: object = {}) {
  return outcomeOf(await running.client.mintToken({ ...claims, ...changes }), path, request);
}

describe("a token", () => {
  test("has to be there", async () => {
    expect(await outcomeOf(null)).toEqual(refused("empty token provided."));
    expect(await outcomeOf("")).toEqual(refused("empty token provided."));
  });

  test("is borne as Bearer, in any case, and by no other scheme", async () => {
    const token = running.emulator.spaceoneToken;
    const withHeader = async (Authorization: string) =>
      detailOf(await running.client.plain("POST", list, { body: {}, headers: { Authorization } }));
    expect(await withHeader(`bearer ${token}`)).toEqual(accepted);
    expect(await withHeader(`Basic ${token}`)).toEqual(refused("empty token provided."));
    expect(await withHeader(token)).toEqual(refused("empty token provided."));
  });

  test.each(["x", "a.b.c", "a.e30", "e30.e30.e30.e30", "e30.MQ.e30"])(
    "that is none, %s, can't be decoded",
    async (token) => {
      expect(await outcomeOf(token)).toEqual(refused("failed to decode token."));
    },
  );

  test("names its domain", async () => {
    expect(await outcomeOf("e30.e30.e30")).toEqual(refused("empty domain_id provided."));
  });

  test("of a domain that is not there is another service's not found", async () => {
    const payload = Buffer.from(JSON.stringify({ did: "domain-x" })).toString("base64url");
    const message = "  Resource cannot be found or access is denied. (domain_id = domain-x)";
    expect(await outcomeOf(`e30.${payload}.e30`)).toEqual({
      status: 404,
      detail: { code: "ERROR_NOT_FOUND", message },
    });
    await running.client.seed({ domains: [{ domain_id: "domain-x" }] });
    expect(await outcomeOf(`e30.${payload}.e30`)).toEqual(invalid);
  });

  test("has a signature that fits its claims, made by RS256", async () => {
    const [head = "", payload = "", signature = ""] = (await running.client.mintToken(claims)).split(".");
    const none = Buffer.from(JSON.stringify({ alg: "none" })).toString("base64url");
    const admin = Buffer.from(JSON.stringify({ ...claims, rol: "DOMAIN_ADMIN" })).toString("base64url");
    expect(await outcomeOf(`${head}.${payload}.${signature}`)).toEqual(accepted);
    expect(await outcomeOf(`${none}.${payload}.`)).toEqual(invalid);
    expect(await outcomeOf(`${none}.${payload}.${signature}`)).toEqual(invalid);
    expect(await outcomeOf(`${head}.${admin}.${signature}`)).toEqual(invalid);
  });

  test("of one domain is not signed by another one's key", async () => {
    const other = await running.client.mintToken({ ...claims, did: "domain-b" });
    const own = await running.client.mintToken(claims);
    const mixed = [...other.split(".").slice(0, 2), own.split(".")[2]].join(".");
    expect(await outcomeOf(mixed)).toEqual(invalid);
  });

  test("is good until a minute after its end, by the emulator's clock", async () => {
    const token = await running.client.mintToken(claims, 60);
    await running.client.advance("PT1M55S");
    expect(await outcomeOf(token)).toEqual(accepted);
    await running.client.advance("PT7S");
    expect(await outcomeOf(token)).toEqual(invalid);
  });

  test("is good from a minute before its beginning", async () => {
    const now = Math.floor(Date.now() / 1000);
    expect(await outcomeOfClaims({ nbf: now + 50 })).toEqual(accepted);
    expect(await outcomeOfClaims({ nbf: now + 70 })).toEqual(invalid);
  });

  test.each(["1.0", 2, undefined])("of version %p is refused", async (ver) => {
    expect(await outcomeOfClaims({ ver })).toEqual(refused("invalid token version."));
  });
});

describe("an app", () => {
  const disabled = { state: "DISABLED" };

  test("that is disabled is denied, and so are those of a disabled domain or workspace", async () => {
    const { client, emulator } = running;
    await client.seed({ apps: [{ client_id: "client-1", ...disabled }] });
    expect(await outcomeOfClaims({})).toEqual(denied);
    await client.seed({ apps: [{ client_id: "client-1" }] });
    expect(await outcomeOfClaims({})).toEqual(accepted);
    await client.seed({ workspaces: [{ workspace_id: emulator.spaceoneWorkspaceId, ...disabled }] });
    expect(await outcomeOfClaims({})).toEqual(denied);
    expect(await outcomeOfClaims({ rol: "DOMAIN_ADMIN", wid: "*" })).toEqual(accepted);
    await client.seed({ domains: [{ domain_id: emulator.spaceoneDomainId, ...disabled }] });
    expect(await outcomeOfClaims({ rol: "DOMAIN_ADMIN", wid: "*" })).toEqual(denied);
  });

  test("of another domain is denied", async () => {
    await running.client.seed({ apps: [{ client_id: "client-1", domain_id: "domain-b" }] });
    expect(await outcomeOfClaims({})).toEqual(denied);
  });

  test("is limited to its record's projects, whatever its token claims", async () => {
    const { client, emulator } = running;
    const project_id = emulator.spaceoneProjectId;
    const member = { rol: "WORKSPACE_MEMBER", projects: ["project-b"] };
    expect(await outcomeOfClaims(member, create, { ...body, project_id })).toEqual(denied);
    await client.seed({ apps: [{ client_id: "client-1", projects: [project_id] }] });
    expect(await outcomeOfClaims(member, create, { ...body, project_id })).toEqual(accepted);
    expect(await outcomeOfClaims(member, create, { ...body, project_id: "project-b" })).toEqual(denied);
  });

  test("has the permissions of its record: beginnings of what it may do", async () => {
    const { client } = running;
    for (const [permissions, outcome] of [
      [["inventory:CloudService.read"], denied],
      [["secret:", "inventory:CloudService"], accepted],
      [["inventory:CloudService.write"], accepted],
      [["secret:"], denied],
      [[], accepted],
    ] as const) {
      await client.seed({ apps: [{ client_id: "client-1", permissions }] });
      expect(await outcomeOfClaims({ permissions: ["nothing"] }, create, body)).toEqual(outcome);
    }
  });
});

/** Who may do what (SPO 1, 2, 3); a call that gets past the role fails for want of an object, or of a field. */
describe.each([
  ["/inventory/cloud-service/create", { DOMAIN_ADMIN: 403, WORKSPACE_OWNER: 400, WORKSPACE_MEMBER: 400 }],
  ["/inventory/cloud-service/update", { DOMAIN_ADMIN: 403, WORKSPACE_OWNER: 400, WORKSPACE_MEMBER: 400 }],
  ["/inventory/cloud-service/delete", { DOMAIN_ADMIN: 403, WORKSPACE_OWNER: 400, WORKSPACE_MEMBER: 400 }],
  ["/inventory/cloud-service/get", { DOMAIN_ADMIN: 400, WORKSPACE_OWNER: 400, WORKSPACE_MEMBER: 400 }],
  ["/inventory/cloud-service/list", { DOMAIN_ADMIN: 200, WORKSPACE_OWNER: 200, WORKSPACE_MEMBER: 200 }],
  ["/inventory/change-history/list", { DOMAIN_ADMIN: 400, WORKSPACE_OWNER: 400, WORKSPACE_MEMBER: 400 }],
  ["/secret/secret/create", { DOMAIN_ADMIN: 400, WORKSPACE_OWNER: 400, WORKSPACE_MEMBER: 400 }],
  ["/secret/secret/update", { DOMAIN_ADMIN: 400, WORKSPACE_OWNER: 400, WORKSPACE_MEMBER: 400 }],
  ["/secret/secret/update-data", { DOMAIN_ADMIN: 400, WORKSPACE_OWNER: 400, WORKSPACE_MEMBER: 400 }],
  ["/secret/secret/delete", { DOMAIN_ADMIN: 400, WORKSPACE_OWNER: 400, WORKSPACE_MEMBER: 400 }],
  ["/secret/secret/get", { DOMAIN_ADMIN: 400, WORKSPACE_OWNER: 400, WORKSPACE_MEMBER: 400 }],
  ["/secret/secret/list", { DOMAIN_ADMIN: 200, WORKSPACE_OWNER: 200, WORKSPACE_MEMBER: 200 }],
])("%s", (path, statuses) => {
  test.each(Object.entries(statuses))("by a %s is answered with %d", async (rol, status) => {
    expect((await outcomeOfClaims({ rol }, path)).status).toBe(status);
  });

  test("by any other role is denied", async () => {
    expect(await outcomeOfClaims({ rol: "SYSTEM_ADMIN" }, path)).toEqual(denied);
  });
});
