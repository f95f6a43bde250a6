import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { z } from "zod";

import { behaviourOf } from "../../../provider/lifecycle/definition/behaviour";
import type { Context } from "../../../provider/lifecycle/definition/context";
import { differingInputs } from "../../../provider/lifecycle/values/compare";
import { unknown } from "../../../provider/lifecycle/values/unknown";
import { distinctNetworks, sameNetworks } from "../../../provider/resources/scp/ipv4";
import { secret } from "../../../provider/resources/scp/secretsmanager/secret";
import { secretVault } from "../../../provider/resources/scp/secretvault/secret-vault";
import { check } from "../../support/by-properties";

const meta = { schema: 1, name: "shop", stack: "dev", project: "shop" };
const given = {
  secret: { name: "shop", kmsKeyId: "key", value: { a: "b" } },
  vault: { name: "shop", accessKeyId: "0".repeat(32), temporaryKeyTtlInHours: 4, tokenTtlInDays: 365 },
};
const kinds = { secret: behaviourOf(secret), vault: behaviourOf(secretVault) };

function refused(kind: keyof typeof kinds, news: Record<string, unknown>): string[] {
  const inputs = { ...given[kind], ...news, __meta: meta };
  const { failures } = check(kinds[kind], z, {}, inputs, { now: () => 0, random: () => 0.5 });
  return failures.map(({ property, reason }) => `${property} ${reason}`);
}

const ofSecret = (...allowedCidrs: unknown[]): string[] => refused("secret", { allowedCidrs });
const ofVault = (...allowedIps: unknown[]): string[] => refused("vault", { allowedIps });
const hosts = (count: number): string[] => Array.from({ length: count }, (_, n) => `10.0.0.${String(n)}/32`);

describe("numbers with leading zeros are refused, which some programs take for octal ones:", () => {
  const reason = "must be written without leading zeros, which some programs take for octal numbers";

  test.each(["010.0.0.7/32", "10.0.0.07/32", "10.00.0.7/32", "10.0.0.7/032", "10.0.0.008/32"])("%s", (text) => {
    expect(ofSecret(text)).toEqual([`allowedCidrs [0]: ${reason}`]);
    expect(ofVault("10.0.0.1", text)).toEqual([`allowedIps [1]: ${reason}`]);
  });

  test("an address without a prefix", () => {
    expect(ofVault("10.0.0.07")).toEqual([`allowedIps [0]: ${reason}`]);
  });

  test("but zeros alone are none", () => {
    expect(ofSecret("0.0.0.0/25", "10.0.0.0/30")).toEqual([]);
    expect(ofVault("0.0.0.0", "100.0.0.10/32")).toEqual([]);
  });
});

test.each(["10.0.0.256/32", "10.0.0/32", "10.0.0.7/33", "10.0.0.7/", "10.0.0.7/3x", "::1/128", "a.b.c.d/32", ""])(
  "%j is no network",
  (text) => {
    expect(ofSecret(text)).toEqual([expect.stringContaining("must be an IPv4 CIDR of /25 or narrower")]);
    expect(ofVault(text)).toEqual([expect.stringContaining("must be an IPv4 address")]);
  },
);

test("networks are as wide as the service allows", () => {
  expect(ofSecret("10.0.0.0/25", "10.0.0.7/32")).toEqual([]);
  expect(ofSecret("10.0.0.0/24")).toHaveLength(1);
  expect(ofSecret("10.0.0.7")).toHaveLength(1);
  expect(ofVault("10.0.0.7", "10.0.0.8/32")).toEqual([]);
  expect(ofVault("10.0.0.7/31")).toHaveLength(1);
});

describe("the most that are allowed", () => {
  test("are ten different ones", () => {
    expect(ofSecret(...hosts(10), "10.0.0.9/32")).toEqual([]);
    expect(ofSecret(...hosts(11))).toEqual(["allowedCidrs must have at most 10 CIDRs"]);
    expect(ofVault(...hosts(10), "10.0.0.9")).toEqual([]);
    expect(ofVault(...hosts(11))).toEqual(["allowedIps must have at most 10 addresses"]);
  });

  test("and one network is one, whatever its host bits", () => {
    expect(ofSecret(...hosts(11).map((text) => text.replace("/32", "/25")))).toEqual([]);
  });

  test("of a list that is not all known are as many as are known", () => {
    expect(ofSecret(unknown, ...hosts(10))).toEqual([]);
    expect(ofVault(unknown, ...hosts(10))).toEqual([]);
  });
});

describe("the same networks are", () => {
  const differs = (kind: keyof typeof kinds, name: string, one: string[], other: string[]): boolean =>
    differingInputs(kinds[kind], { [name]: one }, { [name]: other }).length > 0;

  test("those with other host bits, given twice, or in another order", () => {
    expect(differs("secret", "allowedCidrs", ["10.0.0.7/28"], ["10.0.0.0/28"])).toBe(false);
    expect(differs("secret", "allowedCidrs", ["10.0.0.7/28", "10.0.0.1/28"], ["10.0.0.0/28"])).toBe(false);
    expect(differs("secret", "allowedCidrs", ["10.0.0.1/32", "10.0.0.0/28"], ["10.0.0.0/28", "10.0.0.1/32"])).toBe(
      false,
    );
    expect(differs("vault", "allowedIps", ["10.0.0.7", "10.0.0.7/32"], ["10.0.0.7"])).toBe(false);
    expect(differs("vault", "allowedIps", ["10.0.0.7", "10.0.0.8"], ["10.0.0.8/32", "10.0.0.7/32"])).toBe(false);
  });

  test("none of another prefix or address, and not more or fewer of them", () => {
    expect(differs("secret", "allowedCidrs", ["10.0.0.0/28"], ["10.0.0.0/29"])).toBe(true);
    expect(differs("secret", "allowedCidrs", ["10.0.0.16/28"], ["10.0.0.0/28"])).toBe(true);
    expect(differs("secret", "allowedCidrs", ["10.0.0.0/28", "10.0.0.1/32"], ["10.0.0.0/28"])).toBe(true);
    expect(differs("vault", "allowedIps", ["10.0.0.7"], ["10.0.0.8"])).toBe(true);
  });

  test("also texts that are no networks, which a service may show", () => {
    expect(sameNetworks(["any"], [" any"])).toBe(true);
    expect(sameNetworks(["any"], ["10.0.0.256/32"])).toBe(false);
  });
});

test("of the same networks the first one is kept, as it was written", () => {
  const octet = fc.constantFrom(0, 7, 128, 255);
  const network = fc
    .tuple(octet, octet, octet, octet, fc.constantFrom(25, 28, 31, 32))
    .map(([a, b, c, d, prefix]) => `${[a, b, c, d].join(".")}/${String(prefix)}`);
  fc.assert(
    fc.property(fc.array(network, { maxLength: 12 }), (all) => {
      const kept = distinctNetworks(all);
      expect(sameNetworks(kept, all)).toBe(true);
      expect(kept).toEqual(
        all.filter((text) => kept.includes(text)).filter((text, at, list) => list.indexOf(text) === at),
      );
      for (const [at, text] of kept.entries()) {
        expect(kept.findIndex((other) => sameNetworks([other], [text]))).toBe(at);
      }
    }),
  );
});

describe("what is sent", () => {
  const cidrs = ["10.0.0.7/28", "10.0.1.1/32", "10.0.0.0/28", "10.0.1.1/32"];
  const privateAcl = { resourceIds: ["two", "one", "two"] };
  /** Bodies and arguments of the calls. */
  const sent: unknown[] = [];
  const record = (...args: unknown[]): Promise<unknown> => Promise.resolve(sent.push(args) && {});
  const context = {
    scp: {
      secrets: { createSecret: record, updateCidrs: record, updatePrivateAcl: record },
      vaults: { createVault: record },
    },
  } as unknown as Context;
  const runStep = (name: string, inputs: Record<string, unknown>): unknown =>
    kinds.secret.steps.find((step) => step.name === name)?.run(context, "id", inputs, {}, {}, undefined);

  test("has each network once, in the program's order and with its host bits", async () => {
    sent.length = 0;
    await kinds.secret.create(context, { ...given.secret, allowedCidrs: cidrs }, "");
    await runStep("allowed CIDRs", { allowedCidrs: cidrs });
    await kinds.vault.create(
      context,
      {
        ...given.vault,
        allowedIps: ["10.0.0.8", "10.0.0.7/32", "10.0.0.7", "10.0.0.8/32"],
      },
      "",
    );
    expect(sent).toEqual([
      [expect.objectContaining({ allowedCidrs: ["10.0.0.7/28", "10.0.1.1/32"] })],
      ["id", ["10.0.0.7/28", "10.0.1.1/32"]],
      [expect.objectContaining({ allowedIps: ["10.0.0.8", "10.0.0.7/32"] })],
    ]);
  });

  test("has each resource of the private ACL once", async () => {
    sent.length = 0;
    await kinds.secret.create(context, { ...given.secret, allowedCidrs: cidrs, privateAcl }, "");
    await runStep("private ACL", { privateAcl });
    await runStep("private ACL", {});
    expect(sent).toEqual([
      [expect.objectContaining({ privateAcl: { resourceIds: ["two", "one"] } })],
      ["id", { resourceIds: ["two", "one"] }],
      ["id", { resourceIds: [] }],
    ]);
  });
});

test("ids of a private ACL count once and in any order", () => {
  const differs = (one: string[], other: string[]): boolean =>
    differingInputs(kinds.secret, { privateAcl: { resourceIds: one } }, { privateAcl: { resourceIds: other } }).length >
    0;
  expect(differs(["a", "b", "a"], ["b", "a"])).toBe(false);
  expect(differs(["a", "b"], ["a"])).toBe(true);
  expect(differs(["a,b"], ["a", "b"])).toBe(true);
});
