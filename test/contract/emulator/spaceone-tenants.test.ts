import { createPublicKey, verify } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { newDomainKey } from "../../../emulator/spaceone/domain-key";
import { signToken } from "../../../emulator/spaceone/token";
import { useEmulator } from "../../support/in-process-emulator";

const running = useEmulator();

interface Parts {
  readonly header: unknown;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly content: string;
  readonly signature: Buffer;
}

function partsOf(token: string): Parts {
  const [header = "", claims = "", signature = ""] = token.split(".");
  const decode = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString()) as Record<string, unknown>;
  return {
    header: decode(header),
    claims: decode(claims),
    content: `${header}.${claims}`,
    signature: Buffer.from(signature, "base64url"),
  };
}

async function mint(body: object): Promise<Parts> {
  const answer = await running.client.plain("POST", "/_emulator/spaceone/tokens", { body });
  expect(answer.status).toBe(200);
  return partsOf((answer.body as { token: string }).token);
}

test("a token is signed with RS256", async () => {
  const key = await newDomainKey("domain-a");
  const { content, header, signature } = partsOf(signToken({ did: "domain-a" }, key.privateKey));
  expect(header).toEqual({ alg: "RS256", typ: "JWT" });
  expect(verify("RSA-SHA256", Buffer.from(content), createPublicKey(key.publicKey), signature)).toBe(true);
});

test("the first line's token is a client secret of an app that owns the workspace", () => {
  const { emulator } = running;
  const { claims } = partsOf(emulator.spaceoneToken);
  expect(claims).toMatchObject({
    iss: "spaceone.identity",
    typ: "CLIENT_SECRET",
    own: "APP",
    ver: "2.0",
    rol: "WORKSPACE_OWNER",
    did: emulator.spaceoneDomainId,
    wid: emulator.spaceoneWorkspaceId,
  });
  expect(Number(claims["exp"]) - Number(claims["iat"])).toBe(365 * 86_400);
});

describe("a minted token", () => {
  test("has exactly the given claims, and its times by the emulator's clock", async () => {
    const now = Date.parse(await running.client.advance("P10D")) / 1000;
    const { claims } = await mint({ claims: { did: "domain-b", rol: "WORKSPACE_MEMBER", x: [1] }, expiresIn: 60 });
    const { iat, exp, ...rest } = claims;
    expect(rest).toEqual({ did: "domain-b", rol: "WORKSPACE_MEMBER", x: [1] });
    expect(Math.abs(Number(iat) - now)).toBeLessThan(5);
    expect(Number(exp)).toBe(Number(iat) + 60);
  });

  test("keeps times that are given, and may have expired", async () => {
    expect((await mint({ claims: { iat: 1, exp: 2 }, expiresIn: 60 })).claims).toEqual({ iat: 1, exp: 2 });
    const { claims } = await mint({ claims: {}, expiresIn: -1000 });
    expect(Number(claims["exp"])).toBe(Number(claims["iat"]) - 1000);
  });

  test("may have a signature that does not fit", async () => {
    const claims = { did: running.emulator.spaceoneDomainId, iat: 1, exp: 2 };
    const [good, again, bad] = [
      await mint({ claims }),
      await mint({ claims }),
      await mint({ claims, signature: "invalid" }),
    ];
    expect(again.signature).toEqual(good.signature);
    expect(bad.content).toBe(good.content);
    expect(bad.signature).not.toEqual(good.signature);
    expect(bad.signature).toHaveLength(good.signature.length);
  });

  test("brings its domain and workspace into being", async () => {
    await mint({ claims: { did: "domain-c", wid: "workspace-c" } });
    await mint({ claims: { did: "domain-c", wid: "*" } });
    const { spaceone } = await running.client.state();
    expect(spaceone["domains"]?.map((domain) => domain["domain_id"])).toContain("domain-c");
    expect(spaceone["workspaces"]).toHaveLength(2);
    expect(spaceone["workspaces"]).toContainEqual(
      expect.objectContaining({ workspace_id: "workspace-c", domain_id: "domain-c" }),
    );
  });

  test.each([
    [{}, "claims"],
    [{ claims: [] }, "claims"],
    [{ claims: {}, expiresIn: "60" }, "expiresIn"],
    [{ claims: {}, signature: "valid" }, "signature"],
  ])("is refused for %j", async (body, field) => {
    const answer = await running.client.plain("POST", "/_emulator/spaceone/tokens", { body });
    expect(answer.status).toBe(400);
    expect((answer.body as { message: string }).message).toContain(field);
  });
});

describe("seeded objects", () => {
  const seed = (body: unknown) => running.client.plain("POST", "/_emulator/spaceone/seed", { body });

  test("are stored as they are, and replace those with the same id", async () => {
    expect((await seed({ costs: [{ cost_id: "cost-1", cost: 0, free: { a: [null] } }] })).status).toBe(204);
    await seed({ costs: [{ cost_id: "cost-1", cost: 2 }], projects: [{ project_id: "project-x", name: "x" }] });
    const { spaceone } = await running.client.state();
    expect(spaceone["costs"]).toEqual([{ cost_id: "cost-1", cost: 2 }]);
    expect(spaceone["projects"]).toHaveLength(2);
  });

  test.each([
    [{ domains: [{}] }, "domains.0.domain_id"],
    [{ workspaces: [{ workspace_id: 1 }] }, "workspaces.0.workspace_id"],
    [{ projects: {} }, "projects"],
    [{ service_accounts: [{ service_account_id: "" }] }, "service_accounts.0.service_account_id"],
    [{ trusted_secrets: ["x"] }, "trusted_secrets.0"],
    [{ apps: [{ app_id: "app-1" }] }, "apps.0.client_id"],
    [{ data_sources: null }, "data_sources"],
    [{ secrets: [] }, "secrets"],
  ])("are refused for %j, and none is stored", async (body, field) => {
    const before = await running.client.state();
    const answer = await seed({ costs: [{ cost_id: "cost-1" }], ...body });
    expect(answer.status).toBe(400);
    expect((answer.body as { message: string }).message).toContain(field);
    expect(await running.client.state()).toEqual(before);
  });
});
