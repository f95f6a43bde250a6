import { beforeEach, describe, expect, test } from "@jest/globals";
import { z } from "zod";

import type { Definition } from "../../../provider/lifecycle/definition/definition";
import { dynamicProvider, type DynamicProvider } from "../../../provider/dynamic/dynamic-provider";
import { loader } from "../../../provider/program/loader";
import { secret } from "../../../provider/resources/scp/secretsmanager/secret";
import { cloudService } from "../../../provider/resources/spaceone/inventory/cloud-service";
import { spaceoneSecret } from "../../../provider/resources/spaceone/secret/spaceone-secret";
import { lost, refusal } from "../../support/box-failures";
import { BoxService, metaOf } from "../../support/boxes";
import { isMarked, unmarked } from "../../support/marks";

type Wire = Record<string, unknown>;

const settings: Readonly<Record<string, string>> = {
  "scp:accessKey": "access-key",
  "scp:secretKey": "secret-key",
  "scp:region": "kr-west1",
  "scp:environment": "e",
};
const inputs = { name: "given", label: "", note: "", __meta: metaOf("one"), __provider: loader("Box") };

let service: BoxService;
let provider: DynamicProvider;

beforeEach(async () => {
  service = new BoxService();
  provider = dynamicProvider(service.definition(), z);
  const config = { get: (key: string) => settings[key], require: (key: string) => settings[key] ?? "" };
  await provider.configure({ config });
});

/** Names of the properties that are marked as secret. */
const marked = (properties: unknown): string[] =>
  Object.entries(properties as Wire)
    .filter(([, value]) => isMarked(value))
    .map(([name]) => name)
    .sort();
/** Makes an object; Pulumi's own type of what comes back says nothing. */
const made = async (more: Wire = {}): Promise<{ id: string; outs: Wire; marks: readonly string[] }> => {
  const result = await provider.create({ ...inputs, ...more });
  const outs = result.outs as Wire;
  return { id: result.id, outs: unmarked(outs), marks: marked(outs) };
};
const propertiesLeftBy = async (call: Promise<unknown>): Promise<Wire> => {
  const failure = (await call.catch((error: unknown) => error)) as { properties?: Wire };
  return failure.properties ?? {};
};

describe("null in what has to be whole", () => {
  const failures = async (definition: Definition<object, object>, news: Wire): Promise<unknown> => {
    const other = dynamicProvider(definition, z);
    const config = { get: (key: string) => settings[key], require: (key: string) => settings[key] ?? "" };
    await other.configure({ config });
    const { failures = [] } = await other.check({}, { ...news, __meta: metaOf("one") });
    return failures.map(({ reason }) => reason);
  };
  const base = { kmsKeyId: "k", allowedCidrs: ["10.0.0.1/32"] };
  const ofSpaceone = { name: "n", resourceGroup: "WORKSPACE" };

  test("is refused by its place, and is no value of the input itself", async () => {
    expect(await failures(secret, { ...base, value: { user: "u", password: null } })).toEqual([
      "value password: must be a text, not null",
    ]);
    expect(await failures(secret, { ...base, value: null })).toEqual(["value is required"]);
    expect(await failures(spaceoneSecret, { ...ofSpaceone, data: { a: { b: null }, c: [{ d: null }] } })).toEqual([
      "data a.b: must have a value, not null; c[0].d: must have a value, not null",
    ]);
    expect(await failures(spaceoneSecret, { ...ofSpaceone, data: { a: [1, null] } })).toEqual([]);
  });

  test("counts as absent where that is how a part is left out", async () => {
    const entry = { provider: "p", cloudServiceGroup: "g", cloudServiceType: "t" };
    expect(await failures(cloudService, { ...entry, data: { a: null } })).toEqual([]);
    expect(await failures(spaceoneSecret, { ...ofSpaceone, data: { a: "b" }, tags: { c: null } })).toEqual([]);
  });
});

describe("what is marked as secret in state", () => {
  const hidden = {
    __unmanaged: { size: "marker" },
    __pending: { step: "label", mark: "1", wanted: "digest" },
    __fingerprints: { password: "digest" },
    __omitted: { password: "digest" },
  };

  test("are inputs that are so by their kind, those that the program marks, and hidden keys that tell of their values", async () => {
    const { id, marks } = await made({ password: "marker", __meta: metaOf("one", { secrets: ["note"] }) });
    expect(marks).toEqual(["__fingerprints", "note", "password"]);
    const read = await provider.read(id, { ...inputs, ...hidden });
    expect(marked(read.props)).toEqual(Object.keys(hidden).sort());
  });

  test("are the same in what a failure leaves, values in doubt included", async () => {
    const { id, outs } = await made({ password: "marker" });
    service.fail("label", lost(), { times: 9 });
    const olds = { ...outs, password: "marker" };
    const left = await propertiesLeftBy(provider.update(id, olds, { ...inputs, password: "marker", label: "new" }));
    expect(marked(left)).toEqual(["__doubtful", "__fingerprints", "password"]);
  });
});

test("a request's own timeout counts, and is no input", async () => {
  const timed = { ...inputs, __request: { timeoutSeconds: 3 } };
  const { id, outs } = await made(timed);
  expect(service.allowedMs.get("create")).toBe(3000);
  expect(Object.keys(outs)).not.toContain("__request");
  await provider.update(id, outs, { ...timed, label: "new" });
  expect(service.allowedMs.get("label")).toBe(3000);
  await provider.delete(id, { ...outs, __request: { timeoutSeconds: 4 } });
  expect(service.allowedMs.get("remove")).toBe(4000);
  await made();
  expect(service.allowedMs.get("create")).toBe(600_000);
});

describe("what a request ignores", () => {
  const request = (ignoreChanges: readonly string[]): Wire => ({ __request: { ignoreChanges } });

  test("is refused in the comparison where it cannot work, also where the constructor knew nothing of it", async () => {
    const { id, outs } = await made();
    await expect(provider.diff(id, outs, { ...inputs, ...request(["password.hint"]) })).rejects.toThrow(
      "Box one: ignoreChanges: password.hint cannot be left to others",
    );
    await expect(provider.diff(id, outs, { ...inputs, ...request(["label"]) })).resolves.toBeDefined();
  });

  test("goes on in a replacement, or stops it where it cannot be read", async () => {
    const { id, outs } = await made({ size: "small", label: "theirs", password: "old" });
    const news = { ...inputs, name: "other", size: "large", label: "theirs", password: "new" };
    const checked = { ...inputs, size: "small", label: "theirs" };
    await provider.check(checked, news);
    await expect(provider.diff(id, outs, { ...news, ...request(["password"]) })).rejects.toThrow(
      "by the option ignoreChanges others may have changed it",
    );
    await provider.diff(id, outs, { ...news, ...request(["label"]) });
    expect(await provider.check({}, { ...news, label: "ours" })).toMatchObject({ inputs: { label: "theirs" } });
  });
});

test("what one kind has just made another kind of the same process waits for", async () => {
  const { id } = await made();
  const other = new BoxService();
  const others = dynamicProvider(other.definition(), z);
  const config = { get: (key: string) => settings[key], require: (key: string) => settings[key] ?? "" };
  await others.configure({ config });
  other.fail("create", refusal(400));
  expect((await others.create({ ...inputs, size: id })).id).toBe("box-1");
});
