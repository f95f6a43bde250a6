import { beforeAll, expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";

import { KmsKey } from "../../../provider/index";

// Pulumi's engine hands some options down from a parent, which its SDK does not show to the children.

const metas = new Map<string, unknown>();

beforeAll(async () => {
  const newResource = ({ name, inputs }: pulumi.runtime.MockResourceArgs): { id: string; state: object } => {
    metas.set(name, (inputs as Record<string, unknown>)["__meta"]);
    return { id: name, state: {} };
  };
  await pulumi.runtime.setMocks({ newResource, call: () => ({}) }, "shop", "dev");
});

const team = (name: string, options: pulumi.ComponentResourceOptions): pulumi.Resource =>
  new pulumi.ComponentResource("test:index:Team", name, {}, options);
/** Constructs a key, and resolves to its name once it is registered. */
const key = (name: string, options: pulumi.CustomResourceOptions): Promise<string> =>
  new Promise((resolve) => new KmsKey(name, { purpose: "aes-256" }, options).id.apply(resolve));

test("deletedWith of a parent, or of its parent, is refused like the resource's own", async () => {
  await pulumi.runtime.runInPulumiStack(async () => {
    await key("first", {});
    const plain = team("plain", {});
    const outer = team("outer", { deletedWith: plain });
    const inner = team("inner", { parent: outer });
    for (const parent of [outer, inner]) {
      expect(() => new KmsKey("child", { purpose: "aes-256" }, { parent })).toThrow(
        /KmsKey "child": a KMS key does not go away with another object: .* Leave the option out of its parent/,
      );
    }
    await key("other", { parent: plain });
    return {};
  });
});

test("retainOnDelete of a parent is told to the plugin, unless the resource has a word of its own", async () => {
  const keys: Promise<string>[] = [];
  await pulumi.runtime.runInPulumiStack(() => {
    keys.push(key("neither", {}), key("own", { retainOnDelete: true }));
    const inner = team("inner", { parent: team("outer", { retainOnDelete: true }) });
    keys.push(key("kept", { parent: inner }), key("let-go", { parent: inner, retainOnDelete: false }));
    return Promise.resolve({});
  });
  const names = await Promise.all(keys);
  const retains = names.map((name) => (metas.get(name) as { retainOnDelete?: boolean }).retainOnDelete);
  expect(retains).toEqual([undefined, true, true, undefined]);
});
