import { createHash } from "node:crypto";

import { beforeAll, describe, expect, test } from "@jest/globals";

import { makeSelfSigned, type TestCertificate } from "../support/certificates";
import type { AccountState, RequestRecord } from "../support/emulator-client";
import type { CommandResult } from "../support/project";
import { resourceSection as section } from "../support/resource-section";
import { secretForms } from "../support/leaks/echoed";
import { secretsIn } from "../support/leaks/scan";
import { useStack } from "../support/stack-fixture";

/** Planted in inputs; found in clear nowhere. */
const markers = {
  value: 'märk"value\\/+<&>=%',
  password: 'märk"password\\/+<&>=%',
  nextPassword: 'märk"next-password\\/+<&>=%',
  accessKey: "marker-access-key/+=",
  secretKey: "marker-secret-key/+=",
};
const waiting = "To_Be_Terminated";

const stack = useStack({}, { env: { PULUMI_SCP_DEBUG: "1" } });
let managedKeyId: string;
let uploads: TestCertificate[];
/** All that commands have printed, and all states. */
let printed = "";
/** Secrets of the tokens that the vaults have had. */
const tokenSecrets: string[] = [];

beforeAll(async () => {
  managedKeyId = (await account()).managedKeys[0]?.id ?? "";
  uploads = [await makeSelfSigned(), await makeSelfSigned({ commonName: "next.example.com" })];
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

async function account(): Promise<AccountState> {
  const found = (await stack.emulator.client.state()).scp[stack.emulator.address.accountId];
  if (found === undefined) throw new Error("there is no account");
  return found;
}

/** What a stage of the program says otherwise. */
interface Stage {
  readonly inspection?: object;
  readonly vault?: object;
  readonly signed?: object;
  readonly upload?: number;
  readonly key?: object;
  readonly secret?: object;
  readonly password?: string;
  readonly trigger?: string;
}

const hex = (digit: string): string => digit.repeat(32);
const vaultArgs = { accessKeyId: hex("a"), allowedIps: ["10.0.0.7"], temporaryKeyTtlInHours: 4, tokenTtlInDays: 365 };
const signedArgs = { commonName: "shop.example.com", organization: "Shop", validityInDays: 365 };

/** One resource of each kind. Each one, but the two that take an id from outside, has something of one before it. */
const program = (stage: Stage = {}): Promise<void> => {
  const { certificate, privateKey } = uploads[stage.upload ?? 0] ?? {};
  const json = JSON.stringify;
  return stack.project.program(`
const key = new scp.KmsKey("key", { purpose: "aes-256", description: "kept", ...${json(stage.key ?? {})} });
const managed = new scp.ManagedKmsKey("managed", { keyId: "${managedKeyId}", description: "kept" });
const vault = new scp.SecretVault("vault", {
  ...${json({ ...vaultArgs, ...stage.vault })}, description: pulumi.interpolate\`for \${managed.id}\`,
});
const secret = new scp.Secret("secret", {
  value: pulumi.secret({ password: ${json(markers.value)} }), kmsKeyId: key.id, description: "kept",
  allowedCidrs: ["10.0.0.0/28"], recoveryWindowInDays: 7, ...${json(stage.secret ?? {})},
});
const token = new scp.Secret("token", {
  value: { secret: vault.tokenSecret, password: pulumi.secret(${json(stage.password ?? markers.password)}) },
  kmsKeyId: key.id, allowedCidrs: ["10.0.0.0/28"],
});
const signed = new scp.Certificate("signed", {
  selfSigned: ${json({ ...signedArgs, ...stage.signed })}, tags: { secret: secret.id },
});
const upload = new scp.Certificate("upload", {
  certificate: ${json(certificate)}, privateKey: pulumi.secret(${json(privateKey)}), tags: { signed: signed.id },
});
const inspection = new scp.ConfigInspection("inspection", {
  name: "nightly", accountId: key.accountId, cspType: "SCP", plan: "STANDARD", checkType: "BP",
  authKey: { id: "${hex("b")}" }, schedule: { frequency: "daily", startTime: "03:00", checkTypes: ["BP"] },
  runTrigger: pulumi.secret({
    trigger: "${stage.trigger ?? "first"}", accessKey: "${markers.accessKey}", secretKey: "${markers.secretKey}",
    tenantId: vault.id,
  }),
  tags: { vault: vault.id }, ...${json(stage.inspection ?? {})},
});
exports.ids = { key, managed, vault, secret, token, signed, upload, inspection };
exports.ids = Object.fromEntries(Object.entries(exports.ids).map(([name, resource]) => [name, resource.id]));
exports.shown = {
  tokenId: vault.tokenId, tokenSecret: vault.tokenSecret, value: secret.value, privateKey: upload.privateKey,
  runTrigger: inspection.runTrigger,
};`);
};

type Ids = Readonly<Record<string, string>>;

/** The ids by the names of the resources, from what a user is shown; the vault's secret is remembered for the search. */
async function idsNow(): Promise<Ids> {
  const { output } = await run(stack.project.must("stack", "output", "--json"));
  const { ids, shown } = JSON.parse(output) as { ids: Ids; shown: object };
  expect(new Set(Object.values(shown))).toEqual(new Set(["[secret]"]));
  printed += await stack.project.export();
  const hidden = (await stack.project.output("shown")) as { tokenSecret: string };
  if (!tokenSecrets.includes(hidden.tokenSecret)) tokenSecrets.push(hidden.tokenSecret);
  return ids;
}

/** Lines of a key's PEM that its certificate does not show, in all forms in which they are kept or sent. */
function partsOf({ privateKey }: TestCertificate): string[] {
  const lines = privateKey.split("\n").slice(9, -2);
  const sent = Buffer.from(privateKey).toString("base64");
  return [...lines, sent.slice(sent.length / 2, sent.length / 2 + 60)];
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const lastRequest = async (): Promise<number> => (await stack.emulator.client.requests()).at(-1)?.n ?? 0;
const write = (method: string, path: string, body?: object): Promise<unknown> =>
  stack.emulator.client.call(method, path, { body });

/** All that exists, each once, by the names of the resources; the secret has the token of the vault that is there. */
async function expectAll(ids: Ids, password = markers.password): Promise<void> {
  const { keys, secrets, vaults, certificates, diagnoses } = await account();
  const idsOf = (objects: readonly { id: string; state?: string; vaultkey_state?: string }[]): string[] =>
    objects
      .filter(({ state, vaultkey_state }) => ![state, vaultkey_state].includes(waiting))
      .map(({ id }) => id)
      .sort();
  const named = (...names: string[]): (string | undefined)[] => names.map((name) => ids[name]).sort();
  expect(idsOf(keys)).toEqual(named("key"));
  expect(idsOf(secrets)).toEqual(named("secret", "token"));
  expect(idsOf(vaults)).toEqual(named("vault"));
  expect(idsOf(certificates)).toEqual(named("signed", "upload"));
  expect(diagnoses.map(({ diagnosis_id }) => diagnosis_id)).toEqual(named("inspection"));
  const vault = vaults.find(({ id }) => id === ids["vault"]);
  const token = secrets.find(({ id }) => id === ids["token"]);
  const secret = tokenSecrets.at(-1) ?? "";
  expect(vault?.tokenSecretSha256).toBe(sha256(secret));
  const value = JSON.stringify({ password, secret });
  expect(token?.versions.find(({ labels }) => labels.includes("CURRENT"))?.valueSha256).toBe(sha256(value));
}

let ids: Ids;

describe("made", () => {
  test("all at once, what depends on what is there already first; then nothing is left to do", async () => {
    await program();
    const { output } = await up();
    expect(output).toContain("+ 9 created");
    ids = await idsNow();
    await expectAll(ids);
    const { managedKeys, certificates, diagnoses, vaults } = await account();
    expect(ids["managed"]).toBe(managedKeyId);
    expect(managedKeys).toMatchObject([{ description: "kept" }]);
    expect(vaults).toMatchObject([{ description: `for ${managedKeyId}` }]);
    const tags = [...certificates, ...diagnoses].flatMap((object) => object.tags);
    expect(tags).toEqual(
      expect.arrayContaining([
        { key: "secret", value: ids["secret"] },
        { key: "signed", value: ids["signed"] },
        { key: "vault", value: ids["vault"] },
      ]),
    );
    expect(diagnoses).toMatchObject([{ account_id: stack.emulator.address.accountId, runs: [] }]);
    expect((await run(stack.project.drift())).code).toBe(0);
  });
});

/** What somebody else does to each resource, and what Pulumi must show of it. */
const drifts: Readonly<Record<string, { change: () => Promise<unknown>; line: RegExp; gone?: true }>> = {
  key: {
    change: () => write("PUT", `/v1/kms/transit/${ids["key"] ?? ""}/description`, { description: "elsewhere" }),
    line: /~ description *: "kept" => "elsewhere"/,
  },
  secret: {
    change: () => write("PUT", `/v1/secrets/${ids["secret"] ?? ""}/description`, { description: "elsewhere" }),
    line: /~ description *: "kept" => "elsewhere"/,
  },
  managed: {
    change: () => write("PUT", `/v1/managed-kms/transit/${managedKeyId}/description`, { description: "elsewhere" }),
    line: /~ description *: "kept" => "elsewhere"/,
  },
  signed: {
    change: () => write("DELETE", `/v1/certificatemanager/${ids["signed"] ?? ""}`),
    line: /- state *: "VALID"/,
    gone: true,
  },
  vault: {
    change: async () => {
      await write("PUT", `/v1/secretvault/${ids["vault"] ?? ""}/terminated`, { waiting_time_ndays: 7 });
      await stack.emulator.client.advance("P7D");
    },
    line: /- state *: "Active"/,
    gone: true,
  },
  inspection: {
    change: () => write("DELETE", `/v1/configinspection/diagnosis/terminate/${ids["inspection"] ?? ""}`),
    line: /- diagnosisId *: "DIA-/,
    gone: true,
  },
};

describe("drift", () => {
  let drift: CommandResult;
  let refresh: CommandResult;

  beforeAll(async () => {
    for (const { change } of Object.values(drifts)) await change();
    drift = await run(stack.project.drift());
    refresh = await run(stack.project.refresh());
    printed += await stack.project.export();
  });

  test("a check for drift ends with 7", () => {
    expect(drift.code).toBe(7);
    expect(refresh.code).toBe(0);
  });

  test.each(Object.entries(drifts))(
    "%s is shown with its own line, in the check and by a refresh",
    (name, { line }) => {
      expect(section(drift.output, name)).toMatch(line);
      expect(section(refresh.output, name)).toMatch(line);
    },
  );

  test("what nobody touched is not shown as changed", () => {
    expect(section(refresh.output, "upload")).not.toMatch(/\((update|delete)\)|[~+-] \w+ *:/);
  });

  test("the next up repairs all of it, the token of the new vault included", async () => {
    const { output } = await up();
    expect(output).toContain("+ 3 created");
    const before = ids;
    ids = await idsNow();
    await expectAll(ids);
    for (const [name, { gone }] of Object.entries(drifts)) expect(ids[name] !== before[name]).toBe(gone === true);
    const { keys, managedKeys, secrets } = await account();
    const repaired = [...keys, ...managedKeys, ...secrets.filter(({ id }) => id === ids["secret"])];
    expect(repaired.map(({ description }) => description)).toEqual(["kept", "kept", "kept"]);
  });
});

describe("changed by the program", () => {
  const changed: Stage = {
    key: { purpose: "rsa-2048" },
    secret: { name: "renamed" },
    vault: { accessKeyId: hex("c"), temporaryKeyTtlInHours: 8 },
    signed: { commonName: "store.example.com" },
    upload: 1,
    inspection: { plan: "MONTHLY" },
  };

  test("a vault with the same access key is refused in the preview, with the way out", async () => {
    await program({ vault: { temporaryKeyTtlInHours: 8 } });
    const since = await lastRequest();
    const { code, output } = await run(stack.project.preview());
    expect(code).not.toBe(0);
    expect(output).toContain(`the accessKeyId "${hex("a")}" stays bound to the old vault`);
    expect(output).toContain("give another accessKeyId, or undo the change");
    expect((await stack.emulator.client.requests(since)).filter(({ method }) => method !== "GET")).toEqual([]);
  });

  test("each kind is replaced in its order: the inspection's old one goes first, all others' new ones come first", async () => {
    await program(changed);
    const since = await lastRequest();
    const { output } = await up();
    const replaced = ["key", "secret", "vault", "signed", "upload", "inspection"];
    for (const name of replaced) expect(section(output, name)).toMatch(/\((create-replacement|replace)\)/);
    expect(output).toMatch(new RegExp(`\\+-?${String(replaced.length)} replaced|${String(replaced.length)} replaced`));
    const before = ids;
    ids = await idsNow();
    await expectAll(ids);
    for (const name of replaced) expect(ids[name]).not.toBe(before[name]);
    const log = await stack.emulator.client.requests(since);
    expect(orderOf(log, "^/v1/kms/transit", before["key"])).toEqual(["made", "removed"]);
    expect(orderOf(log, "^/v1/secrets", before["secret"])).toEqual(["made", "removed"]);
    expect(orderOf(log, "^/v1/secretvault", before["vault"])).toEqual(["made", "removed"]);
    expect(orderOf(log, "^/v1/certificatemanager/self-sign", before["signed"])).toEqual(["made", "removed"]);
    expect(orderOf(log, "^/v1/certificatemanager", before["upload"])).toEqual(["made", "removed"]);
    expect(orderOf(log, "/diagnosis/save", before["inspection"])).toEqual(["removed", "made"]);
  });

  /** In which order a new object was made and the old one removed. */
  function orderOf(log: readonly RequestRecord[], creation: string, oldId = "none"): string[] {
    return log.flatMap(({ method, path }) => {
      if (method === "POST" && new RegExp(`${creation}$`).test(path)) return ["made"];
      const isRemoval = method === "DELETE" || path.endsWith("/terminated");
      return isRemoval && path.includes(oldId) ? ["removed"] : [];
    });
  }

  test("steps that fail with a reply that repeats what was sent show none of it, and the next up goes on", async () => {
    await echo("PUT", `/secrets/${ids["token"] ?? ""}/values$`, tokenSecrets.at(-1), markers.nextPassword);
    await echo("POST", "/diagnosis/request$", markers.accessKey, markers.secretKey);
    await echo("POST", "^/v1/certificatemanager$", uploads[0]?.privateKey);
    const next: Stage = { ...changed, password: markers.nextPassword };
    await program({ ...next, trigger: "second", upload: 0 });
    const failed = await run(stack.project.up("--continue-on-error"));
    printed += await stack.project.export();
    await stack.emulator.client.removeFaults();
    expect(failed.code).not.toBe(0);
    expect(failed.output).toMatch(/Secret token: cannot update the secret: .*you sent \[secret\]; you sent \[secret\]/);
    expect(failed.output).toMatch(/ConfigInspection inspection: cannot .*you sent \[secret\]; you sent \[secret\]/);
    expect(failed.output).toMatch(/Certificate upload: cannot create the certificate: .*you sent \[secret\]/);
    await program(next);
    await up();
    ids = await idsNow();
    await expectAll(ids, markers.nextPassword);
    expect((await run(stack.project.drift())).code).toBe(0);
  });
});

/** Refuses one request with what it was sent. */
function echo(method: string, path: string, ...values: (string | undefined)[]): Promise<void> {
  const detail = values.map((value) => `you sent ${value ?? "nothing"}`);
  const body = { errors: [{ code: "Echo", detail }] };
  return stack.emulator.client.addFault({ method, path, fault: { status: 403, body } });
}

describe("destroyed", () => {
  test("what has a window waits for it, the platform's key is only forgotten, and in the end nothing is left", async () => {
    await echo("PUT", "/terminated$", tokenSecrets.at(-1));
    const failed = await run(stack.project.destroy("--continue-on-error"));
    expect(failed.output).toMatch(/SecretVault vault: cannot delete the secret vault: .*you sent \[secret\]/);
    expect((await run(stack.project.destroy())).code).toBe(0);
    const { keys, secrets, vaults, certificates, diagnoses } = await account();
    const states = [...keys, ...secrets].map(({ state }) => state);
    expect([...states, ...vaults.map(({ vaultkey_state }) => vaultkey_state)].every((state) => state === waiting)).toBe(
      true,
    );
    expect([...certificates, ...diagnoses]).toEqual([]);
    await stack.emulator.client.advance("P30D");
    const { managedKeys, ...left } = await account();
    expect(managedKeys).toMatchObject([{ id: managedKeyId, description: "kept", state: "Active" }]);
    expect(Object.values(left).flat()).toEqual([]);
  });
});

describe("in all that was printed and kept", () => {
  test("this package's own log is found", () => {
    const refused = [
      "certificatemanager /v1/certificatemanager",
      "configinspection /v1/configinspection/diagnosis/request",
    ];
    for (const request of refused) expect(printed.includes(`pulumi-scp: POST ${request} attempt 1: 403`)).toBe(true);
  });

  test("no secret is found, in any form", () => {
    const { accessKey, secretKey } = stack.emulator.address;
    expect(tokenSecrets).toHaveLength(3);
    const secrets = [...Object.values(markers), ...tokenSecrets, accessKey, secretKey];
    expect(secretsIn(printed, secrets)).toEqual([]);
    for (const upload of uploads) {
      const parts = partsOf(upload).flatMap(secretForms);
      expect(parts.filter((part) => printed.includes(part)).length).toBe(0);
    }
  });
});
