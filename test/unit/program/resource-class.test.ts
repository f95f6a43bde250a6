import { beforeAll, describe, expect, jest, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";

import {
  CloudService,
  KmsKey,
  ManagedKmsKey,
  RandomPassword,
  Secret,
  type Certificate,
  type CertificateSelfSigned,
  type ResourceOptions,
  type SecretPrivateAcl,
} from "../../../provider/index";
import { metaOf } from "../../../provider/program/meta";

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

test("the types say which properties may have no value", () => {
  // Compiling is the test: nothing here is run.
  const uses = (key: KmsKey, secret: Secret, certificate: Certificate, entry: CloudService): readonly unknown[] => {
    const given: pulumi.Output<string> = key.purpose;
    const automatic: pulumi.Output<string> = key.name;
    const rotation: pulumi.Output<boolean> = key.rotation.enabled;
    const made: pulumi.Output<string> = key.state;
    const reference: pulumi.Output<string | undefined> = entry.reference.apply(({ resourceId }) => resourceId);
    // @ts-expect-error There need not be tags.
    const tags: pulumi.Output<Record<string, string>> = key.tags;
    // @ts-expect-error There need not be a private ACL.
    const acl: pulumi.Output<SecretPrivateAcl> = secret.privateAcl;
    // @ts-expect-error A certificate may be given.
    const selfSigned: pulumi.Output<CertificateSelfSigned> = certificate.selfSigned;
    // @ts-expect-error There is no next rotation while rotation is off.
    const next: pulumi.Output<string> = key.nextRotationAt;
    return [given, automatic, rotation, made, reference, tags, acl, selfSigned, next];
  };
  expect(uses).toBeInstanceOf(Function);
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

test("the option import is refused and points to what there is instead", () => {
  const options = { import: "abc" } as ResourceOptions;
  expect(() => new KmsKey("imported", { purpose: "aes-256" }, options)).toThrow(/Pulumi cannot import.*input adopt:/);
  expect(() => new ManagedKmsKey("imported", { keyId: "abc" }, options)).toThrow(/Pulumi cannot import.*input keyId:/);
  expect(() => new RandomPassword("imported", {}, options)).toThrow(/Pulumi cannot import dynamic resources$/);
});

describe("isInstance", () => {
  const key = { __pulumiType: "pulumi-nodejs:dynamic/scp:KmsKey" };

  test("tells kinds apart, unbound as policy packs call it, and by the type alone", () => {
    const { isInstance } = KmsKey;
    expect(isInstance(key)).toBe(true);
    expect(isInstance(new KmsKey("is", { purpose: "aes-256" }))).toBe(true);
    expect(Secret.isInstance(key)).toBe(false);
    expect(isInstance(new pulumi.ComponentResource("test:index:Team", "team"))).toBe(false);
    expect([undefined, null, "text", {}].map((value) => isInstance(value))).toEqual([false, false, false, false]);
  });

  test("narrows the type, and each class says its own", () => {
    const value: unknown = new KmsKey("narrow", { purpose: "aes-256" });
    const purpose: pulumi.Output<string> | undefined = KmsKey.isInstance(value) ? value.purpose : undefined;
    expect(purpose).toBeDefined();
    expect([KmsKey, Secret].map(({ __pulumiType }) => __pulumiType)).toEqual([
      "pulumi-nodejs:dynamic/scp:KmsKey",
      "pulumi-nodejs:dynamic/scp:Secret",
    ]);
  });
});

test("get takes the state that other providers' get takes, and the options behind it", async () => {
  const parent = new pulumi.ComponentResource("test:index:Team", "getting");
  await value(KmsKey.get("four", "abc", undefined, { parent }).id);
  const four = registered.at(-1)?.inputs["__meta"];
  await value(KmsKey.get("four", "abc", { purpose: "aes-256" }, { parent }).id);
  expect(registered.at(-1)?.inputs["__meta"]).toEqual(four);
  expect(four).toMatchObject({ get: true, parent: expect.stringMatching(/^[0-9a-f]{8}$/) });
});

test("a name or an id that is the text of an Output is refused", () => {
  const text = Reflect.apply(String, undefined, [pulumi.output("x")]);
  expect(() => new KmsKey(text, { purpose: "aes-256" })).toThrow(
    /KmsKey: the name is the text of an Output.*pulumi.interpolate/,
  );
  expect(() => KmsKey.get("looked-up", text)).toThrow("KmsKey: the id is the text of an Output");
});

describe("what the plugin is told", () => {
  const told = async (options: ResourceOptions, args: object = {}): Promise<unknown> => {
    await value(new KmsKey("told", { purpose: "aes-256", ...args }, options).id);
    return registered.at(-1)?.inputs["__meta"];
  };
  const always = { schema: 1, name: "told", stack: "dev", project: "shop" };

  test("is only what is not as usual", async () => {
    expect(await told({})).toEqual(always);
  });

  test("are options that force an order or leave inputs to others", async () => {
    const options = { deleteBeforeReplace: true, ignoreChanges: ["description", '["tags"]', "rotation.enabled"] };
    expect(await told(options)).toEqual({
      ...always,
      deleteBeforeReplace: true,
      ignored: ["description", "tags"],
      ignoredParts: ["rotation.enabled"],
    });
  });

  test("are also an order that the option forbids, and paths that replace", async () => {
    const options = { deleteBeforeReplace: false, replaceOnChanges: ["rotation.enabled"] };
    expect(await told(options)).toEqual({ ...always, ...options });
  });

  test("is that the stack's setting has objects deleted first", async () => {
    pulumi.runtime.setConfig("pulumi:autonaming", JSON.stringify({ mode: "verbatim" }));
    try {
      expect(await told({})).toEqual({ ...always, autonaming: true });
    } finally {
      pulumi.runtime.setConfig("pulumi:autonaming", "{}");
    }
  });

  test("are all inputs where all are left to others", async () => {
    for (const all of ["*", "[*]"]) {
      expect(await told({ ignoreChanges: [all] })).toMatchObject({
        ignored: expect.arrayContaining(["name", "purpose", "tags"]),
      });
    }
  });

  test("is the parent, by which resources of one name are told apart", async () => {
    const one = await told({ parent: new pulumi.ComponentResource("test:index:Team", "one") });
    const other = await told({ parent: new pulumi.ComponentResource("test:index:Team", "other") });
    expect(one).not.toEqual(other);
    expect(one).toEqual({ ...always, parent: expect.any(String) });
    const ofOtherType = await told({ parent: new pulumi.ComponentResource("test:index:Shop", "one") });
    expect(ofOtherType).not.toEqual(one);
  });

  test("is the parent by its type and names: neither a stack as parent nor the stack's name counts", async () => {
    const resource = (urn: string): pulumi.Resource =>
      Object.assign(Object.create(new pulumi.ComponentResource("test:index:Team", "any")) as pulumi.Resource, {
        urn: pulumi.output(urn),
      });
    const metaUnder = async (urn: string): Promise<unknown> => {
      const args = { purpose: "aes-256" };
      const told = { definition: KmsKey.definition, type: KmsKey.__pulumiType, name: "told", args, isGet: false };
      return value(pulumi.output(metaOf({ ...told, options: { parent: resource(urn) } })));
    };
    expect(await metaUnder("urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev")).toEqual(always);
    const team = await metaUnder("urn:pulumi:dev::shop::test:index:Team::one");
    expect(team).toEqual({ ...always, parent: expect.any(String) });
    expect(await metaUnder("urn:pulumi:prod::shop::test:index:Team::one")).toEqual(team);
  });

  test("are the names of inputs that hold a secret of the program, wherever in them", async () => {
    const args = { description: pulumi.output("plain"), tags: { a: "b", c: pulumi.secret("marker") } };
    expect(await told({}, args)).toEqual({ ...always, secrets: ["tags"] });
    expect(await told({}, { description: pulumi.secret("marker") })).toEqual({ ...always, secrets: ["description"] });
    const later = Promise.resolve(pulumi.secret("marker"));
    expect(await told({}, { description: later })).toEqual({ ...always, secrets: ["description"] });
  });

  test("are not the names of inputs that are secret by their kind", async () => {
    const args = { value: pulumi.secret({ a: "b" }), kmsKeyId: "k", allowedCidrs: ["10.0.0.1/32"] };
    await value(new Secret("told", args).id);
    expect(registered.at(-1)?.inputs["__meta"]).toEqual(always);
  });

  test("are the names of outputs, too, that show such an input under another name", async () => {
    const args = { value: { a: "b" }, kmsKeyId: "k", allowedCidrs: ["10.0.0.1/32"] };
    await value(new Secret("told", { ...args, versionLabels: pulumi.secret({ marker: "CURRENT" }) }).id);
    const secrets = ["versionLabels", "versions", "labels"];
    expect(registered.at(-1)?.inputs["__meta"]).toEqual({ ...always, secrets });
  });
});

describe("options that cannot work", () => {
  const key = (options: object) => (): unknown => new KmsKey("optional", { purpose: "aes-256" }, options);
  const secret = (options: object) => (): unknown =>
    new Secret("optional", { value: { a: "b" }, kmsKeyId: "k", allowedCidrs: ["10.0.0.1/32"] }, options);
  const entry = (options: object) => (): unknown =>
    new CloudService("optional", { provider: "a", cloudServiceGroup: "b", cloudServiceType: "c", data: {} }, options);
  const other = (): pulumi.Resource => new pulumi.ComponentResource("test:index:Team", "other");

  test.each([
    [
      "deletedWith",
      key,
      { deletedWith: true },
      /KmsKey "optional": a KMS key does not go away with another object.*retainOnDelete/,
    ],
    ["deletedWith", entry, { deletedWith: true }, /does not go away with another object/],
    ["replaceWith", key, { replaceWith: true }, /with the option replaceWith Pulumi may delete the KMS key before/],
    [
      "a part of a value",
      secret,
      { ignoreChanges: ["value.password"] },
      /value.password cannot be left to others.*initialValueOnly/,
    ],
    ["a quoted part", secret, { ignoreChanges: ['["value"].password'] }, /cannot be left to others/],
    [
      "a position in a list without order",
      secret,
      { ignoreChanges: ["allowedCidrs[0]"] },
      /items of allowedCidrs have no order/,
    ],
    [
      "all positions of one",
      secret,
      { ignoreChanges: ["privateAcl.resourceIds[*]"] },
      /items of privateAcl have no order/,
    ],
    ["an indexed part", secret, { ignoreChanges: ['value["pass.word"]'] }, /cannot be left to others/],
    [
      "a part of any input",
      secret,
      { ignoreChanges: ["*.password"] },
      /\*\.password cannot be .*since value is written/,
    ],
  ] as const)("are refused: %s", (_, make, { ...options }, message) => {
    const given: Record<string, unknown> = { ...options };
    if ("deletedWith" in given) given["deletedWith"] = other();
    if ("replaceWith" in given) given["replaceWith"] = [other()];
    expect(make(given)).toThrow(message);
  });

  test.each([
    [key, { ignoreChanges: ["rotation.periodInDays", "tags"] }],
    [secret, { ignoreChanges: ["value"] }],
    [secret, { ignoreChanges: ["*"] }],
    [key, { replaceWith: [] }],
    [entry, { ignoreChanges: ["data.version", "ipAddresses[0]", "data.hosts[*]"] }],
    [secret, { ignoreChanges: ["privateAcl", "tags.team"] }],
  ])("are not those that can: %#", (make, options) => {
    expect(make(options)).not.toThrow();
  });

  test("are not deletedWith of what a destroy only forgets", () => {
    expect(() => new ManagedKmsKey("optional", { keyId: "abc" }, { deletedWith: other() })).not.toThrow();
    expect(() => new RandomPassword("optional", {}, { deletedWith: other() })).not.toThrow();
  });

  test("are not replaceWith of what is gone at once", () => {
    expect(entry({ replaceWith: [other()] })).not.toThrow();
  });

  test("are none of an object that is only looked up", () => {
    expect(() => KmsKey.get("looked-up", "abc", { deletedWith: other() })).not.toThrow();
  });

  test("are told where a path names no input, with the one that may be meant", () => {
    const warn = jest.spyOn(pulumi.log, "warn").mockResolvedValue(undefined);
    key({ ignoreChanges: ["descripton", "*", "tags.team"], replaceOnChanges: ["colours[0]", "rotation", "tags["] })();
    const said = warn.mock.calls.map(([message]) => message);
    warn.mockRestore();
    expect(said).toEqual([
      'KmsKey "optional": ignoreChanges: descripton names no input, so that it does nothing; did you mean description?',
      'KmsKey "optional": replaceOnChanges: colours[0] names no input, so that it does nothing',
      'KmsKey "optional": replaceOnChanges: tags[ names no input, so that it does nothing',
    ]);
  });
});
