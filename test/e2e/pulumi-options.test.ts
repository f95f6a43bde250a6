import { beforeAll, describe, expect, test } from "@jest/globals";

import type { KeyRecord, RequestRecord } from "../support/emulator-client";
import { useKeyStack } from "../support/key-stack";
import type { CommandResult } from "../support/project";
import { resourceSection as section } from "../support/resource-section";
import { urnOf } from "../support/stack-fixture";

const { stack, keys, madeFor, only, stored } = useKeyStack();

type TimedRequest = RequestRecord & { readonly time: string; readonly durationMs: number };

const requests = (since = 0): Promise<TimedRequest[]> =>
  stack.emulator.client.requests(since) as Promise<TimedRequest[]>;
const isWrite = ({ method }: RequestRecord): boolean => method !== "GET";

/** The request that made the key of that name. */
function creation(log: readonly TimedRequest[], name: string): TimedRequest {
  const found = log.find(({ method, body }) => method === "POST" && (body as { name?: string } | null)?.name === name);
  if (found === undefined) throw new Error(`no request made ${name}`);
  return found;
}

function deletion(log: readonly TimedRequest[], id: string): TimedRequest {
  const found = log.find(({ method, path }) => method === "DELETE" && path.endsWith(id));
  if (found === undefined) throw new Error(`no request deleted ${id}`);
  return found;
}

describe("options in one stack", () => {
  let adopted: KeyRecord;
  let leased: KeyRecord;
  let seen: KeyRecord;
  let described: KeyRecord;
  let firstLog: readonly TimedRequest[];
  let preview: CommandResult;
  let up: CommandResult;
  let log: readonly TimedRequest[];

  /** The same program before and after its author's changes. */
  const program = (changed: boolean): Promise<void> => {
    const pick = (before: string, after: string): string => (changed ? after : before);
    return keys(`
key("drifting", { description: "said", enabled: ${pick("true", "false")} }, { ignoreChanges: ["description"] });
key("unheard", { description: "${pick("one", "two")}" }, { ignoreChanges: ["description"] });
${pick('key("dropped", {}, { retainOnDelete: true });', "")}
key("kept", {}, { retainOnDelete: true });
key("guarded", {}, { protect: true });
key("replacing", { description: "${pick("one", "two")}" }, { replaceOnChanges: ["description"] });
key("first-deleted", { purpose: "${pick("aes-256", "rsa-2048")}" }, { deleteBeforeReplace: true });
key("timed", {}, { customTimeouts: { create: "${pick("5m", "6m")}" } });
key("${pick("former", "renamed")}", {}, { aliases: ${pick("[]", '[{ name: "former" }]')} });
key("transformed", { description: "plain" }, {
  transforms: [async ({ props, opts }) => ({ props: { ...props, description: "transformed" }, opts })],
});
key("transformed-formerly", { description: "plain" }, {
  transformations: [({ props, opts }) => ({ props: { ...props, description: "transformed" }, opts })],
});
const first = key("first", { description: "${pick("one", "two")}" });
key("second", {}, { dependsOn: [first] });
key("described", { description: pulumi.interpolate\`after \${first.createdAt}\` });
key("purposed", { purpose: first.state.apply(() => "aes-256") });
key("adopted", { ${pick(`adopt: "${adopted.id}",`, "")} description: "managed" });
key("leased", { adopt: "${leased.id}" }, { retainOnDelete: true });
key("turning", { rotateTrigger: "${pick("one", "two")}" });
key("resting", ${pick('{ rotateTrigger: "one" }', "{}")});
exports.seen = scp.KmsKey.get("seen", "${seen.id}").description;
exports.asked = asked(() => key("imported", {}, { import: "${seen.id}" }));`);
  };

  beforeAll(async () => {
    const fields = { description: "made in the console" };
    [adopted, leased, seen] = await Promise.all([
      stack.emulator.client.keys.create("adopted", fields),
      stack.emulator.client.keys.create("leased", fields),
      stack.emulator.client.keys.create("seen", fields),
    ]);
    await program(false);
  });

  test("a preview with values that are not known yet succeeds and shows them as unknown", async () => {
    const { code, output } = await stack.project.preview();
    expect(section(output, "described")).toMatch(/description *: \[unknown\]/);
    expect(section(output, "purposed")).toMatch(/purpose *: \[unknown\]/);
    expect(code).toBe(0);
  });

  describe("after the first up", () => {
    beforeAll(async () => {
      // Long enough for keys that do not depend on each other to be made side by side.
      await stack.emulator.client.addFault({ method: "POST", path: "/transit$", times: 0, fault: { delayMs: 300 } });
      const since = await stack.lastRequest();
      const result = await stack.project.up();
      await stack.emulator.client.removeFaults();
      if (result.code !== 0) throw new Error(result.output);
      firstLog = await requests(since);
      described = await only("described");
    });

    test("dependsOn makes a key after the one that it names", async () => {
      const first = creation(firstLog, (await only("first")).name);
      const second = creation(firstLog, (await only("second")).name);
      expect(Date.parse(second.time)).toBeGreaterThanOrEqual(Date.parse(first.time) + first.durationMs - 1);
    });

    test("a value that was unknown in the preview is the other key's output", async () => {
      const first = await only("first");
      expect(described.description).toBe(`after ${first.created_at}`);
    });

    test("transforms and transformations change what a key is made with", async () => {
      expect(await only("transformed")).toMatchObject({ description: "transformed" });
      expect(await only("transformed-formerly")).toMatchObject({ description: "transformed" });
    });

    test("adopt without a name takes the key over under the name that it has and changes what the program says", async () => {
      expect(await stored(adopted.id)).toMatchObject({ name: "adopted", description: "managed", state: "Active" });
      expect(await stored(leased.id)).toMatchObject({ name: "leased", description: "", state: "Active" });
      expect([...(await madeFor("adopted")), ...(await madeFor("leased"))]).toEqual([]);
      expect((await stack.project.resource("adopted"))?.id).toBe(adopted.id);
    });

    test("get shows an existing key and writes nothing to it", async () => {
      expect(await stack.project.output("seen")).toBe("made in the console");
      expect(firstLog.filter(isWrite).filter(({ path }) => path.includes(seen.id))).toEqual([]);
    });

    test("the option import is refused by name and points to adopt", async () => {
      expect(await stack.project.output("asked")).toBe(
        'KmsKey "imported": Pulumi cannot import dynamic resources; ' +
          'manage the existing object with the input adopt: "<id>" instead of the option import',
      );
    });

    test("the first rotateTrigger at creation rotates nothing", async () => {
      expect(await only("turning")).toMatchObject({ current_version: 1 });
    });
  });

  describe("after changes by the program and drift", () => {
    beforeAll(async () => {
      const { id } = await only("drifting");
      await stack.emulator.client.call("PUT", `/v1/kms/transit/${id}/description`, {
        body: { description: "elsewhere" },
      });
      await program(true);
      preview = await stack.project.preview("--refresh");
      await stack.emulator.client.addFault({ method: "POST", path: "/rotate$", fault: { drop: "after" } });
      const since = await stack.lastRequest();
      up = await stack.project.up("--refresh");
      await stack.emulator.client.removeFaults();
      if (preview.code !== 0 || up.code !== 0) throw new Error(`${preview.output}\n${up.output}`);
      log = await requests(since);
    });

    test("ignoreChanges leaves a drifted property as it is while another one is updated", async () => {
      const key = await only("drifting");
      expect(key).toMatchObject({ description: "elsewhere", state: "Stop" });
      const writes = log.filter(isWrite).filter(({ path }) => path.includes(key.id));
      expect(writes.map(({ path }) => path)).toEqual([`/v1/kms/transit/${key.id}/state`]);
    });

    test("ignoreChanges leaves out what the program changes", async () => {
      expect(section(preview.output, "unheard") + section(up.output, "unheard")).toBe("");
      expect(await only("unheard")).toMatchObject({ description: "one" });
    });

    test("retainOnDelete keeps a key that leaves the program", async () => {
      expect(section(up.output, "dropped")).toContain("(delete[retain])");
      expect(await only("dropped")).toMatchObject({ state: "Active" });
    });

    test("replaceOnChanges replaces instead of updating, the new key first", async () => {
      expect(section(preview.output, "replacing")).toMatch(/^ \(replace\)[^]*~ description: "one" => "two"/);
      const [before, after, ...others] = await madeFor("replacing");
      expect(others).toEqual([]);
      expect(before).toMatchObject({ description: "one", state: "To_Be_Terminated" });
      expect(after).toMatchObject({ description: "two", state: "Active" });
      expect(creation(log, after?.name ?? "").n).toBeLessThan(deletion(log, before?.id ?? "").n);
    });

    test("deleteBeforeReplace deletes the old key before the new one is made", async () => {
      const [before, after, ...others] = await madeFor("first-deleted");
      expect(others).toEqual([]);
      expect(before).toMatchObject({ purpose: "aes-256", state: "To_Be_Terminated" });
      expect(after).toMatchObject({ purpose: "rsa-2048", state: "Active" });
      expect(deletion(log, before?.id ?? "").n).toBeLessThan(creation(log, after?.name ?? "").n);
    });

    test("a changed timeout alone is an update without any request but the refresh's", async () => {
      expect(section(up.output, "timed")).toContain("(update)");
      const { id } = await only("timed");
      expect(log.filter(isWrite).filter(({ path }) => path.includes(id))).toEqual([]);
    });

    test("aliases make a renamed resource no change", async () => {
      expect(section(up.output, "renamed") + section(up.output, "former")).toBe("");
      expect((await stack.project.resource("renamed"))?.id).toBe((await only("former")).id);
      expect(await madeFor("renamed")).toEqual([]);
    });

    test("an unknown value alone never previews as a replacement of a key, and replaces nothing when it is the same", async () => {
      expect(section(preview.output, "purposed")).toMatch(/^ \(update\)[^]*~ purpose: "aes-256" => \[unknown\]/);
      expect(section(up.output, "purposed")).toBe("");
      expect(await only("purposed")).toMatchObject({ state: "Active" });
    });

    test("an unknown value of what can be changed previews as an update, and writes nothing when it is the same", async () => {
      expect(section(preview.output, "described")).toMatch(/^ \(update\)[^]*~ description: ".*" => \[unknown\]/);
      expect(section(up.output, "described")).toBe("");
      expect(await stored(described.id)).toEqual(described);
    });

    test("taking adopt away is no change", () => {
      expect(section(preview.output, "adopted") + section(up.output, "adopted")).toBe("");
    });

    test("a changed rotateTrigger rotates once, though the reply was lost", async () => {
      expect(section(up.output, "turning")).toContain('~ rotateTrigger: "one" => "two"');
      expect(await only("turning")).toMatchObject({ current_version: 2 });
      expect(log.filter(({ path }) => path.endsWith("/rotate"))).toHaveLength(1);
    });

    test("taking rotateTrigger away rotates nothing", async () => {
      expect(section(up.output, "resting")).toContain('- rotateTrigger: "one"');
      expect(await only("resting")).toMatchObject({ current_version: 1 });
    });

    test("nothing is left to do", async () => {
      const again = await stack.project.up("--refresh", "--expect-no-changes");
      expect(again.output).toContain("unchanged");
      expect(again.code).toBe(0);
    });
  });

  describe("parts of the stack", () => {
    test("--replace makes a new key under a new automatic name", async () => {
      const { code, output } = await stack.project.up(
        "--target",
        urnOf("KmsKey", "resting"),
        "--replace",
        urnOf("KmsKey", "resting"),
      );
      expect(output).toMatch(/\+-? ?1 replaced/);
      expect(code).toBe(0);
      expect((await madeFor("resting")).map(({ state }) => state)).toEqual(["To_Be_Terminated", "Active"]);
    });

    test("--target destroys one key and leaves the others", async () => {
      const before = (await stack.emulator.client.keys.stored()).filter(({ state }) => state !== "To_Be_Terminated");
      const { code } = await stack.project.destroy("--target", urnOf("KmsKey", "turning"));
      expect(code).toBe(0);
      expect(await only("turning")).toMatchObject({ state: "To_Be_Terminated" });
      const after = (await stack.emulator.client.keys.stored()).filter(({ state }) => state !== "To_Be_Terminated");
      expect(after).toHaveLength(before.length - 1);
    });
  });

  describe("at the end", () => {
    test("protect refuses to destroy the key and says how to allow it", async () => {
      const { code, output } = await stack.project.destroy();
      expect(code).toBe(1);
      expect(output).toContain(`resource "${urnOf("KmsKey", "guarded")}" cannot be deleted`);
      expect(output).toContain(`pulumi state unprotect`);
      expect(await only("guarded")).toMatchObject({ state: "Active" });
    });

    test("once it is unprotected all is destroyed but what was retained or only looked up", async () => {
      await stack.project.must("state", "unprotect", "--all", "--yes");
      expect((await stack.project.destroy()).code).toBe(0);
      const alive = (await stack.emulator.client.keys.stored()).filter(({ state }) => state !== "To_Be_Terminated");
      const names = alive.map(({ name }) => name.replace(/[0-9a-f]{7}$/, "")).sort();
      expect(names).toEqual(["dropped", "kept", "leased", "seen"]);
      expect(await stored(adopted.id)).toMatchObject({ state: "To_Be_Terminated" });
    });
  });
});
