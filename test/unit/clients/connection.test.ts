import { describe, expect, test } from "@jest/globals";

import { Connection } from "../../../provider/clients/connection";
import { Deadline } from "../../../provider/clients/http/deadline";
import { stackSettings } from "../../support/settings";
import { spaceoneToken } from "../../support/spaceone-token";

const token = spaceoneToken();
const spaceone = { "spaceone:endpoint": "https://spaceone.test:8443/api", "spaceone:token": token };
const scp = { "scp:accessKey": "access-key", "scp:secretKey": "secret-key", "scp:region": "kr-west1" };
const connect = (config: Record<string, string>): Connection => new Connection(stackSettings(config), () => undefined);

describe("the place of SpaceONE", () => {
  test("is the API's host, and the tenant that the token names", () => {
    expect(connect(spaceone).place("spaceone")).toEqual({
      environment: "spaceone.test:8443",
      region: undefined,
      account: undefined,
      domain: "domain-58010aa2e451",
      workspace: "workspace-77919b6ee1f1",
      credential: expect.stringMatching(/^[0-9a-f]{8}$/),
    });
  });

  test("has no host on this machine, whose ports come and go", () => {
    const place = connect({ ...spaceone, "spaceone:endpoint": "http://127.0.0.1:4711" }).place("spaceone");
    expect(place.environment).toBeUndefined();
  });

  test("has the same credential with a new token of the same client, and another one with another client", () => {
    const credential = (claims: object): string =>
      connect({ ...spaceone, "spaceone:token": spaceoneToken({ ...claims }) }).place("spaceone").credential;
    expect(credential({ iat: 1 })).toBe(credential({ iat: 2 }));
    expect(credential({ jti: "client-2" })).not.toBe(credential({}));
    expect(credential({ jti: undefined })).not.toBe(credential({ jti: undefined, iat: 1 }));
  });
});

test("the role of the token is told", () => {
  expect(connect(spaceone).spaceoneRole()).toBe("WORKSPACE_OWNER");
});

test("secrets are those of the clouds that were used", () => {
  const connection = connect({ ...spaceone, ...scp });
  expect(connection.secrets()).toEqual([]);
  connection.spaceone(new Deadline(1000));
  expect(connection.secrets()).toEqual([token]);
  connection.scp(new Deadline(1000));
  expect(connection.secrets()).toEqual(["secret-key", "access-key", token]);
});

test("a cloud without credentials is an error when it is used, and the other one works", () => {
  expect(connect(scp).place("scp").region).toBe("kr-west1");
  expect(() => connect(scp).spaceone(new Deadline(1000))).toThrow("no SpaceONE credentials");
  expect(() => connect(spaceone).scp(new Deadline(1000))).toThrow("no SCP credentials");
});

test("a token that is none is an error that names its source", () => {
  expect(() => connect({ ...spaceone, "spaceone:token": "nonsense" }).place("spaceone")).toThrow(
    "configuration spaceone:token is not a SpaceONE token",
  );
});
