import { beforeAll, describe, expect, test } from "@jest/globals";

import { makeLeaf, makeRoot, type TestCertificate } from "../support/certificates";
import { digestOfValue, type StoredSecret } from "../support/emulator-client";
import type { CommandResult } from "../support/project";
import { secretsIn } from "../support/leaks/scan";
import { urnOf, useStack } from "../support/stack-fixture";

const stack = useStack({ "scp:maxRetries": "1" });

async function secretOf(name: string): Promise<StoredSecret> {
  const found = (await stack.emulator.client.secrets.stored()).find((secret) => secret.name.startsWith(name));
  if (found === undefined) throw new Error(`there is no secret ${name}`);
  return found;
}

/** What tells the present value of a secret. */
async function current(name: string): Promise<string | undefined> {
  return (await secretOf(name)).versions.find(({ labels }) => labels.includes("CURRENT"))?.valueSha256;
}

const rotated = { user: "kim", password: "rotated" };
/** Planted as secret texts; found in clear nowhere. */
const markers = ["marker-of-a-token", "marker-of-a-description", "marker-of-a-tag"];
let pem: TestCertificate;
/** All that was printed, and all states, since the program has the markers. */
let seen = "";

interface Stage {
  readonly description: string;
  readonly purpose?: string;
  readonly name?: string;
  /** Options and inputs of a secret with an automatic name. */
  readonly loose?: readonly [args: string, options: string];
  /** Of what is marked as secret. */
  readonly version: string;
}

const once = "initialValueOnly: true";
const program = ({
  description,
  purpose = "aes-256",
  name = "once",
  version,
  loose = [once, "{}"],
}: Stage): Promise<void> =>
  stack.project.program(`
const holder = new scp.KmsKey("holder", { purpose: "aes-256" });
const value = { user: "kim", password: "first" };
const args = { value, kmsKeyId: holder.id, allowedCidrs: ["10.0.0.1/32"], description: "${description}" };
new scp.Secret("ignored", { ...args, name: "${name === "once" ? "ignored" : name}" }, { ignoreChanges: ["value"] });
new scp.Secret("once", { ...args, name: "${name}", initialValueOnly: true });
new scp.Secret("loose", { ...args, ${loose[0]} }, ${loose[1]});
new scp.CloudService("parts", {
  provider: "scp", cloudServiceGroup: "KMS", cloudServiceType: "Key", name: "parts",
  data: { theirs: "${description}", ours: "${purpose}" },
}, { ignoreChanges: ["data.theirs"], replaceOnChanges: ["data.ours"] });
new scp.KmsKey("described", { purpose: "${purpose}", description: "${description}" }, { ignoreChanges: ["description"] });
new scp.Certificate("shop", {
  certificate: ${JSON.stringify(pem.certificate)}, privateKey: ${JSON.stringify(pem.privateKey)}, chain: ${JSON.stringify(pem.chain)},
}, { ignoreChanges: ["certificate", "privateKey", "chain"] });
const secret = (text) => pulumi.secret(text);
new scp.CloudService("entry", {
  provider: "scp", cloudServiceGroup: "KMS", cloudServiceType: "Key",
  data: { token: secret("${markers[0] ?? ""}"), version: "${version}" }, tags: { team: secret("${markers[2] ?? ""}") },
});
new scp.KmsKey("told", { purpose: "aes-256", name: "told", description: pulumi.interpolate\`${version} \${secret("${markers[1] ?? ""}")}\` });`);

/** Runs a command and keeps what it printed and left in state, for the search for markers. */
async function run(command: Promise<CommandResult>): Promise<CommandResult> {
  const result = await command;
  seen += result.output + (await stack.project.export());
  return result;
}

async function expectRotated(description: string): Promise<void> {
  for (const name of ["ignored", "once"]) {
    expect(await secretOf(name)).toMatchObject({ description });
    expect(await current(name)).toBe(digestOfValue(rotated));
  }
}

beforeAll(async () => {
  pem = await makeLeaf(await makeRoot(), { commonName: "shop.example.com" });
  const { client } = stack.emulator;
  await program({ description: "one", version: "one" });
  await client.addFault({ path: "cloud-service/(create|list)$", times: 0, fault: { drop: "after" } });
  const first = await run(stack.project.up("--continue-on-error"));
  await client.removeFaults();
  expect(first.output).toContain("CloudService entry: it is not known whether the cloud service");
  await run(stack.project.refresh());
  for (const name of ["ignored", "once", "loose"]) {
    const { id } = await secretOf(name);
    await client.call("PUT", `/v1/secrets/${id}/values`, { body: { secret_value: JSON.stringify(rotated) } });
  }
  const key = (await client.keys.stored()).find(({ name }) => name.startsWith("described"));
  const body = { description: "theirs" };
  await client.call("PUT", `/v1/kms/transit/${key?.id ?? ""}/description`, { body });
});

describe("values that the program leaves to others", () => {
  test("are not rolled back by an update without a refresh", async () => {
    await program({ description: "two", version: "one" });
    expect((await run(stack.project.up())).code).toBe(0);
    await expectRotated("two");
  });

  test("are no change when the service shows something of its own, and pass unchecked", async () => {
    const [certificate] = await stack.emulator.client.certificates.stored();
    const shown = await stack.emulator.client.certificates.show(certificate?.id ?? "");
    const fault = { status: 200, body: { certificate: { ...shown, not_after_dt: "2099-01-01T00:00:00" } } };
    await stack.emulator.client.addFault({ method: "GET", path: `/certificatemanager/${shown.id}$`, times: 1, fault });
    await stack.project.must("refresh", "--yes", "--skip-preview");
    expect((await stack.project.up("--expect-no-changes")).code).toBe(0);
  });
});

describe("what the program marks as secret", () => {
  test("is kept secret in failed updates and echoes", async () => {
    const { client } = stack.emulator;
    await program({ description: "two", version: "two" });
    const echo = { errors: [{ code: "Refused", detail: `cannot take one ${markers[1] ?? ""}` }] };
    const down = { status: 503, body: "down" };
    await client.addFault({ path: "cloud-service/update$", times: 0, fault: down });
    await client.addFault({ method: "PUT", path: "/description$", times: 0, fault: { status: 400, body: echo } });
    const { output } = await run(stack.project.up("--continue-on-error"));
    await client.removeFaults();
    expect(output).toMatch(/CloudService entry: .*down/);
    expect(output).toMatch(/KmsKey told: .*cannot take/);
    expect(seen).toContain("__doubtful");
    expect(secretsIn(seen, markers)).toEqual([]);
  });
});

describe("after a refresh and with a replacement", () => {
  test("values of others are not rolled back, and go on where they can be read", async () => {
    await program({ description: "three", purpose: "rsa-2048", version: "two" });
    expect((await run(stack.project.up("--refresh"))).code).toBe(0);
    await expectRotated("three");
    const alive = (await stack.emulator.client.keys.stored()).filter(({ state }) => state === "Active");
    expect(alive.find(({ name }) => name.startsWith("described"))).toMatchObject({
      purpose: "rsa-2048",
      description: "theirs",
    });
    const parts = (await stack.emulator.client.cloudServices.stored()).filter(({ name }) => name === "parts");
    expect(parts.map(({ state, data }) => [state, data])).toEqual([
      ["DELETED", { theirs: "one", ours: "aes-256" }],
      ["ACTIVE", { theirs: "one", ours: "rsa-2048" }],
    ]);
  });

  test("what is secret was made once and has its change, and was kept secret in all diffs", async () => {
    expect(secretsIn(seen, markers)).toEqual([]);
    const entries = (await stack.emulator.client.cloudServices.stored()).filter(({ name }) => name !== "parts");
    expect(entries).toMatchObject([{ data: { version: "two" }, state: "ACTIVE" }]);
  });

  test("values of others stop a replacement where they cannot be read", async () => {
    await program({ description: "three", purpose: "rsa-2048", name: "renamed", version: "two" });
    const refused = await stack.project.preview();
    expect(refused.code).not.toBe(0);
    expect(refused.output).toMatch(
      /a new one would begin with the program's value, but by (the option ignoreChanges|initialValueOnly) others may have changed it/,
    );
    await expectRotated("three");
  });

  test("a part of a value that only a transform leaves to others is refused before anything is written", async () => {
    const ignoring = "async ({ props, opts }) => ({ props, opts: { ...opts, ignoreChanges: ['value.password'] } })";
    await program({ ...now, loose: ["", `{ transforms: [${ignoring}] }`] });
    const since = await stack.lastRequest();
    const { code, output } = await stack.project.up();
    expect(output).toContain("Secret loose: ignoreChanges: value.password cannot be left to others");
    expect(code).not.toBe(0);
    expect(await stack.writes(since)).toEqual([]);
  });

  test("a secret that a command replaces is not deleted before its value is known to be the present one", async () => {
    await program(now);
    const forced = await stack.project.up("--replace", urnOf("Secret", "loose"));
    expect(forced.output).toMatch(
      /Secret loose: .* was replaced, .* by initialValueOnly others may have changed it in this/,
    );
    expect(forced.code).not.toBe(0);
    const states = async (): Promise<boolean[]> =>
      (await stack.emulator.client.secrets.stored())
        .filter(({ name }) => name.startsWith("loose"))
        .map(({ deleted_at }) => deleted_at === null);
    expect((await stack.project.up()).code).not.toBe(0);
    expect(await states()).toEqual([true, true]);
    await program({ ...now, loose: ["", "{}"] });
    expect((await stack.project.up()).code).toBe(0);
    expect((await states()).sort()).toEqual([false, true]);
  });
});

const now: Stage = { description: "three", purpose: "rsa-2048", version: "two" };
