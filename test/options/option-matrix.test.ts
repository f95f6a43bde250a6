import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { describe, expect, test } from "@jest/globals";

import type { CommandResult } from "../support/project";
import { urnOf, useStack } from "../support/stack-fixture";

// Pulumi's commands that change state, on objects that depend on each other. After each of them the emulator is asked:
// every secret can be read, and what lives is what state says, once each.

const stack = useStack();

interface Program {
  /** Further lines. */
  readonly more?: string;
  readonly description?: string;
  /** What the named key is called in the program. */
  readonly key?: string;
  readonly without?: readonly string[];
}

/** Two keys, a secret on each, a certificate and a vault; one key, one secret and the certificate have given names. */
function program({ description = "one", key = "named", without = [], more = "" }: Program = {}): Promise<void> {
  const lines = {
    loose: 'const loose = new scp.KmsKey("loose", { purpose: "aes-256" });',
    named: `const named = new scp.KmsKey("${key}", { name: "given", purpose: "aes-256" });`,
    "on-loose": `new scp.Secret("on-loose", { ...secret, kmsKeyId: loose.id, description: "${description}" });`,
    "on-named": `new scp.Secret("on-named", { ...secret, name: "given", kmsKeyId: named.id, description: "${description}" });`,
    shop: `new scp.Certificate("shop", { name: "shop", selfSigned, tags: { of: "shop" } }, { protect: true });`,
    vault: 'new scp.SecretVault("vault", vault);',
  };
  return stack.project.program(`
const secret = { value: { password: "first" }, allowedCidrs: ["10.0.0.1/32"] };
const selfSigned = { commonName: "shop.example.com", organization: "Shop", validityInDays: 365 };
const vault = { accessKeyId: "${"0".repeat(32)}", allowedIps: ["10.0.0.7"], temporaryKeyTtlInHours: 4, tokenTtlInDays: 365 };
${Object.entries(lines)
  .filter(([name]) => !without.includes(name))
  .map(([, line]) => line)
  .join("\n")}
${more}`);
}

/** Ids of what lives in the service. */
async function alive(): Promise<string[]> {
  const { client } = stack.emulator;
  const keys = (await client.keys.stored()).filter(({ state }) => state !== "To_Be_Terminated");
  const secrets = (await client.secrets.stored()).filter(({ deleted_at }) => deleted_at === null);
  const vaults = (await client.vaults.stored()).filter(({ vaultkey_state }) => vaultkey_state === "Active");
  return [...keys, ...secrets, ...vaults, ...(await client.certificates.stored())].map(({ id }) => id).sort();
}

async function idsInState(name?: string): Promise<string[]> {
  const { deployment } = JSON.parse(await stack.project.export(name)) as {
    deployment: { resources?: { type: string; id: string }[] };
  };
  return (deployment.resources ?? [])
    .filter(({ type }) => type.includes("dynamic/scp:"))
    .map(({ id }) => id)
    .sort();
}

/** Nothing is lost, orphaned or doubled, and every secret that lives can be read. */
async function expectWhole(...stacks: string[]): Promise<void> {
  const inState: string[] = [];
  for (const name of [undefined, ...stacks]) inState.push(...(await idsInState(name)));
  expect(await alive()).toEqual(inState.sort());
  const active = (await stack.emulator.client.keys.stored())
    .filter(({ state }) => state === "Active")
    .map(({ id }) => id);
  for (const { kms_id, deleted_at } of await stack.emulator.client.secrets.stored()) {
    if (deleted_at === null) expect(active).toContain(kms_id);
  }
}

async function expectDone(result: Promise<CommandResult>, pattern: RegExp): Promise<void> {
  const { code, output } = await result;
  expect(output).toMatch(pattern);
  expect(code).toBe(0);
  await expectWhole();
}

describe("options that Pulumi alone knows", () => {
  const more = `
const parent = new pulumi.ComponentResource("test:index:Team", "team");
new scp.KmsKey("quiet", { purpose: "aes-256" }, { hideDiffs: ["description"], additionalSecretOutputs: ["accountId"], parent });
new scp.KmsKey("versioned", { purpose: "aes-256" }, { version: "1.2.3", pluginDownloadURL: "https://example.com" });
loose.urn.apply((urn) => new scp.KmsKey("view", { purpose: "aes-256" }, { urn }));`;
  const slow = `
new scp.KmsKey("slow", { purpose: "aes-256" }, {
  transforms: [async ({ props, opts }) => ({ props, opts: { ...opts, customTimeouts: { delete: "1s" } } })],
});`;

  test("do no harm: hideDiffs, additionalSecretOutputs, parent, version, pluginDownloadURL, urn", async () => {
    await program({ more: more + slow });
    await expectDone(stack.project.up(), /created/);
    expect((await stack.project.resource("quiet"))?.outputs["accountId"]).not.toBe(stack.emulator.address.accountId);
    await expectDone(stack.project.up("--expect-no-changes"), /unchanged/);
  });

  test("limit the time also where only a transform says so", async () => {
    await program({ more });
    await stack.emulator.client.addFault({ method: "DELETE", fault: { delayMs: 90_000 } });
    const started = Date.now();
    const { code, output } = await stack.project.up();
    expect(Date.now() - started).toBeLessThan(60_000);
    expect(output).toContain("KmsKey slow: cannot delete the KMS key");
    expect(output).toContain("the operation's time is used up");
    expect(code).not.toBe(0);
  });
});

describe("commands that replace", () => {
  test("--replace of a key moves its secret to the new one before the old one goes; what was not deleted in time goes as well", async () => {
    const before = await stack.project.resource("loose");
    await program();
    const up = stack.project.up("--replace", urnOf("KmsKey", "loose"));
    await expectDone(up, /\+-? ?1 replaced/);
    expect((await up).output).toMatch(/- \d deleted/);
    expect(await stack.project.resource("slow")).toBeUndefined();
    expect(await stack.emulator.client.keys.show(before?.id ?? "")).toMatchObject({ state: "To_Be_Terminated" });
  });

  test("taint of a secret makes another one; the old one keeps its window", async () => {
    await stack.project.must("state", "taint", urnOf("Secret", "on-loose"), "--yes");
    await expectDone(stack.project.up(), /\+-? ?1 replaced/);
    expect((await stack.emulator.client.secrets.stored()).map(({ deleted_at }) => deleted_at !== null).sort()).toEqual([
      false,
      false,
      true,
    ]);
  });

  // A secret is not reached where its key has failed.
  test.each([
    {
      "KmsKey named": "give the new one another name",
      "SecretVault vault": "give the new one another accessKeyId",
    },
    { "Secret on-named": "give the new one another name" },
  ])("--replace of what keeps a thing that is blocked fails before anything is deleted: %j", async (messages) => {
    const before = await alive();
    const urns = Object.keys(messages).map((resource) => urnOf(...(resource.split(" ") as [string, string])));
    const replacing = urns.flatMap((urn) => ["--replace", urn]);
    const { code, output } = await stack.project.up("--continue-on-error", ...replacing);
    for (const [resource, message] of Object.entries(messages)) {
      expect(output).toMatch(new RegExp(`${resource}: .*${message}`));
    }
    expect(code).not.toBe(0);
    expect(await alive()).toEqual(before);
    await expectWhole();
  });
});

describe("commands that leave things out", () => {
  test("--target changes one secret only, and a saved plan the other one", async () => {
    await program({ description: "two" });
    await expectDone(stack.project.up("--target", urnOf("Secret", "on-loose")), /~ 1 updated/);
    const plan = join(stack.project.folder, "plan.json");
    await stack.project.must("preview", "--save-plan", plan);
    await expectDone(stack.project.up("--plan", plan), /~ 1 updated/);
  });
});

describe("commands that use the settings of the last up", () => {
  test("say so after a key was mended, and go on with --run-program", async () => {
    await stack.project.must("config", "set", "--secret", "scp:secretKey", "wrong");
    expect((await stack.project.up("--replace", urnOf("Secret", "on-loose"))).code).not.toBe(0);
    await stack.project.must(
      "config",
      "set",
      "--secret",
      "scp:secretKey",
      stack.emulator.config["scp:secretKey"] ?? "",
    );
    const refresh = await stack.project.refresh();
    expect(refresh.code).not.toBe(0);
    expect(refresh.output).toContain("use the settings of the last `pulumi up`, also of one that failed");
    await expectDone(stack.project.preview("--refresh", "--run-program", "--expect-no-changes"), /unchanged/);
    await expectDone(stack.project.refresh("--run-program"), /unchanged/);
  });
});

describe("commands that move or end things", () => {
  test("state rename and a renamed key are no change, nor is a certificate that state move hands to another stack", async () => {
    await stack.project.must("state", "rename", urnOf("KmsKey", "named"), "renamed", "--yes");
    await stack.project.must("stack", "init", "other", "--no-select");
    await stack.project.must(
      "state",
      "move",
      "--yes",
      "--source",
      "test",
      "--dest",
      "other",
      urnOf("Certificate", "shop"),
    );
    await expectWhole("other");
    await program({ description: "two", key: "renamed", without: ["shop"] });
    await expectWhole("other");
    expect((await stack.project.up("--expect-no-changes")).code).toBe(0);
    await stack.project.must(
      "state",
      "move",
      "--yes",
      "--source",
      "other",
      "--dest",
      "test",
      urnOf("Certificate", "shop").replace(":test::test:", ":other::test:"),
    );
    await program({ description: "two", key: "renamed" });
    await expectDone(stack.project.up("--expect-no-changes"), /unchanged/);
  });

  test("an import file brings an existing key into state without a request, and nothing is left to do", async () => {
    const key = await stack.emulator.client.keys.create("imported", { description: "", key_type: "advanced" });
    const sample = await stack.project.resource("loose");
    const inputs = {
      ...sample?.inputs,
      name: "imported",
      __auto: undefined,
      __meta: { ...(sample?.inputs["__meta"] as object), name: "imported" },
    };
    const file = join(stack.project.folder, "import-file.json");
    const outputs = { ...sample?.outputs, ...inputs, accountId: stack.emulator.address.accountId };
    const resource = { type: "pulumi-nodejs:dynamic/scp:KmsKey", name: "imported", id: key.id, inputs, outputs };
    await writeFile(file, JSON.stringify({ resources: [resource] }));
    await stack.project.must("import", "--file", file, "--yes", "--generate-code=false", "--protect=false");
    await expectWhole();
    await expectDone(stack.project.refresh(), /unchanged/);
  });

  test("destroy --exclude-protected leaves the protected certificate alone", async () => {
    await expectDone(stack.project.destroy("--exclude-protected"), /deleted/);
    expect(await alive()).toEqual((await stack.emulator.client.certificates.stored()).map(({ id }) => id));
    expect(await alive()).toHaveLength(1);
  });
});
