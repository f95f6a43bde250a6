import { describe, expect, test } from "@jest/globals";

import { decodeToken, expiredToken } from "../../../provider/clients/spaceone/token";
import { spaceoneToken } from "../../support/spaceone-token";

const decode = (value: string): ReturnType<typeof decodeToken> =>
  decodeToken({ value, source: "configuration spaceone:token" });

test("a token says tenant, role, client and end", () => {
  expect(decode(spaceoneToken())).toEqual({
    domainId: "domain-58010aa2e451",
    workspaceId: "workspace-77919b6ee1f1",
    role: "WORKSPACE_OWNER",
    clientId: "client-1",
    expiresAt: Date.parse("2096-10-02T07:06:40Z"),
  });
});

test("a domain administrator's token is bound to no workspace", () => {
  expect(decode(spaceoneToken({ rol: "DOMAIN_ADMIN", wid: "*" })).workspaceId).toBeUndefined();
  expect(decode(spaceoneToken({ wid: undefined })).workspaceId).toBeUndefined();
});

describe("is refused, without a word of it in the message:", () => {
  const payload = (text: string): string => `e30.${Buffer.from(text).toString("base64url")}.marker`;

  test.each([
    ["marker", "is not a SpaceONE token"],
    ["marker.marker", "is not a SpaceONE token"],
    ["marker.marker.marker", "is not a SpaceONE token"],
    ['{"client_secret":"marker"}', "is not a SpaceONE token"],
    [payload("[]"), "is not a SpaceONE token"],
    [payload('{"did":7}'), "is not a SpaceONE token"],
    [payload('{"exp":"marker","did":"domain-1"}'), "is not a SpaceONE token"],
    [spaceoneToken({ did: undefined }), "names no domain"],
    [spaceoneToken({ did: "" }), "names no domain"],
    [spaceoneToken({ typ: "REFRESH_TOKEN" }), "is a refresh token"],
  ])("%s", (value, message) => {
    const attempt = (): unknown => decode(value);
    expect(attempt).toThrow(/^configuration spaceone:token /);
    expect(attempt).toThrow(message);
    expect(attempt).not.toThrow("marker");
  });
});

test("a token is taken until a minute after its end, as the service takes it", () => {
  const end = Date.parse("2026-01-01T00:00:00Z");
  const claims = decode(spaceoneToken({ exp: end / 1000 }));
  const at = (now: number): string | undefined => expiredToken(claims, "environment variable SPACEONE_TOKEN", now);
  expect(at(end + 60_000)).toBeUndefined();
  expect(at(end + 60_001)).toContain(
    "environment variable SPACEONE_TOKEN is a token that expired at 2026-01-01T00:00:00.000Z: make a new client secret",
  );
});
