import { beforeAll, describe, expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";

import { KmsKey, Secret, type ResourceOptions } from "../../../provider/index";

interface Registered {
  type: string;
  name: string;
  id: string | undefined;
  inputs: Record<string, unknown>;
}

const registered: Registered[] = [];

beforeAll(async () => {
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, id, inputs }) => {
        registered.push({ type, name, id, inputs: inputs as Record<string, unknown> });
        return {
          id: id === undefined || id === "" ? `${name}-id` : id,
          state: { ...inputs, currentVersion: 1 } as Record<string, unknown>,
        };
      },
      call: () => ({}),
    },
    "shop",
    "dev",
  );
});

const value = <T>(output: pulumi.Output<T>): Promise<T> => new Promise((resolve) => output.apply(resolve));

test("registers the permanent type and code, and what the plugin needs to know", async () => {
  const args = { purpose: "aes-256" };
  const key = new KmsKey("orders", args, { customTimeouts: { create: "2m" } });
  expect(await value(key.id)).toBe("orders-id");
  expect(registered.at(-1)).toMatchObject({
    type: "pulumi-nodejs:dynamic/scp:KmsKey",
    inputs: {
      purpose: "aes-256",
      __meta: { schema: 1, name: "orders", stack: "dev", project: "shop", timeouts: { create: "2m" } },
      __provider:
        'exports.handler=()=>require("module").createRequire(process.cwd()+"/_")("pulumi-scp/provider").get("KmsKey")',
    },
  });
  expect(args).toEqual({ purpose: "aes-256" });
});

test("the code in state is at most 128 bytes and the same for each key", () => {
  expect(Buffer.byteLength(String(registered[0]?.inputs["__provider"]))).toBeLessThanOrEqual(128);
});

test("inputs and outputs are properties of the resource", async () => {
  const key = new KmsKey("typed", { purpose: "rsa-2048", description: pulumi.output("d") });
  expect(await value(key.description)).toBe("d");
  const version: pulumi.Output<number> = key.currentVersion;
  expect(await value(version)).toBe(1);
  expect(pulumi.Output.isInstance(key.nextRotationAt)).toBe(true);
});

test("an input that is secret by its kind is secret though the program gives it as plain text", async () => {
  const made = new Secret("password", { value: { a: "plain" }, kmsKeyId: "k", allowedCidrs: ["10.0.0.1/32"] });
  expect(await pulumi.isSecret(made.value)).toBe(true);
  expect(await pulumi.isSecret(made.kmsKeyId)).toBe(false);
});

describe("get", () => {
  test("looks an object up by its id and says so to the plugin", async () => {
    const key = KmsKey.get("existing", "abc");
    expect(await value(key.id)).toBe("abc");
    expect(registered.at(-1)).toMatchObject({ id: "abc", inputs: { __meta: { get: true } } });
  });

  test("an empty id is refused", () => {
    expect(() => KmsKey.get("existing", "")).toThrow('KmsKey.get("existing"): the id is empty');
  });
});

test("the option import is refused and points to adopt", () => {
  const options = { import: "abc" } as ResourceOptions;
  expect(() => new KmsKey("imported", { purpose: "aes-256" }, options)).toThrow(/Pulumi cannot import.*adopt/);
});
