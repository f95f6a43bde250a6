import { beforeAll, describe, expect, test } from "@jest/globals";

import { currentDigest, digestOfValue, type RequestRecord, type StoredSecret } from "../support/emulator-client";
import type { CommandResult } from "../support/project";
import { resourceSection as section } from "../support/resource-section";
import { changed, full, markers, one, others, perProperty, properties, three } from "../support/secret-programs";
import { echoOf } from "../support/leaks/echoed";
import { secretsIn } from "../support/leaks/scan";
import { useStack } from "../support/stack-fixture";

const intruder = 'märk"intruder\\/+<&>=%';

const stack = useStack({}, { env: { PULUMI_SCP_DEBUG: "1" } });
/** All that commands have printed. */
let printed = "";
/** Ids of the secrets by the names of their resources, and of two keys. */
let ids: Record<string, string>;
let givenKey: string;
let otherKey: string;

beforeAll(async () => {
  [givenKey, otherKey] = [
    (await stack.emulator.client.keys.create("given")).id,
    (await stack.emulator.client.keys.create("other")).id,
  ];
});

async function run(command: Promise<CommandResult>): Promise<CommandResult> {
  const result = await command;
  printed += result.output;
  return result;
}

async function up(...args: string[]): Promise<CommandResult> {
  const result = await run(stack.project.up(...args));
  if (result.code !== 0) throw new Error(result.output);
  return result;
}

/** The program: `secret(name, args, options)` makes one with the least that it needs. */
const program = (body: string): Promise<void> =>
  stack.project.program(`
const keys = ${JSON.stringify({ given: givenKey, other: otherKey })};
const least = { value: ${JSON.stringify({ password: one })}, allowedCidrs: ["10.0.0.0/28"] };
const secret = (name, { kmsKeyId = "given", ...args }, options) => {
  const made = new scp.Secret(name, { ...least, kmsKeyId: keys[kmsKeyId] ?? kmsKeyId, ...args }, options);
  exports[name] = made.id;
  exports.shown = made.value;
};
${body}`);

let firstVersion = "";

/** What the program exports: ids by the names of the resources, and what is shown of a value. */
async function outputs(): Promise<Record<string, string>> {
  const { output } = await run(stack.project.must("stack", "output", "--json"));
  return JSON.parse(output) as Record<string, string>;
}

const stored = (): Promise<StoredSecret[]> => stack.emulator.client.secrets.stored();

async function secretOf(resource: string): Promise<StoredSecret> {
  const found = (await stored()).find(({ id }) => id === ids[resource]);
  if (found === undefined) throw new Error(`there is no secret ${resource}`);
  return found;
}

const labelsOf = ({ labels }: StoredSecret): Record<string, string> =>
  Object.fromEntries(labels.map(({ label, version_id }) => [label, version_id]));

const put = (id: string, part: string, body: object): Promise<unknown> =>
  stack.emulator.client.call("PUT", `/v1/secrets/${id}/${part}`, { body });
const remove = (id: string): Promise<unknown> =>
  stack.emulator.client.call("DELETE", `/v1/secrets/${id}`, { body: { waiting_time_ndays: 10 } });

/** What somebody else changes of the secret of each property, and what Pulumi must show of it. */
const drifts: Readonly<Record<keyof typeof full, { change: (id: string) => Promise<unknown>; line: RegExp }>> = {
  value: {
    change: (id) => put(id, "values", { secret_value: JSON.stringify({ password: intruder }) }),
    line: /~ value *: \[secret\] => \[secret\]/,
  },
  kmsKeyId: {
    change: (id) => put(id, "kmsid", { kms_id: otherKey }),
    line: /~ kmsKeyId *: "[0-9a-f]+" => "[0-9a-f]+"/,
  },
  description: {
    change: (id) => put(id, "description", { description: "elsewhere" }),
    line: /~ description *: "kept" => "elsewhere"/,
  },
  allowedCidrs: {
    change: (id) => put(id, "acl-cidr", { acl_cidr: "10.1.1.1/32" }),
    line: /~ allowedCidrs *: \[\s+~ \[0\]: "10\.0\.0\.0\/28" => "10\.1\.1\.1\/32"/,
  },
  privateAcl: {
    change: (id) =>
      put(id, "private-acl", { private_acl_enabled: true, private_acl_resources: [{ resource_id: "vm9" }] }),
    line: /~ privateAcl *: \{\s+~ resourceIds: \[\s+~ \[0\]: "vm1" => "vm9"/,
  },
  versionLabels: {
    change: async (id) => {
      const [version] = (await stored()).find((secret) => secret.id === id)?.versions ?? [];
      return put(id, "label", { label: "live", remove_from_version_id: version?.version_id });
    },
    line: /~ versionLabels *: \{\s+- live: "CURRENT"/,
  },
};

const lastRequest = async (): Promise<number> => (await stack.emulator.client.requests()).at(-1)?.n ?? 0;
/** What was written to the secret of a resource since then. */
const writesTo = async (resource: string, since: number): Promise<string[]> =>
  (await stack.emulator.client.requests(since))
    .filter(({ method, path }: RequestRecord) => method !== "GET" && path.includes(ids[resource] ?? "none"))
    .map(({ method, path }) => `${method} ${path.split("/").at(-1) ?? ""}`);

describe("made", () => {
  test("a preview shows a value and a key that are not known yet as unknown", async () => {
    await program(`${perProperty()}\n${others("first")}`);
    const { code, output } = await run(stack.project.preview());
    expect(section(output, "derived")).toMatch(/kmsKeyId *: \[unknown\]/);
    expect(section(output, "derived")).toMatch(/value *: \[unknown\]/);
    expect(section(output, "partly")).toMatch(/value *: \[(unknown|secret)\]/);
    expect(code).toBe(0);
  });

  test("all secrets are made as the program says", async () => {
    await up();
    const { shown, ...made } = await outputs();
    expect(shown).toBe("[secret]");
    ids = made;
    expect(await stored()).toHaveLength(Object.keys(ids).length);
    for (const name of [...properties, "changing"] as const) {
      const secret = await secretOf(name);
      expect(secret).toMatchObject({ description: "kept", acl_cidr: "10.0.0.0/28", kms_id: givenKey });
      expect(secret.private_acl_resources).toMatchObject([{ resource_id: "vm1" }]);
      expect(currentDigest(secret)).toBe(digestOfValue(full.value));
    }
    const key = (await stack.project.resource("made"))?.id;
    expect(await secretOf("derived")).toMatchObject({ kms_id: key, description: "Active" });
    firstVersion = (await secretOf("labelled")).versions[0]?.version_id ?? "";
  });
});

describe("drift", () => {
  /** One secret for each property, one with a private ACL that nobody asked for, two that wait for their deletion. */
  const differing = properties.length + 3;
  let drift: CommandResult;
  let refresh: CommandResult;

  beforeAll(async () => {
    for (const name of properties) await drifts[name].change(ids[name] ?? "");
    for (const name of ["ignored", "initial"]) await drifts.value.change(ids[name] ?? "");
    await drifts.privateAcl.change(ids["open"] ?? "");
    for (const name of ["waiting", "waitingnamed"]) await remove(ids[name] ?? "");
    drift = await run(stack.project.drift());
    refresh = await run(stack.project.refresh());
  });

  test("a check for drift ends with 7 and counts each secret that changed", () => {
    expect(drift.code).toBe(7);
    expect(drift.output).toContain(`~ ${String(differing)} to update`);
    expect(refresh.code).toBe(0);
  });

  test.each(properties)("%s is shown with its own line, in the check and by a refresh", (name) => {
    expect(section(drift.output, name)).toMatch(drifts[name].line);
    expect(section(refresh.output, name)).toMatch(drifts[name].line);
  });

  test("a private ACL that the program does not have is shown, too", () => {
    expect(section(refresh.output, "open")).toMatch(/\+ privateAcl *: \{\s+\+ resourceIds: \[\s+\+ +\[0\]: "vm9"/);
  });

  test("neither an ignored value nor one that counts at first only is taken for changed", () => {
    for (const name of ["ignored", "initial"]) expect(section(drift.output, name)).not.toContain("(update)");
  });

  test("the refreshed state holds neither value in clear", async () => {
    expect(secretsIn(await stack.project.export(), [...markers, intruder])).toEqual([]);
  });

  test("the next up repairs all of it, and restores what waits for its deletion", async () => {
    const since = await lastRequest();
    expect((await up()).output).toContain(`~ ${String(differing)} updated`);
    for (const name of properties) {
      const secret = await secretOf(name);
      expect(secret).toMatchObject({ description: "kept", acl_cidr: "10.0.0.0/28", kms_id: givenKey });
      expect(secret.private_acl_resources).toMatchObject([{ resource_id: "vm1" }]);
      expect(currentDigest(secret)).toBe(digestOfValue(full.value));
      expect(labelsOf(secret)["live"]).toBe(labelsOf(secret)["CURRENT"]);
    }
    expect(await secretOf("open")).toMatchObject({ private_acl_enabled: false });
    for (const name of ["waiting", "waitingnamed"]) {
      expect(await secretOf(name)).toMatchObject({ state: "Active", deleted_at: null });
      expect(await writesTo(name, since)).toEqual(["PUT restore"]);
    }
    for (const name of ["ignored", "initial"]) {
      expect(currentDigest(await secretOf(name))).toBe(digestOfValue({ password: intruder }));
    }
  });
});

describe("changed by the program", () => {
  let preview: CommandResult;
  let second: CommandResult;
  let since: number;

  beforeAll(async () => {
    await program(`${perProperty()}\n${others("second", firstVersion)}`);
    preview = await run(stack.project.preview("--refresh"));
    since = await lastRequest();
    second = await up();
    ids = { ...(await outputs()), dropped: ids["dropped"] ?? "", former: ids["replaced"] ?? "" };
  });

  test("nothing is left to do for what was repaired", () => {
    expect(preview.code).toBe(0);
    for (const name of [...properties, "open", "waiting", "waitingnamed"]) {
      expect(section(preview.output, name)).not.toMatch(/\((update|replace|create|delete)/);
    }
  });

  test("each input is changed in place", async () => {
    expect(section(second.output, "changing")).toContain("(update)");
    for (const name of [...properties, "recoveryWindowInDays"]) {
      expect(section(second.output, "changing")).toMatch(new RegExp(`~ ${name} *: `));
    }
    const secret = await secretOf("changing");
    expect(secret).toMatchObject({ kms_id: otherKey, description: "changed", private_acl_enabled: true });
    expect(secret.acl_cidr.split(/, ?/)).toEqual(changed.allowedCidrs);
    expect(secret.private_acl_resources).toMatchObject([{ resource_id: "vm2" }, { resource_id: "vm3" }]);
    expect(currentDigest(secret)).toBe(digestOfValue(changed.value));
    expect(labelsOf(secret)).toMatchObject({
      live: labelsOf(secret)["CURRENT"],
      former: labelsOf(secret)["PREVIOUS"],
    });
  });

  test("labels follow the value in one update", async () => {
    const secret = await secretOf("labelled");
    const { CURRENT, PREVIOUS } = labelsOf(secret);
    expect(PREVIOUS).toBe(firstVersion);
    expect(labelsOf(secret)).toEqual({ CURRENT, PREVIOUS, live: CURRENT, former: PREVIOUS });
    expect(section(second.output, "labelled")).toMatch(/~ versionLabels *: \{\s+\+ former *: "PREVIOUS"/);
    expect(section(second.output, "labelled").match(/\(\w+\)/g)).toEqual(["(update)"]);
  });

  test("another recovery window is an update of the state without any request", async () => {
    expect(section(second.output, "windowed")).toMatch(/~ recoveryWindowInDays *: 7 => 21/);
    expect(await writesTo("windowed", since)).toEqual([]);
  });

  test("an ignored value stays what others made it while something else is changed", async () => {
    expect(await writesTo("ignored", since)).toEqual(["PUT description"]);
    expect(currentDigest(await secretOf("ignored"))).toBe(digestOfValue({ password: intruder }));
  });

  test("a value that counts at first only is no change any more", async () => {
    expect(section(second.output, "initial")).not.toContain("(update)");
    expect(currentDigest(await secretOf("initial"))).toBe(digestOfValue({ password: intruder }));
  });

  test("another name replaces the secret, the new one first", async () => {
    expect(section(preview.output, "replaced")).toMatch(/\(replace\)[^]*~ name *: "replaced-one" => "replaced-two"/);
    expect(await secretOf("former")).toMatchObject({ name: "replaced-one", state: "To_Be_Terminated" });
    expect(await secretOf("replaced")).toMatchObject({ name: "replaced-two", state: "Active" });
    const log = await stack.emulator.client.requests(since);
    const creation = log.find(({ body }) => (body as { name?: string } | null)?.name === "replaced-two");
    const deletion = log.find(({ method, path }) => method === "DELETE" && path.endsWith(ids["former"] ?? "none"));
    expect(creation?.n).toBeLessThan(deletion?.n ?? 0);
  });

  test("a secret that leaves the program waits for as long as its window says", async () => {
    const { state, deleted_at } = await secretOf("dropped");
    expect(state).toBe("To_Be_Terminated");
    expect(Math.round((Date.parse(deleted_at ?? "") - Date.now()) / 86_400_000)).toBe(7);
  });

  test("what is unknown in a preview of updates makes no new version when it turns out to be the same", async () => {
    expect(section(preview.output, "derived")).toMatch(/~ value *: \[secret\] => \[unknown\]/);
    expect((await secretOf("derived")).versions).toHaveLength(1);
    expect((await secretOf("partly")).versions).toHaveLength(1);
  });

  test("all that can be cleared is cleared in place; a label moves to a version's id", async () => {
    await program(`${perProperty()}\n${others("third", firstVersion)}`);
    const third = await up();
    for (const name of ["privateAcl", "versionLabels"]) {
      expect(section(third.output, "changing")).toMatch(new RegExp(`- ${name} *: `));
    }
    const secret = await secretOf("changing");
    expect(secret).toMatchObject({ description: "", private_acl_enabled: false, kms_id: givenKey });
    expect(Object.keys(labelsOf(secret)).sort()).toEqual(["CURRENT", "PREVIOUS"]);
    expect(currentDigest(secret)).toBe(digestOfValue({ password: one }));
    const labelled = labelsOf(await secretOf("labelled"));
    expect(labelled["live"]).toBe(firstVersion);
    expect(labelled).not.toHaveProperty("former");
    expect(section(third.output, "labelled")).toMatch(/~ live *: "CURRENT" => "[^"]+"/);
    expect((await run(stack.project.drift())).code).toBe(0);
  });
});

/** Refuses one request with what it was sent, or what is there before. */
const refuse = (method: string, path: string, ...values: string[]): Promise<void> =>
  stack.emulator.client.addFault({
    method,
    path,
    fault: { status: 400, body: { errors: [{ code: "Echo", detail: values.map((value) => echoOf(value)) }] } },
  });

describe("failing steps whose replies repeat the value", () => {
  let failed: CommandResult;

  beforeAll(async () => {
    for (const part of ["kmsid", "description", "acl-cidr", "private-acl"]) await refuse("PUT", `/${part}$`, one);
    await refuse("PUT", "/values$", one, three);
    await refuse("POST", "^/v1/secrets$", three);
    await remove(ids["waiting"] ?? "");
    await refuse("PUT", "/restore$", one);
    // What a gateway says is cut short.
    await stack.emulator.client.addFault({ method: "PUT", path: "/label$", fault: { status: 403, body: echoOf(one) } });
    const value = { password: three };
    const own = perProperty({ ...changed, value, versionLabels: { fresh: "CURRENT" } });
    await program(`${own}\n${others("third", firstVersion)}\nsecret("unmade", { value: ${JSON.stringify(value)} });`);
    failed = await run(stack.project.up("--refresh", "--continue-on-error"));
  });

  test.each([...properties, "unmade", "waiting"])("%s fails with what the service said", (name) => {
    expect(failed.code).not.toBe(0);
    expect(failed.output).toMatch(
      new RegExp(`Secret ${name}: cannot (create|update) the secret: .*you sent \\[secret\\]`),
    );
  });

  test("no value is in any message, nor in the state that is kept", async () => {
    expect(secretsIn(failed.output + (await stack.project.export()), [...markers, intruder])).toEqual([]);
    expect(failed.output).not.toContain("märk");
  });

  test("the next up does what is left", async () => {
    await stack.emulator.client.removeFaults();
    const { output } = await up();
    expect(output).toContain("+ 1 created");
    expect(currentDigest(await secretOf("value"))).toBe(digestOfValue({ password: three }));
    expect((await secretOf("value")).versions).toHaveLength(4);
    expect(labelsOf(await secretOf("versionLabels"))).toHaveProperty("fresh");
    expect(await secretOf("waiting")).toMatchObject({ state: "Active" });
  });
});

describe("destroyed", () => {
  test("a refused deletion fails with what the service said, and the next one deletes the rest", async () => {
    await refuse("DELETE", ids["windowed"] ?? "none", one);
    const failed = await run(stack.project.destroy("--continue-on-error"));
    expect(failed.code).not.toBe(0);
    expect(failed.output).toMatch(/Secret windowed: cannot delete the secret: .*you sent \[secret\]/);
    expect((await run(stack.project.destroy())).code).toBe(0);
    expect((await stored()).every(({ state }) => state === "To_Be_Terminated")).toBe(true);
  });

  test("a blocked name is refused with the date and the remedy, or restored under the old id if that is wanted", async () => {
    const { deleted_at } = await secretOf("replaced");
    await program(`
secret("again", { name: "replaced-two" });
secret("back", { name: "waiting-named", restoreOnCreate: true, description: "back" });`);
    const { code, output } = await run(stack.project.up("--continue-on-error"));
    expect(code).not.toBe(0);
    expect(output).toContain(
      `Secret again: the name "replaced-two" is taken by the secret ${ids["replaced"] ?? ""}, ` +
        `which waits for its deletion until ${deleted_at ?? ""}: choose another name`,
    );
    expect((await stack.project.resource("back"))?.id).toBe(ids["waitingnamed"]);
    expect(await secretOf("waitingnamed")).toMatchObject({ state: "Active", description: "back" });
    expect((await run(stack.project.destroy())).code).toBe(0);
  });

  test("each is purged at the end of its window", async () => {
    await stack.emulator.client.advance("P30D");
    expect(await stored()).toEqual([]);
  });

  test("nothing that any command printed holds a value, and this package's own log was among it", () => {
    expect(printed).toMatch(/pulumi-scp: PUT secretsmanager \/v1\/secrets\/\w+\/values attempt 1: 400/);
    expect(secretsIn(printed, [...markers, intruder])).toEqual([]);
    expect(secretsIn(printed, [stack.emulator.address.accessKey, stack.emulator.address.secretKey])).toEqual([]);
  });
});
