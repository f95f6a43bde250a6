import { describe, expect, test } from "@jest/globals";

import type { KeyRecord, RequestRecord, StoredSecret } from "../support/emulator-client";
import { useStack } from "../support/stack-fixture";

/** Ways to lose a request or its reply. Each kind of write is struck by each of them. */
const faults = [{ drop: "before" }, { drop: "after" }, { truncate: 1 }];
/** As many keys and secrets, so that there is a first attempt for each fault. */
const pairs = faults.map((_, index) => `pair${String(index)}`);

const writes = {
  create: ["POST /transit$", "PUT /transit/\\w+/state$", "POST ^/v1/secrets$", "PUT /label$"],
  update: [
    "PUT /transit/\\w+/description$",
    "PUT /rotate-info$",
    "POST /rotate$",
    "PUT /transit/\\w+/state$",
    "PUT /kmsid$",
    "PUT /acl-cidr$",
    "PUT /private-acl$",
    "PUT /secrets/\\w+/description$",
    "PUT /secrets/\\w+/values$",
    "PUT /label$",
  ],
  restore: ["PUT /restore$"],
  delete: ["DELETE /transit/", "DELETE ^/v1/secrets/"],
};

const stack = useStack();

/** The program before and after its author's changes: what is updated differs in all that can be changed in place. */
function program(isChanged: boolean): Promise<void> {
  const key = isChanged
    ? { description: "two", rotation: { enabled: true, periodInDays: 7 }, rotateTrigger: "two", enabled: true }
    : { description: "one", rotateTrigger: "one", enabled: false };
  const secret = isChanged
    ? { value: { a: "two" }, description: "two", allowedCidrs: ["10.0.0.2/32"], privateAcl: { resourceIds: ["vm1"] } }
    : { value: { a: "one" }, description: "one", allowedCidrs: ["10.0.0.1/32"] };
  return stack.project.program(`
const under = ["first", "second"].map((name) => new scp.KmsKey(name, { purpose: "aes-256" }));
for (const name of ${JSON.stringify(pairs)}) {
  new scp.KmsKey(name + "key", { purpose: "aes-256", ...${JSON.stringify(key)} });
  new scp.Secret(name + "secret", {
    kmsKeyId: under[${String(Number(isChanged))}].id, versionLabels: { live: "CURRENT" }, restoreOnCreate: true,
    ...${JSON.stringify(secret)},
  });
}`);
}

/** Runs a command while each of the writes loses a request or a reply in each way, and proves that each one did. */
async function losing(
  what: readonly string[],
  command: () => Promise<{ code: number; output: string }>,
  { isLeftOpen = false } = {},
): Promise<void> {
  const since = (await stack.emulator.client.requests()).at(-1)?.n ?? 0;
  for (const write of what) {
    const [method, path] = write.split(" ");
    for (const fault of faults) await stack.emulator.client.addFault({ method, path, fault });
  }
  if (isLeftOpen) {
    const first = await command();
    expect(first.output).toContain("no complete reply");
    expect(first.code).not.toBe(0);
  }
  const { code, output } = await command();
  await stack.emulator.client.removeFaults();
  expect(output).not.toContain("error:");
  expect(code).toBe(0);
  const log = await stack.emulator.client.requests(since);
  for (const write of what) {
    const [method, path = ""] = write.split(" ");
    const sent = log.filter((request) => request.method === method && new RegExp(path).test(request.path));
    expect({ write, unanswered: sent.filter(isUnanswered).length }).toEqual({ write, unanswered: 2 });
    expect({ write, sent: sent.length > 2 }).toEqual({ write, sent: true });
  }
}

/** A truncated reply has a status. */
function isUnanswered({ status }: RequestRecord): boolean {
  return status === 0;
}

interface Resource {
  readonly urn: string;
  readonly id?: string;
}

/** The ids that Pulumi has of one kind, in order. */
async function idsOf(kind: string): Promise<string[]> {
  const { deployment } = JSON.parse(await stack.project.export()) as { deployment: { resources?: Resource[] } };
  return (deployment.resources ?? [])
    .filter(({ urn }) => urn.includes(`dynamic/scp:${kind}::`))
    .map(({ id = "" }) => id)
    .sort();
}

const sortedIds = (objects: readonly { id: string }[]): string[] => objects.map(({ id }) => id).sort();
const keys = (): Promise<KeyRecord[]> => stack.emulator.client.keys.stored();
const secrets = (): Promise<StoredSecret[]> => stack.emulator.client.secrets.stored();

/** Pulumi has what the service has, and nothing is there twice. */
async function expectSameObjects(): Promise<void> {
  expect(await idsOf("KmsKey")).toEqual(sortedIds(await keys()));
  expect(await idsOf("Secret")).toEqual(sortedIds(await secrets()));
  expect(await keys()).toHaveLength(pairs.length + 2);
  expect(await secrets()).toHaveLength(pairs.length);
}

describe("every kind of write loses requests and replies", () => {
  test("creations make each object once", async () => {
    await program(false);
    await losing(writes.create, () => stack.project.up());
    await expectSameObjects();
    for (const secret of await secrets()) expect(secret.versions).toHaveLength(1);
    const stopped = (await keys()).filter(({ name }) => name.startsWith("pair"));
    expect(stopped.map(({ state }) => state)).toEqual(pairs.map(() => "Stop"));
  });

  test("updates happen once: one new version of each value, one rotation of each key", async () => {
    await program(true);
    // What must not happen twice and was lost on its way is left to the next command.
    await losing(writes.update, () => stack.project.up(), { isLeftOpen: true });
    await expectSameObjects();
    for (const key of (await keys()).filter(({ name }) => name.startsWith("pair"))) {
      expect(key).toMatchObject({ current_version: 2, description: "two", state: "Active", rotate_cycle: 7 });
    }
    for (const secret of await secrets()) {
      const [, current, ...more] = secret.versions;
      expect(more).toEqual([]);
      expect(secret).toMatchObject({ description: "two", acl_cidr: "10.0.0.2/32", private_acl_enabled: true });
      expect(secret.labels).toContainEqual({ label: "live", version_id: current?.version_id });
    }
    expect((await stack.project.drift()).code).toBe(0);
  });

  test("restored secrets are those that were there", async () => {
    const before = await secrets();
    for (const { id } of before) {
      await stack.emulator.client.call("DELETE", `/v1/secrets/${id}`, { body: { waiting_time_ndays: 7 } });
    }
    await losing(writes.restore, () => stack.project.up("--refresh"));
    await expectSameObjects();
    const kept = before.map(({ id, versions }) => expect.objectContaining({ id, versions, state: "Active" }));
    expect(await secrets()).toEqual(kept);
  });

  test("deletions leave nothing in Pulumi's state, and each object waits for its own", async () => {
    await losing(writes.delete, () => stack.project.destroy());
    expect([...(await idsOf("KmsKey")), ...(await idsOf("Secret"))]).toEqual([]);
    const all = [...(await keys()), ...(await secrets())];
    expect(all.map(({ state }) => state)).toEqual(all.map(() => "To_Be_Terminated"));
  });
});
