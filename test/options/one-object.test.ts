import { beforeAll, describe, expect, test } from "@jest/globals";

import type { CertificateRecord, KeyRecord, RequestRecord } from "../support/emulator-client";
import type { CommandResult } from "../support/project";
import { urnOf, useStack } from "../support/stack-fixture";

// One object, and two resources or two states that name it: none of them deletes what the other one has.

const stack = useStack();

function program(body: string): Promise<void> {
  return stack.project.program(`
const key = (name, args, options) => new scp.KmsKey(name, { purpose: "aes-256", ...args }, options);
const selfSigned = { commonName: "shop.example.com", organization: "Shop", validityInDays: 365 };
const certificate = (name, args, options) => new scp.Certificate(name, { selfSigned, ...args }, options);
class Team extends pulumi.ComponentResource { constructor(name) { super("test:index:Team", name); } }
${body}`);
}

async function aliveKeys(): Promise<string[]> {
  return (await stack.emulator.client.keys.stored()).filter(({ state }) => state === "Active").map(({ name }) => name);
}

/** Ids of all resources in state whose type is a kind's, pending deletions included. */
async function idsInState(kind: string): Promise<string[]> {
  const { deployment } = JSON.parse(await stack.project.export()) as {
    deployment: { resources: { type: string; id: string }[] };
  };
  return deployment.resources.filter(({ type }) => type.endsWith(`:${kind}`)).map(({ id }) => id);
}

/** Keys and certificates that were there before, and are adopted. */
let keys: Readonly<Record<"replaced" | "tainted" | "shared" | "left", KeyRecord>>;
let certificates: Readonly<Record<"replaced" | "tainted", CertificateRecord>>;
/** What the program made, which it renames or moves later. */
let ids: { before: string; child: string; shop: string };
let refused: CommandResult;
let adopting: CommandResult;
let again: CommandResult;
/** What was written by these two. */
let sent: readonly RequestRecord[];

const own = `
key("before", { name: "renamed" });
key("child", { name: "moved" });
certificate("shop", { name: "renamed-shop" });`;

/** The same objects under other names or parents, with or without `adopt`. */
function moved(adopts: boolean): string {
  const of = (held: string): string => (adopts ? `, adopt: "${held}"` : "");
  return `
const parent = new Team("team");
key("after", { name: "renamed"${of(ids.before)} });
key("child", { name: "moved"${of(ids.child)} }, { parent });
certificate("store", { name: "renamed-shop"${of(ids.shop)} });`;
}

/** `taken` are the inputs of the key that is replaced first, and goes on without adopt then. */
const adopted = (taken = `{ adopt: "${keys.replaced.id}" }`): string => `
key("taken", ${taken});
key("tainted", { adopt: "${keys.tainted.id}" });
new scp.Certificate("existing", { adopt: "${certificates.replaced.id}" });
new scp.Certificate("tainted-certificate", { adopt: "${certificates.tainted.id}" });
key("managing", { adopt: "${keys.shared.id}" });
key("new", { adopt: "${keys.left.id}" });`;

beforeAll(async () => {
  const { client } = stack.emulator;
  const key = (name: string): Promise<KeyRecord> => client.keys.create(name, { description: "" });
  keys = {
    replaced: await key("existing"),
    tainted: await key("other"),
    shared: await key("shared"),
    left: await key("left"),
  };
  certificates = {
    replaced: await client.certificates.selfSign("existing"),
    tainted: await client.certificates.selfSign("other"),
  };
  await program(own + adopted());
  await stack.project.must("up", "--yes", "--skip-preview");
  const id = async (name: string): Promise<string> => (await stack.project.resource(name))?.id ?? "";
  ids = { before: await id("before"), child: await id("child"), shop: await id("shop") };

  await program(moved(false) + adopted());
  refused = await stack.project.up("--continue-on-error");

  await program(moved(true) + adopted());
  for (const urn of [urnOf("KmsKey", "tainted"), urnOf("Certificate", "tainted-certificate")]) {
    await stack.project.must("state", "taint", urn, "--yes");
  }
  const replacing = [urnOf("KmsKey", "taken"), urnOf("Certificate", "existing")].flatMap((urn) => ["--replace", urn]);
  const since = await stack.lastRequest();
  adopting = await stack.project.up("--continue-on-error", ...replacing);
  again = await stack.project.up();
  sent = await stack.writes(since);
});

describe("a resource that is renamed or moved without an alias", () => {
  test("is refused with the way to keep its object under the old name, before adopt is offered", () => {
    expect(refused.code).not.toBe(0);
    for (const [resource, noun, name, id] of [
      ["KmsKey after", "KMS key", "renamed", ids.before],
      ["KmsKey child", "KMS key", "moved", ids.child],
      ["Certificate store", "certificate", "renamed-shop", ids.shop],
    ]) {
      expect(refused.output).toContain(
        `${String(resource)}: the name "${String(name)}" is taken by the ${String(noun)} ${String(id)}. If that is this ` +
          "resource's own, renamed or moved in the program, keep it with the option aliases or `pulumi state rename`",
      );
      expect(refused.output).toContain(`or manage that object with adopt: "${String(id)}"`);
    }
  });

  test("takes its object over by adopt, and the old resource lets it go", async () => {
    expect(adopting.output).toContain(
      `the KMS key ${ids.before} is not deleted: it belongs to the resource "after" now`,
    );
    expect(adopting.output).toContain(`the certificate ${ids.shop} is not deleted`);
    expect(adopting.output).not.toMatch(/error: \w+ (after|child|store|before|shop):/);
    expect(again.code).toBe(0);
    expect(sent).toEqual([]);
    expect(await aliveKeys()).toEqual(expect.arrayContaining(["moved", "renamed"]));
    expect((await stack.emulator.client.certificates.stored()).map(({ id }) => id)).toContain(ids.shop);
  });
});

describe("an adopted object whose program goes on with adopt", () => {
  test.each([
    ["a key with --replace", "KmsKey taken"],
    ["a certificate with --replace", "Certificate existing"],
    ["a key by a taint", "KmsKey tainted"],
    ["a certificate by a taint", "Certificate tainted-certificate"],
  ])("is not replaced by itself: %s", (_, resource) => {
    expect(adopting.code).not.toBe(0);
    expect(adopting.output).toMatch(
      new RegExp(`${resource}: .*adopt names it, so it was adopted again; remove adopt to replace it`),
    );
    expect(again.code).toBe(0);
    expect(sent).toEqual([]);
  });

  test("is kept once in state after that, like all others", async () => {
    const sorted = (objects: readonly { id: string }[]): string[] => objects.map(({ id }) => id).sort();
    const { client } = stack.emulator;
    expect((await idsInState("KmsKey")).sort()).toEqual(
      [...Object.values(keys).map(({ id }) => id), ids.before, ids.child].sort(),
    );
    expect((await idsInState("Certificate")).sort()).toEqual(
      [...Object.values(certificates).map(({ id }) => id), ids.shop].sort(),
    );
    expect(sorted(await client.keys.stored())).toEqual((await idsInState("KmsKey")).sort());
    expect(sorted(await client.certificates.stored())).toEqual((await idsInState("Certificate")).sort());
    expect((await aliveKeys()).sort()).toEqual(["existing", "left", "moved", "other", "renamed", "shared"]);
  });

  test("belongs to one resource: a second one that adopts it is refused in the preview", async () => {
    const other = await stack.emulator.client.keys.create("wanted");
    await program(`key("one", { adopt: "${other.id}" }); key("two", { adopt: "${other.id}" });`);
    const preview = await stack.project.preview();
    expect(preview.code).not.toBe(0);
    expect(preview.output).toMatch(
      /adopt the KMS key \w+ is managed by the resource "(one|two)" of this program as well: take one of the two out/,
    );
  });
});

describe("the next up", () => {
  let next: CommandResult;

  beforeAll(async () => {
    // A command that was killed after it took an object over has not deleted the old resource yet.
    const state = JSON.parse(await stack.project.export()) as {
      deployment: { resources: { urn: string; id: string; inputs: object; outputs: object }[] };
    };
    const { resources } = state.deployment;
    const taken = resources.find((resource) => resource.id === keys.left.id);
    if (taken === undefined) throw new Error("the key is not in state");
    const __meta = { schema: 1, name: "old" };
    const outputs = { ...taken.outputs, __meta, __since: "2026-01-01T00:00:00.000Z" };
    resources.push({ ...taken, urn: urnOf("KmsKey", "old"), inputs: { ...taken.inputs, __meta }, outputs });
    await stack.project.import(JSON.stringify(state));
    await program(moved(true) + adopted("{}"));
    next = await stack.project.up("--replace", urnOf("KmsKey", "taken"));
  });

  test("replaces an object when adopt is taken away", async () => {
    expect(next.code).toBe(0);
    expect(await stack.emulator.client.keys.show(keys.replaced.id)).toMatchObject({ state: "To_Be_Terminated" });
    expect(await aliveKeys()).toContainEqual(expect.stringMatching(/^taken[0-9a-f]{7}$/));
  });

  test("lets go what a command that was killed has left", async () => {
    expect(next.output).toContain(`the KMS key ${keys.left.id} is not deleted: it belongs to the resource "new" now`);
    expect(next.code).toBe(0);
    expect(await stack.emulator.client.keys.show(keys.left.id)).toMatchObject({ state: "Active" });
  });
});

describe("in the end", () => {
  test("an object is not deleted while the program looks it up", async () => {
    const { id } = keys.shared;
    await program(`${moved(true)}\nscp.KmsKey.get("reading", "${id}");`);
    const up = await stack.project.up();
    expect(up.code).not.toBe(0);
    expect(up.output).toContain(`the KMS key ${id} is not deleted, since the program looks it up as "reading"`);
    expect(await stack.emulator.client.keys.show(id)).toMatchObject({ state: "Active" });
  });

  test("what was renamed or moved is destroyed once", async () => {
    expect((await stack.project.destroy()).code).toBe(0);
    expect(await aliveKeys()).toEqual(["wanted"]);
    expect(await stack.emulator.client.certificates.stored()).toEqual([]);
  });
});
