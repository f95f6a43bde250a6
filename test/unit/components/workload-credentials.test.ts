import { afterEach, describe, expect, jest, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";

import { WorkloadCredentials } from "../../../provider/index";
import { settled, useRegistrations, valueOf } from "../../support/registrations";

const end = "2027-06-30T00:00:00Z";
const registered = useRegistrations(() => ({
  tokenId: pulumi.secret("token"),
  tokenSecret: pulumi.secret("in clear"),
  tokenExpiresAt: end,
}));

type Args = ConstructorParameters<typeof WorkloadCredentials>[1];
const base = { accessKeyId: "0123456789abcdef0123456789abcdef", allowedIps: ["10.0.0.7"] };

async function made(args: Partial<Args> = {}): Promise<WorkloadCredentials> {
  const component = new WorkloadCredentials("build", { ...base, ...args });
  await settled();
  await valueOf(component.environment);
  return component;
}

afterEach(() => {
  jest.restoreAllMocks();
});

describe("a workload's credentials", () => {
  test("are a vault and what a process reads, which is secret", async () => {
    const component = await made({ tags: { team: "build" }, tokenTtlInDays: 90 });
    expect(registered.names).toEqual(["SecretVault build", "WorkloadCredentials build"]);
    expect(registered.inputsOf("SecretVault", "build")).toEqual({
      ...base,
      temporaryKeyTtlInHours: 1,
      tokenTtlInDays: 90,
      tags: { team: "build" },
    });
    expect(await valueOf(component.environment)).toEqual({
      SCP_VAULT_ID: "id-of-build",
      SCP_VAULT_TOKEN_ID: "token",
      SCP_VAULT_TOKEN_SECRET: "in clear",
      SCP_VAULT_TOKEN_EXPIRES_AT: end,
    });
    const { environment, tokenId, tokenSecret, vaultId } = component;
    const outputs = [environment, tokenId, tokenSecret, vaultId];
    const isSecret = await Promise.all(outputs.map((output) => pulumi.isSecret(pulumi.output<unknown>(output))));
    expect(isSecret).toEqual([true, true, true, false]);
  });

  test("have the names that the program wants", async () => {
    const { environment } = await made({ environmentPrefix: "ci_" });
    expect(Object.keys(await valueOf(environment))).toContain("ci_TOKEN_ID");
  });
});

describe("the end of the token", () => {
  const watched = async (now: string, args: Partial<Args> = {}): Promise<[boolean, string | undefined]> => {
    jest.spyOn(Date, "now").mockReturnValue(Date.parse(now));
    const warn = jest.spyOn(pulumi.log, "warn").mockImplementation(() => Promise.resolve());
    const { renewalDue } = await made(args);
    return [await valueOf(renewalDue), warn.mock.calls.map(([text]) => text).join()];
  };

  test("is told from 30 days before it, or as the program says", async () => {
    expect(await watched("2027-05-30T00:00:00Z")).toEqual([false, ""]);
    expect(await watched("2027-06-01T00:00:00Z")).toEqual([
      true,
      expect.stringMatching(/^WorkloadCredentials build: the token expires on 2027-06-30.*give another accessKeyId/),
    ]);
    expect((await watched("2027-06-01T00:00:00Z", { warnBeforeDays: 7 }))[0]).toBe(false);
  });

  test("is told after it", async () => {
    expect(await watched("2027-07-01T00:00:00Z")).toEqual([true, expect.stringContaining("the token has expired on")]);
  });
});

describe("arguments that are wrong", () => {
  const wrong: readonly (readonly [message: string, args: object])[] = [
    ["WorkloadCredentials build: accessKeyId is required; allowedIps is required", {}],
    ["accessKeyId: must be", { ...base, accessKeyId: "key" }],
    ["allowedIps: must have at least one address", { ...base, allowedIps: [] }],
    ["allowedIps: [0]: must be an IPv4 address", { ...base, allowedIps: ["10.0.0.0/24"] }],
    ["temporaryKeyTtlInHours: must be from 1 to 36 hours", { ...base, temporaryKeyTtlInHours: 37 }],
    ["tokenTtlInDays: must be from 30 to 7300 days", { ...base, tokenTtlInDays: 29 }],
    ["warnBeforeDays must be less than tokenTtlInDays", { ...base, tokenTtlInDays: 30 }],
    ["warnBeforeDays: must be from 1 to 7300 days", { ...base, warnBeforeDays: 0 }],
    ["warnBeforeDays has to be known when the program runs", { ...base, warnBeforeDays: pulumi.output(1) }],
    ["environmentPrefix: must be letters, digits and _", { ...base, environmentPrefix: "1_" }],
    ["environmentPrefix: must be letters, digits and _", { ...base, environmentPrefix: "A-" }],
    ["allowedIp is no argument of it: did you mean allowedIps?", { ...base, allowedIp: [] }],
  ];

  test.each(wrong)("%s", (message, args) => {
    expect(() => new WorkloadCredentials("build", args as Args)).toThrow(message);
    expect(registered.all).toEqual([]);
  });
});
