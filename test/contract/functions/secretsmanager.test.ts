import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";

import {
  getRandomPassword,
  getRandomPasswordOutput,
  getSecret,
  getSecretValue,
  getSecretValueOutput,
  listSecrets,
  listSecretVersions,
  listSecretVersionsOutput,
} from "../../../provider/index";
import { useEmulator } from "../../support/in-process-emulator";
import { seen, startProgram, useProgram } from "../../support/program";

const running = useEmulator();
useProgram(() => running.emulator);

const marker = "marker-of-a-secret-value";
let keyId: string;
let secretId: string;

beforeEach(async () => {
  keyId = (await running.client.keys.create("orders")).id;
  secretId = (await running.client.secrets.create("database", keyId)).id;
});

afterEach(() => {
  jest.restoreAllMocks();
});

const put = (path: string, body: unknown): Promise<unknown> =>
  running.client.call("PUT", `/v1/secrets/${secretId}/${path}`, { body });
const setValue = (value: object): Promise<unknown> => put("values", { secret_value: JSON.stringify(value) });
const answerWith = (path: string, body: unknown, status = 200): Promise<unknown> =>
  running.client.addFault({ path, fault: { status, body } });
const versionIds = async (): Promise<string[]> =>
  (await running.client.secrets.only()).versions.map(({ version_id }) => version_id);
const sent = async (): Promise<string[]> =>
  (await running.client.requests()).map(({ method, path }) => `${method} ${path}`);

async function sentBy(work: () => unknown): Promise<string[]> {
  const before = (await sent()).length;
  await work();
  return (await sent()).slice(before);
}

describe("a secret", () => {
  test("is found by its id and by its name, with the properties of the resource", async () => {
    await put("private-acl", { private_acl_enabled: true, private_acl_resources: [{ resource_id: "vm-1" }] });
    await setValue({ user: "lee" });
    const [first, second] = await versionIds();
    await put("label", { label: "release", move_to_version_id: first });
    const shown = {
      id: secretId,
      name: "database",
      kmsKeyId: keyId,
      description: "",
      allowedCidrs: ["127.0.0.1/32"],
      privateAcl: { resourceIds: ["vm-1"] },
      state: "Active",
      deleteAt: undefined,
      region: expect.any(String),
      versionId: second,
      previousVersionId: first,
      labels: { release: first },
    };
    for (const secret of [await getSecret({ id: secretId }), await getSecret({ name: "database" })]) {
      expect(secret).toEqual({ ...shown, versions: expect.any(Array) });
      expect([...(secret.versions ?? [])].sort()).toEqual([first, second].sort());
    }
  });

  test("that is not there is an error", async () => {
    await expect(getSecret({ name: "other" })).rejects.toThrow('getSecret: there is no secret with the name "other"');
    await expect(getSecret({ id: "0".repeat(32) })).rejects.toThrow(
      /^getSecret: cannot read the secret: GET secretsmanager \/v1\/secrets\/0{32}: HTTP 404 NotFound/,
    );
  });

  test("that waits for its deletion is found, and its versions are not asked for", async () => {
    await running.client.call("DELETE", `/v1/secrets/${secretId}`, { body: { waiting_time_ndays: 7 } });
    const found = await sentBy(async () => {
      const secret = await getSecret({ name: "database" });
      expect(secret).toMatchObject({ state: "To_Be_Terminated", deleteAt: expect.any(String) });
      expect(secret.versions).toBeUndefined();
    });
    expect(found).toEqual(["GET /v1/secrets", `GET /v1/secrets/${secretId}`]);
  });

  test("is listed without what only its details show", async () => {
    const other = (await running.client.secrets.create("other", keyId)).id;
    const [first] = await listSecrets({ name: "other" });
    expect(first).toEqual({
      id: other,
      name: "other",
      kmsKeyId: keyId,
      description: "",
      allowedCidrs: ["127.0.0.1/32"],
      state: "Active",
      deleteAt: undefined,
      region: undefined,
    });
    const names: string[] = [];
    for await (const { name } of listSecrets()) names.push(name);
    expect(names.sort()).toEqual(["database", "other"]);
  });
});

describe("the versions of a secret", () => {
  test("have ids and labels", async () => {
    await setValue({ user: "lee" });
    const [first, second] = await versionIds();
    const versions = await listSecretVersions({ secretId });
    expect(versions).toHaveLength(2);
    expect(versions).toContainEqual({ id: first, labels: ["PREVIOUS"] });
    expect(versions).toContainEqual({ id: second, labels: ["CURRENT"] });
  });

  test.each([
    ["items that are texts", ["v1", "v2"]],
    ["items without labels", [{ version_id: "v1" }, { version_id: "v2" }]],
    ["items without ids", [{ labels: ["CURRENT"] }]],
  ])("with %s are not guessed", async (_, list) => {
    jest.spyOn(console, "error").mockImplementation(() => undefined);
    const body = { count: list.length, page: 0, size: 1000, version_list: list };
    await running.client.addFault({ path: "versions", times: 0, fault: { status: 200, body } });
    const reason = "listSecretVersions: the service's list of versions is not understood";
    await expect(listSecretVersions({ secretId })).rejects.toThrow(reason);
    expect((await getSecret({ id: secretId })).versions).toBeUndefined();
  });
});

describe("the value of a secret", () => {
  test("is that of the current version, or of the one that is named", async () => {
    await setValue({ user: "lee", password: 'größer "漢字"' });
    const [first = ""] = await versionIds();
    await put("label", { label: "release", move_to_version_id: first });
    const [old, current] = [{ user: "kim" }, { user: "lee", password: 'größer "漢字"' }];
    expect(await getSecretValue({ secretId })).toEqual({ value: current, text: JSON.stringify(current) });
    expect(await getSecretValue({ secretId, label: "PREVIOUS" })).toEqual({ value: old, text: '{"user":"kim"}' });
    expect((await getSecretValue({ secretId, label: "release" })).value).toEqual(old);
    expect((await getSecretValue({ secretId, versionId: first })).value).toEqual(old);
  });

  test.each([
    ["a text", "no JSON"],
    ["an empty text", ""],
    ["a list", '["a"]'],
    ["null", "null"],
    ["an object of other things", '{"port":5432,"user":"kim"}'],
  ])("that is %s is given as a text only", async (_, text) => {
    await answerWith("values", { secret_value: text });
    expect(await getSecretValue({ secretId })).toEqual({ value: undefined, text });
  });

  test.each<[string, object, string]>([
    ["no secret", {}, "secretId is required"],
    ["an empty id", { secretId: "" }, "secretId: must be the id of a secret, not an empty text"],
    ["both ways to a version", { secretId: "a", versionId: "b", label: "c" }, "give versionId or label, not both"],
    ["an empty version", { secretId: "a", versionId: "" }, "versionId: must be the id of a version, not an empty"],
    ["an empty label", { secretId: "a", label: "" }, "label: must have 1 to 256 characters"],
    ["a long label", { secretId: "a", label: "x".repeat(257) }, "label: must have 1 to 256 characters"],
    ["a mistyped argument", { secretId: "a", lable: "c" }, "lable is no argument of it: did you mean label?"],
  ])("with %s is refused before any request", async (_, args, reason) => {
    const requests = await sentBy(() =>
      expect(getSecretValue(args as { secretId: string })).rejects.toThrow(`getSecretValue: ${reason}`),
    );
    expect(requests).toEqual([]);
  });

  test("is a secret, and is read in a preview too", async () => {
    await startProgram(true);
    const { value } = getSecretValueOutput({ secretId });
    expect(await seen(value)).toEqual({ value: { user: "kim" }, isKnown: true, isSecret: true });
    expect(await seen(listSecretVersionsOutput({ secretId }))).toMatchObject({ isKnown: true, isSecret: false });
  });

  test.each<[string, unknown]>([
    ["is no text", { secret_value: { password: marker } }],
    ["has another name", { value: marker }],
  ])("shows in no failure where it %s", async (_, body) => {
    await answerWith("values", body);
    const failure = await getSecretValue({ secretId }).catch((error: unknown) => String(error));
    expect(failure).toContain("getSecretValue: cannot read the value of the secret: POST secretsmanager");
    expect(failure).toContain("secret_value");
    expect(failure).not.toContain("marker");
  });

  test("may be read by those only who are allowed to", async () => {
    await put("acl-cidr", { acl_cidr: "10.0.0.7/32" });
    await expect(getSecretValue({ secretId })).rejects.toThrow(
      /^getSecretValue: cannot read the value of the secret: POST secretsmanager .*: HTTP 403 .*access\.denied/,
    );
  });
});

describe("a random password", () => {
  test("is another one each time, of 32 characters", async () => {
    const [one, other] = [await getRandomPassword(), await getRandomPassword()];
    expect(one.password).toHaveLength(32);
    expect(one.password).not.toBe(other.password);
  });

  test.each<[object, RegExp]>([
    [{ length: 5 }, /^.{5}$/s],
    [{ length: 1024, excludePunctuation: true }, /^[a-zA-Z0-9]{1024}$/],
    [{ excludeLowercase: true, excludeUppercase: true, excludePunctuation: true }, /^\d{32}$/],
    [{ excludeNumbers: true, excludeUppercase: true, excludePunctuation: true }, /^[a-z]{32}$/],
    [{ length: 40, excludeNumbers: true, excludeLowercase: true, excludePunctuation: true }, /^[A-Z]{40}$/],
    [{ length: 300, includeSpace: true }, / /],
    [{ excludeCharacters: "abc", excludePunctuation: true, length: 300 }, /^[d-zA-Z0-9]{300}$/],
  ])("with %j is as wanted", async (rules, form) => {
    expect((await getRandomPassword(rules)).password).toMatch(form);
  });

  test("need not have each type of characters", async () => {
    const rules = { excludeCharacters: "0123456789", excludePunctuation: true };
    await expect(getRandomPassword(rules)).rejects.toThrow(
      "getRandomPassword: cannot make the random password: POST secretsmanager",
    );
    expect((await getRandomPassword({ ...rules, requireEachIncludedType: false })).password).toMatch(/^[a-zA-Z]{32}$/);
  });

  test.each<[object, string]>([
    [{ length: 4 }, "length: must be from 5 to 1024 characters"],
    [{ length: 1025 }, "length: must be from 5 to 1024 characters"],
    [{ length: 8.5 }, "length: must be a whole number of characters"],
    [{ length: "8" }, "length: must be a whole number of characters"],
    [{ excludeCharacters: "x".repeat(4097) }, "excludeCharacters: must be at most 4096 characters long"],
    [{ excludeNumbers: "true" }, "excludeNumbers: "],
    [{ includeSpaces: true }, "includeSpaces is no argument of it: did you mean includeSpace?"],
  ])("with %j is refused before any request", async (args, reason) => {
    const requests = await sentBy(() =>
      expect(getRandomPassword(args)).rejects.toThrow(`getRandomPassword: ${reason}`),
    );
    expect(requests).toEqual([]);
  });

  test("is a secret, and is not made in a preview", async () => {
    expect(await seen(getRandomPasswordOutput().password)).toMatchObject({ isKnown: true, isSecret: true });
    await startProgram(true);
    const requests = await sentBy(async () => {
      expect(await seen(getRandomPasswordOutput().password)).toMatchObject({ isKnown: false, isSecret: true });
      expect(pulumi.isUnknown((await getRandomPassword()).password)).toBe(true);
      await expect(getRandomPassword({ length: 1 })).rejects.toThrow("length: must be from 5");
    });
    expect(requests).toEqual([]);
  });

  test("shows in no failure", async () => {
    await answerWith("random-password", { password: marker });
    const failure = await getRandomPassword().catch((error: unknown) => String(error));
    expect(failure).toContain("random_password");
    expect(failure).not.toContain("marker");
  });
});
