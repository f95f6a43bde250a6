import { beforeAll, describe, expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";

import { CloudService, ConfigInspection, Secret, SpaceoneSecret } from "../../../provider/index";
import { wholeInputs } from "../../../provider/program/whole";

beforeAll(async () => {
  await pulumi.runtime.setMocks(
    {
      newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: { ...inputs } as Record<string, unknown> }),
      call: () => ({}),
    },
    "shop",
    "dev",
  );
});

type Args = Record<string, unknown>;

const absent = undefined as unknown as string;
const none = null as unknown as string;
const later = (value: unknown): pulumi.Output<string> => pulumi.output(value) as pulumi.Output<string>;

const secret = (value: unknown): Args => ({ value, kmsKeyId: "k", allowedCidrs: ["10.0.0.1/32"] });
/** What comes of an input in the end. */
const resolved = (definition: typeof Secret.definition, name: string, args: Args): Promise<unknown> => {
  const input = wholeInputs(definition, "db", args) as Args;
  return (pulumi.output(input[name]) as unknown as { promise(): Promise<unknown> }).promise();
};

describe("a member without a value", () => {
  test("is refused at construction, by its place", () => {
    expect(() => new Secret("db", { ...secret({}), value: { user: "u", password: absent } } as never)).toThrow(
      "Secret db: value.password is undefined; leave the member out or give it a value",
    );
    expect(() => new Secret("db", { ...secret({}), value: { password: none } } as never)).toThrow(
      "value.password is null",
    );
    const data = { name: "n", resourceGroup: "WORKSPACE" as const, data: { a: [{ b: none }] } };
    expect(() => new SpaceoneSecret("scp", data)).toThrow("SpaceoneSecret scp: data.a[0].b is null");
    const runTrigger = { trigger: "1", accessKey: "a", secretKey: absent, tenantId: "t" };
    expect(() => new ConfigInspection("nightly", { runTrigger } as never)).toThrow("runTrigger.secretKey is undefined");
  });

  test("of a cloud service's data may be null, which counts as absent, but not undefined", async () => {
    const data = { a: null, b: later(null), c: [null] };
    expect(await resolved(CloudService.definition, "data", { data })).toEqual({ a: null, b: null, c: [null] });
    expect(() => wholeInputs(CloudService.definition, "entry", { data: { a: { b: undefined } } })).toThrow(
      "CloudService entry: data.a.b is undefined",
    );
  });
});

describe("what is left as it is", () => {
  test.each([
    ["undefined", undefined],
    ["null", null],
    ["a text", '{"a":"b"}'],
    ["pairs", { a: "b" }],
  ])("is an input that is %s", async (_, value) => {
    expect(await resolved(Secret.definition, "value", secret(value))).toEqual(value);
    expect(await resolved(Secret.definition, "value", secret(later(value)))).toEqual(value);
  });

  test("are the other inputs, and other objects", () => {
    const tags = { a: undefined };
    const other = new (class Other {
      a = undefined;
    })();
    const args = { tags, data: { other } };
    const inputs = wholeInputs(SpaceoneSecret.definition, "scp", args) as typeof args;
    expect(inputs.tags).toBe(tags);
    expect(inputs.data.other).toBe(other);
  });

  test("are items of lists that are null", async () => {
    expect(await resolved(SpaceoneSecret.definition, "data", { data: { a: [1, null] } })).toEqual({ a: [1, null] });
  });

  test("is that a member is secret", async () => {
    const { data } = wholeInputs(CloudService.definition, "entry", {
      data: { open: later("x"), hidden: pulumi.secret("y") },
    }) as { data: { open: pulumi.Output<string>; hidden: pulumi.Output<string> } };
    expect(await Promise.all([data.open, data.hidden].map(pulumi.isSecret))).toEqual([false, true]);
  });

  test("are members that are not known yet, and those beside them", async () => {
    const unknown = new (pulumi.Output as unknown as new (...args: unknown[]) => pulumi.Output<string>)(
      [],
      Promise.resolve(undefined),
      Promise.resolve(false),
      Promise.resolve(false),
      Promise.resolve([]),
    );
    const inputs = wholeInputs(CloudService.definition, "entry", { data: { unknown, known: "x" } }) as {
      data: { unknown: pulumi.Output<string>; known: string };
    };
    expect(inputs.data.known).toBe("x");
    const { isKnown } = inputs.data.unknown as unknown as { isKnown: Promise<boolean> };
    expect(await isKnown).toBe(false);
  });
});
