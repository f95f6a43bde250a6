import { beforeAll, beforeEach, describe, expect, test } from "@jest/globals";

import { currentDigest, digestOfValue, type EmulatorClient, type StoredSecret } from "../support/emulator-client";
import { marker, put, newKey, secretTable } from "../support/kinds/secret";
import { lifecycleSuite } from "../support/lifecycle-suite";
import { usePluginFixture } from "../support/plugin-fixture";
import type { Properties } from "../support/plugin-process";
import type { StackModel } from "../support/stack-model";

lifecycleSuite(secretTable);

describe("a secret", () => {
  const fixture = usePluginFixture();
  let client: EmulatorClient;
  let base: Properties;

  beforeAll(() => {
    ({ client } = fixture.emulator);
  });

  beforeEach(async () => {
    base = { kmsKeyId: await newKey(client, "given"), allowedCidrs: ["127.0.0.1/32"] };
  });

  const stack = (): StackModel => fixture.stack("Secret");
  const only = (): Promise<StoredSecret> => client.secrets.only();
  const labels = async (): Promise<Record<string, string>> =>
    Object.fromEntries((await only()).labels.map(({ label, version_id }) => [label, version_id]));

  test("a changed value is a new version, and the old one is PREVIOUS", async () => {
    const model = stack();
    await model.up({ ...base, value: { a: "one" } });
    const first = model.state?.outputs["versionId"];
    await model.up({ ...base, value: { a: "two" } });
    expect(currentDigest(await only())).toBe(digestOfValue({ a: "two" }));
    expect(model.state?.outputs).toMatchObject({ previousVersionId: first });
    expect((await only()).versions).toHaveLength(2);
    expect(await model.refresh()).toEqual([]);
  });

  test("the same value as JSON text, in another order of names, or CIDRs in another order, are no change", async () => {
    const model = stack();
    await model.up({ ...base, value: { a: "1", b: "2" }, allowedCidrs: ["10.0.0.1/32", "10.0.0.2/32"] });
    const args = { ...base, value: '{ "b": "2", "a": "1" }', allowedCidrs: ["10.0.0.2/32", "10.0.0.1/32"] };
    expect(await model.up(args)).toBe("same");
  });

  describe("a value that was changed elsewhere", () => {
    const elsewhere = (id: string): Promise<unknown> =>
      client.call("PUT", `/v1/secrets/${id}/values`, { body: { secret_value: '{"a":"intruder"}' } });

    test("is shown as drift without being read, and repaired by the next up", async () => {
      const model = stack();
      await model.up({ ...base, value: { a: "one" } });
      await elsewhere(model.state?.id ?? "");
      expect(await model.refresh()).toEqual(["value"]);
      expect(JSON.stringify(model.state)).not.toContain("intruder");
      expect((await client.requests()).some(({ method, path }) => method === "POST" && path.endsWith("/values"))).toBe(
        false,
      );
      expect(await model.refresh()).toEqual([]);
      expect(await model.up({ ...base, value: { a: "one" } })).toBe("updated");
      expect(currentDigest(await only())).toBe(digestOfValue({ a: "one" }));
      expect(await model.refresh()).toEqual([]);
    });

    test("is left alone with ignoreChanges, also when something else is changed", async () => {
      const model = stack();
      await model.up({ ...base, value: { a: "one" } });
      await elsewhere(model.state?.id ?? "");
      await model.refresh();
      // With ignoreChanges the engine hands the stored input to check.
      const ignored = { ...base, value: model.state?.inputs["value"], description: "other" };
      expect(await model.up(ignored)).toBe("updated");
      expect(currentDigest(await only())).toBe(digestOfValue({ a: "intruder" }));
      expect(await model.up(ignored)).toBe("same");
    });

    test("does not count with initialValueOnly, and neither does a later value of the program", async () => {
      const model = stack();
      const args = { ...base, value: { a: "one" }, initialValueOnly: true };
      await model.up(args);
      await elsewhere(model.state?.id ?? "");
      expect(await model.refresh()).toEqual([]);
      expect(await model.up({ ...args, value: { a: "two" } })).toBe("same");
      expect(currentDigest(await only())).toBe(digestOfValue({ a: "intruder" }));
    });
  });

  describe("a private ACL that the program does not have", () => {
    const acl = { private_acl_enabled: true, private_acl_resources: [{ resource_id: "vm1" }] };

    test("is drift when somebody turns it on, and turned off by the next up", async () => {
      const model = stack();
      const args = { ...base, value: { a: "one" } };
      await model.up(args);
      await put("private-acl", acl)(client, model.state?.id ?? "");
      expect(await model.refresh()).toEqual(["privateAcl"]);
      expect(await model.refresh()).toEqual([]);
      expect(await model.up(args)).toBe("updated");
      expect(await only()).toMatchObject({ private_acl_enabled: false });
      expect(await model.refresh()).toEqual([]);
      expect(await model.up(args)).toBe("same");
    });

    test("is no drift any more when it was turned off again", async () => {
      const model = stack();
      const args = { ...base, value: { a: "one" } };
      await model.up(args);
      await put("private-acl", acl)(client, model.state?.id ?? "");
      await model.refresh();
      await put("private-acl", { private_acl_enabled: false, private_acl_resources: [] })(
        client,
        model.state?.id ?? "",
      );
      expect(await model.refresh()).toEqual(["privateAcl"]);
      expect(await model.up(args)).toBe("same");
    });

    test("is turned off when its secret is taken over", async () => {
      const { id } = await client.secrets.create("legacy", String(base["kmsKeyId"]), acl);
      const model = stack();
      const args = { ...base, value: { a: "one" }, adopt: id };
      await model.up(args);
      expect(await only()).toMatchObject({ id, private_acl_enabled: false });
      expect(await model.refresh()).toEqual([]);
      expect(await model.up(args)).toBe("same");
    });
  });

  test.each(["before", "after"])("a lost reply to a new value makes one version (%s)", async (drop) => {
    const model = stack();
    await model.up({ ...base, value: { a: "one" } });
    await client.addFault({ method: "PUT", path: "/values$", times: 1, fault: { drop } });
    const change = (): Promise<string> => model.up({ ...base, value: { a: "two" } });
    if (drop === "before") await expect(change()).rejects.toThrow("no complete reply");
    expect(await change()).toBe("updated");
    expect((await only()).versions).toHaveLength(2);
    expect(currentDigest(await only())).toBe(digestOfValue({ a: "two" }));
  });

  test("a secret of unknown outcome that a refresh finds gets no second version of its value", async () => {
    const model = stack();
    await client.addFault({ method: "POST", path: "^/v1/secrets$", times: 1, fault: { drop: "after" } });
    await client.addFault({ method: "GET", times: 0, fault: { status: 503 } });
    await expect(model.up({ ...base, value: { a: "one" } })).rejects.toThrow("it is not known whether");
    await client.removeFaults();
    await model.refresh();
    const before = (await client.requests()).length;
    await model.up({ ...base, value: { a: "one" } });
    expect(await client.requests()).toHaveLength(before);
    expect(await model.up({ ...base, value: { a: "one" } })).toBe("same");
    await model.up({ ...base, value: { a: "two" } });
    expect((await only()).versions).toHaveLength(2);
  });

  test("a label whose move was in doubt is taken away again by a program that goes back", async () => {
    const model = stack();
    await model.up({ ...base, value: { a: "one" } });
    await client.addFault({ method: "PUT", path: "/label$", times: 0, fault: { drop: "after" } });
    await client.addFault({ method: "GET", path: "/versions$", skip: 1, times: 0, fault: { status: 503 } });
    const attempt = model.up({ ...base, value: { a: "one" }, versionLabels: { live: "CURRENT" } });
    await expect(attempt).rejects.toThrow("HTTP 503");
    await client.removeFaults();
    expect(await labels()).toHaveProperty("live");
    expect(model.state?.outputs["versionLabels"]).toBeUndefined();
    expect(await model.up({ ...base, value: { a: "one" } })).toBe("updated");
    expect(await labels()).not.toHaveProperty("live");
    expect(await model.up({ ...base, value: { a: "one" } })).toBe("same");
  });

  test("labels follow the value, are moved and removed, and those of others stay", async () => {
    const model = stack();
    await model.up({ ...base, value: { a: "one" }, versionLabels: { live: "CURRENT" } });
    const first = String(model.state?.outputs["versionId"]);
    const { id = "" } = model.state ?? {};
    await client.call("PUT", `/v1/secrets/${id}/label`, { body: { label: "theirs", move_to_version_id: first } });
    await model.up({ ...base, value: { a: "two" }, versionLabels: { live: "CURRENT", old: "PREVIOUS" } });
    const second = String(model.state?.outputs["versionId"]);
    expect(await labels()).toMatchObject({ live: second, old: first, theirs: first });
    expect(model.state?.outputs["labels"]).toEqual({ live: second, old: first, theirs: first });
    expect(await model.refresh()).toEqual([]);
    await model.up({ ...base, value: { a: "two" }, versionLabels: { old: first } });
    expect(await labels()).not.toHaveProperty("live");
    await model.up({ ...base, value: { a: "two" } });
    expect(await labels()).toMatchObject({ theirs: first });
    expect(await labels()).not.toHaveProperty("old");
  });

  test("a label for the version before is on none while there is one version, and follows from the second on", async () => {
    const versionLabels = { live: "CURRENT", old: "PREVIOUS" };
    const model = stack();
    await model.up({ ...base, value: { a: "one" }, versionLabels });
    const first = String(model.state?.outputs["versionId"]);
    expect(await labels()).toEqual({ CURRENT: first, live: first });
    expect(await model.refresh()).toEqual([]);
    expect(await model.up({ ...base, value: { a: "one" }, versionLabels })).toBe("same");
    await model.up({ ...base, value: { a: "two" }, versionLabels });
    expect(await labels()).toMatchObject({ live: model.state?.outputs["versionId"], old: first });
    expect(await model.refresh()).toEqual([]);
  });

  test("a label whose step failed after the value is put on by the next up", async () => {
    const model = stack();
    await model.up({ ...base, value: { a: "one" }, versionLabels: { live: "CURRENT" } });
    await client.addFault({ method: "PUT", path: "/label$", times: 0, fault: { status: 400 } });
    await expect(model.up({ ...base, value: { a: "two" }, versionLabels: { live: "CURRENT" } })).rejects.toThrow();
    await client.removeFaults();
    await model.up({ ...base, value: { a: "two" }, versionLabels: { live: "CURRENT" } });
    expect((await labels())["live"]).toBe(model.state?.outputs["versionId"]);
    expect((await only()).versions).toHaveLength(2);
  });

  test("a list of versions that is not understood makes labels an error and switches the value's drift off", async () => {
    const model = stack();
    const odd = { count: 1, page: 0, size: 20, version_list: [""] };
    await client.addFault({ method: "GET", path: "/versions$", times: 0, fault: { status: 200, body: odd } });
    await model.up({ ...base, value: { a: "one" } });
    expect(await model.refresh()).toEqual([]);
    const attempt = model.up({ ...base, value: { a: "one" }, versionLabels: { live: "CURRENT" } });
    await expect(attempt).rejects.toThrow("list of versions is not understood, so no label is moved");
  });

  test("is deleted with its recovery window, and its name is blocked until then", async () => {
    const model = stack();
    await model.up({ ...base, name: "blocked", value: { a: "one" }, recoveryWindowInDays: 9 });
    await model.destroy();
    expect(await only()).toMatchObject({ state: "To_Be_Terminated" });
    const attempt = stack().up({ ...base, name: "blocked", value: { a: "two" } });
    await expect(attempt).rejects.toThrow(
      /waits for its deletion until 2\S+: choose another name\. To have that one back, set restoreOnCreate, give it the name "blocked"/,
    );
    await client.advance("P9D");
    expect(await client.secrets.stored()).toEqual([]);
  });

  test("with restoreOnCreate one that waits for its deletion stays, and the next up restores it under its id", async () => {
    const model = stack();
    const args = { ...base, value: { a: "one" }, restoreOnCreate: true };
    await model.up(args);
    const id = model.state?.id ?? "";
    await client.call("DELETE", `/v1/secrets/${id}`, { body: { waiting_time_ndays: 7 } });
    expect(await model.refresh()).toEqual([]);
    expect(await model.preview(args)).toMatchObject({ changes: "some", replaces: [] });
    expect(await model.up(args)).toBe("updated");
    expect(await only()).toMatchObject({ id, state: "Active" });
    expect(await model.refresh()).toEqual([]);
    expect(await model.up(args)).toBe("same");
  });

  test("that counts as gone is restored by the next up as the warning says", async () => {
    const model = stack();
    const args = { ...base, value: { a: "one" } };
    await model.up(args);
    const { id, name } = await only();
    await client.call("DELETE", `/v1/secrets/${id}`, { body: { waiting_time_ndays: 7 } });
    expect(await model.refresh()).toBe("gone");
    await fixture.plugin.said(`set restoreOnCreate, give it the name "${name}", and run \`pulumi up\``);
    expect(await model.up({ ...args, name, restoreOnCreate: true })).toBe("created");
    expect(await only()).toMatchObject({ id, state: "Active" });
  });

  test("with restoreOnCreate a given name that is blocked is restored and brought to what is wanted", async () => {
    const first = stack();
    const args = { ...base, name: "again", value: { a: "one" }, restoreOnCreate: true };
    await first.up(args);
    const { id } = first.state ?? {};
    await first.destroy();
    const second = stack();
    expect(await second.up({ ...args, value: { a: "two" }, description: "back" })).toBe("created");
    expect(await only()).toMatchObject({ id, state: "Active", description: "back" });
    expect(currentDigest(await only())).toBe(digestOfValue({ a: "two" }));
    expect(await second.refresh()).toEqual([]);
  });

  test("its value is in no message, even where replies echo it, and in none of this package's own log lines", async () => {
    const logged = await fixture.startPlugin({}, { PULUMI_SCP_DEBUG: "1" });
    try {
      for (const echo of [
        marker,
        Buffer.from(marker).toString("base64"),
        encodeURIComponent(`"${marker}"`),
        `{\\"password\\":\\"${marker}\\"}`,
      ]) {
        const model = stack();
        model.use(logged);
        const body = { errors: [{ code: "Echo", detail: `you sent ${echo}` }] };
        await client.addFault({ method: "POST", path: "^/v1/secrets$", times: 1, fault: { status: 403, body } });
        const failure = await model
          .up({ ...base, value: { password: marker } })
          .catch((error: unknown) => error as Error);
        expect(String(failure)).toContain("you sent");
        expect(String(failure)).not.toContain(marker);
        expect(String(failure)).not.toContain(Buffer.from(marker).toString("base64"));
      }
      await logged.said("POST secretsmanager /v1/secrets attempt 1");
      expect(logged.errors + logged.output).not.toContain(marker);
    } finally {
      await logged.stop();
    }
  });
});
