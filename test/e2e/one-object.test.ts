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

describe("a resource that is renamed or moved without an alias", () => {
  let ids: { before: string; child: string; shop: string };
  let refused: CommandResult;
  let adopting: CommandResult;
  let sent: readonly RequestRecord[];

  beforeAll(async () => {
    await program(`
key("before", { name: "renamed" });
key("child", { name: "moved" });
certificate("shop", { name: "renamed-shop" });`);
    await stack.project.must("up", "--yes", "--skip-preview");
    const id = async (name: string): Promise<string> => (await stack.project.resource(name))?.id ?? "";
    ids = { before: await id("before"), child: await id("child"), shop: await id("shop") };
    const next = (adopt: boolean): Promise<void> => {
      const of = (held: string): string => (adopt ? `, adopt: "${held}"` : "");
      return program(`
const parent = new Team("team");
key("after", { name: "renamed"${of(ids.before)} });
key("child", { name: "moved"${of(ids.child)} }, { parent });
certificate("store", { name: "renamed-shop"${of(ids.shop)} });`);
    };
    await next(false);
    refused = await stack.project.up("--continue-on-error");
    await next(true);
    const since = await stack.lastRequest();
    adopting = await stack.project.up();
    sent = await stack.writes(since);
  });

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
    expect(adopting.code).toBe(0);
    expect(sent).toEqual([]);
    expect((await aliveKeys()).sort()).toEqual(["moved", "renamed"]);
    expect(await stack.emulator.client.certificates.stored()).toMatchObject([{ id: ids.shop }]);
    expect((await idsInState("KmsKey")).sort()).toEqual([ids.before, ids.child].sort());
  });

  test("is destroyed once", async () => {
    expect((await stack.project.destroy()).code).toBe(0);
    expect(await aliveKeys()).toEqual([]);
    expect(await stack.emulator.client.certificates.stored()).toEqual([]);
  });
});

describe("an adopted object whose program goes on with adopt", () => {
  let key: KeyRecord;
  let certificate: CertificateRecord;

  beforeAll(async () => {
    key = await stack.emulator.client.keys.create("existing", { description: "" });
    certificate = await stack.emulator.client.certificates.selfSign("existing");
    await program(`key("taken", { adopt: "${key.id}" });
new scp.Certificate("shop", { adopt: "${certificate.id}" });`);
    await stack.project.must("up", "--yes", "--skip-preview");
  });

  test.each(["--replace", "taint"])("is not replaced by itself with %s", async (way) => {
    const urns = [urnOf("KmsKey", "taken"), urnOf("Certificate", "shop")];
    if (way === "taint") for (const tainted of urns) await stack.project.must("state", "taint", tainted, "--yes");
    const since = await stack.lastRequest();
    const up = await stack.project.up(...(way === "taint" ? [] : urns.flatMap((replaced) => ["--replace", replaced])));
    expect(up.code).not.toBe(0);
    expect(up.output).toContain("adopt names it, so it was adopted again; remove adopt to replace it");
    expect(await stack.writes(since)).toEqual([]);
    const again = await stack.project.up();
    expect(again.code).toBe(0);
    expect(await stack.writes(since)).toEqual([]);
    expect(await idsInState("KmsKey")).toEqual([key.id]);
    expect(await idsInState("Certificate")).toEqual([certificate.id]);
    expect(await aliveKeys()).toEqual(["existing"]);
    expect(await stack.emulator.client.certificates.stored()).toMatchObject([{ id: certificate.id }]);
  });

  test("is replaced when adopt is taken away", async () => {
    await program('key("taken", {});');
    const up = await stack.project.up("--replace", urnOf("KmsKey", "taken"));
    expect(up.code).toBe(0);
    expect(await stack.emulator.client.keys.show(key.id)).toMatchObject({ state: "To_Be_Terminated" });
    expect(await aliveKeys()).toEqual([expect.stringMatching(/^taken[0-9a-f]{7}$/)]);
  });

  test("belongs to one resource: a second one that adopts it is refused in the preview", async () => {
    const other = await stack.emulator.client.keys.create("other");
    await program(`key("one", { adopt: "${other.id}" }); key("two", { adopt: "${other.id}" });`);
    const preview = await stack.project.preview();
    expect(preview.code).not.toBe(0);
    expect(preview.output).toMatch(
      /adopt the KMS key \w+ is managed by the resource "(one|two)" of this program as well: take one of the two out/,
    );
  });

  test("is not deleted while the program looks it up", async () => {
    const { id } = await stack.emulator.client.keys.create("shared");
    await program(`key("managing", { adopt: "${id}" });`);
    await stack.project.must("up", "--yes", "--skip-preview");
    await program(`scp.KmsKey.get("reading", "${id}");`);
    const up = await stack.project.up();
    expect(up.code).not.toBe(0);
    expect(up.output).toContain(`the KMS key ${id} is not deleted, since the program looks it up as "reading"`);
    expect(await stack.emulator.client.keys.show(id)).toMatchObject({ state: "Active" });
  });
});

test("what a command that was killed has left is let go by the next one", async () => {
  const { id } = await stack.emulator.client.keys.create("left");
  await program(`key("new", { adopt: "${id}" });`);
  await stack.project.must("up", "--yes", "--skip-preview");
  // A command that was killed after it took an object over has not deleted the old resource yet.
  const state = JSON.parse(await stack.project.export()) as {
    deployment: { resources: { urn: string; id: string; outputs: Record<string, unknown> }[] };
  };
  const { resources } = state.deployment;
  const taken = resources.find((resource) => resource.id === id);
  if (taken === undefined) throw new Error("the key is not in state");
  const old = {
    ...taken,
    urn: urnOf("KmsKey", "old"),
    outputs: { ...taken.outputs, __meta: { schema: 1, name: "old" } },
  };
  resources.push({ ...old, outputs: { ...old.outputs, __since: "2026-01-01T00:00:00.000Z" } });
  await stack.project.import(JSON.stringify(state));
  const up = await stack.project.up();
  expect(up.output).toContain(`the KMS key ${id} is not deleted: it belongs to the resource "new" now`);
  expect(up.code).toBe(0);
  expect(await stack.emulator.client.keys.show(id)).toMatchObject({ state: "Active" });
});
