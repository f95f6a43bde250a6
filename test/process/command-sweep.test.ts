import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";

import { pulumiScp, variablesOf, type Ran } from "../support/command";
import { EmulatorProcess } from "../support/emulator-process";

interface Row {
  readonly kind: string;
  readonly name: string;
  readonly id: string;
  readonly createdAt: string;
  readonly neededBy: readonly string[];
  readonly outcome: string;
  readonly because: string;
}

let emulator: EmulatorProcess;

const sweep = (...args: string[]): Promise<Ran> => pulumiScp(["sweep", ...args], variablesOf(emulator));

async function rowsOf(...args: string[]): Promise<{ code: number | null; rows: readonly Row[]; stderr: string }> {
  const { code, stdout, stderr } = await sweep("--json", ...args);
  return { code, stderr, rows: JSON.parse(stdout) as Row[] };
}

const outcomes = (rows: readonly Row[]): string[] =>
  rows.map(({ kind, name, outcome }) => `${kind} ${name}: ${outcome}`).sort();

/** The requests that may have changed something, since a moment. */
async function writesSince(n: number): Promise<string[]> {
  const isRead = (method: string, path: string): boolean => method === "GET" || /\/(list|get)$/.test(path);
  const requests = await emulator.client.requests(n);
  return requests.filter(({ method, path }) => !isRead(method, path)).map(({ method, path }) => `${method} ${path}`);
}

const lastRequest = async (): Promise<number> => (await emulator.client.requests()).at(-1)?.n ?? 0;

/** A refusal in the service's envelope. */
const refusal = (status: number): object => ({
  status,
  body: { errors: [{ code: "Refused", detail: "planted" }] },
});

async function spaceoneSecret(name: string): Promise<void> {
  const { spaceoneProjectId } = emulator.address;
  const body = { name, data: { a: "b" }, resource_group: "PROJECT", project_id: spaceoneProjectId };
  await emulator.client.spaceone("/secret/secret/create", body);
}

/** An object of each kind, with a secret under a key. */
async function fill(prefix: string): Promise<{ keyId: string; secretId: string }> {
  const { client } = emulator;
  const { id: keyId } = await client.keys.create(`${prefix}key`);
  const { id: secretId } = await client.secrets.create(`${prefix}secret`, keyId);
  await client.vaults.create(`${prefix}vault`);
  await client.certificates.selfSign(`${prefix}cert`);
  await client.diagnoses.save(`${prefix}scan`);
  await client.cloudServices.create({ name: `${prefix}web` });
  await spaceoneSecret(`${prefix}login`);
  return { keyId, secretId };
}

const all = (prefix: string, outcome: string): string[] =>
  [
    `Certificate ${prefix}cert`,
    `CloudService ${prefix}web`,
    `ConfigInspection ${prefix}scan`,
    `KmsKey ${prefix}key`,
    `Secret ${prefix}secret`,
    `SecretVault ${prefix}vault`,
    `SpaceoneSecret ${prefix}login`,
  ].map((object) => `${object}: ${outcome}`);

/** The states of what has a name, by kind and name; deleted cloud services are still there. */
async function statesOf(prefix: string): Promise<Record<string, string>> {
  const { spaceone } = await emulator.client.state();
  const { keys, secrets, vaults, certificates, diagnoses } = await emulator.client.account();
  const states = [
    ...keys.map(({ name, state }) => [name, state] as const),
    ...secrets.map(({ name, state }) => [name, state] as const),
    ...vaults.map(({ name, vaultkey_state }) => [name, vaultkey_state] as const),
    ...certificates.map(({ name, state }) => [name, state] as const),
    ...diagnoses.map(({ diagnosis_name }) => [diagnosis_name, "there"] as const),
    ...spaceone.cloudServices.map(({ name, state }) => [name ?? "", state] as const),
    ...spaceone.secrets.map(({ name }) => [name, "there"] as const),
  ];
  return Object.fromEntries(states.filter(([name]) => name.startsWith(prefix)));
}

beforeAll(async () => {
  emulator = await EmulatorProcess.start();
  for (const prefix of ["alla", "listed", "kept", "half"]) await fill(prefix);
  await emulator.client.advance("P1DT12H");
});

afterAll(() => emulator.stop());

afterEach(() => emulator.client.removeFaults());

describe("without --yes", () => {
  test("says what would be deleted, what needs it, and changes nothing", async () => {
    const before = await lastRequest();
    const { code, rows, stderr } = await rowsOf("--prefix", "listed");
    expect(code).toBe(0);
    expect(outcomes(rows)).toEqual(all("listed", "to delete"));
    expect(rows.find(({ kind }) => kind === "KmsKey")?.neededBy).toEqual(["Secret listedsecret"]);
    expect(rows.every(({ createdAt }) => createdAt.startsWith("20"))).toBe(true);
    expect(stderr).toBe("Nothing was deleted. To delete what is marked (7), add --yes\n");
    expect(await writesSince(before)).toEqual([]);
  });

  test("shows a table", async () => {
    const { code, stdout } = await sweep("--prefix", "listed", "--kind", "KmsKey", "Secret");
    expect(code).toBe(0);
    const [head = "", ...lines] = stdout.trimEnd().split("\n");
    expect(head).toMatch(/^KIND +NAME +ID +CREATED +NEEDED BY +OUTCOME$/);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^KmsKey +listedkey +\w{32} +\d{4}-\S+Z +Secret listedsecret +to delete$/);
  });

  test("says so where nothing has the prefix", async () => {
    expect(await sweep("--prefix", "nothing-here")).toMatchObject({
      code: 0,
      stdout: "No object has a name that begins with nothing-here\n",
      stderr: "",
    });
  });
});

describe("with --yes", () => {
  test("deletes an object of each kind, a secret before its key, and nothing of another name", async () => {
    const before = await lastRequest();
    const untouched = await statesOf("kept");
    const { code, rows, stderr } = await rowsOf("--prefix", "alla", "--yes");
    expect(code).toBe(0);
    expect(outcomes(rows)).toEqual(all("alla", "deleted"));
    expect(stderr).toMatch(/^pulumi-scp: KmsKey allakey: without this key the secrets .* nor restored: allasecret\n$/);
    expect(await statesOf("alla")).toEqual({
      allakey: "To_Be_Terminated",
      allasecret: "To_Be_Terminated",
      allavault: "To_Be_Terminated",
      allaweb: "DELETED",
    });
    expect(await statesOf("kept")).toEqual(untouched);
    const writes = await writesSince(before);
    expect(writes).toHaveLength(7);
    const indexOf = (pattern: RegExp): number => writes.findIndex((write) => pattern.test(write));
    expect(indexOf(/^DELETE \/v1\/secrets\//)).toBeLessThan(indexOf(/^DELETE \/v1\/kms\/transit\//));
  });

  test("leaves what waits for its deletion already, with its date", async () => {
    const { deleted_at } = (await emulator.client.secrets.stored()).find(({ name }) => name === "allasecret") ?? {};
    const before = await lastRequest();
    const { code, rows } = await rowsOf("--prefix", "alla", "--yes");
    expect(code).toBe(0);
    expect(outcomes(rows)).toEqual(["KmsKey allakey: kept", "Secret allasecret: kept", "SecretVault allavault: kept"]);
    expect(rows.find(({ kind }) => kind === "Secret")?.because).toBe(
      `its deletion is scheduled for ${deleted_at ?? ""}`,
    );
    expect(await writesSince(before)).toEqual([]);
  });

  test("schedules deletions with the shortest window", async () => {
    const waiting = (await emulator.client.secrets.stored()).find(({ name }) => name === "allasecret");
    const vault = (await emulator.client.vaults.stored()).find(({ name }) => name === "allavault");
    const days = (from = "", to: string | null = ""): number => (Date.parse(to ?? "") - Date.parse(from)) / 86_400_000;
    expect(days(waiting?.modified_at, waiting?.deleted_at)).toBe(7);
    expect(vault?.waiting_time_ndays).toBe(7);
  });

  test("leaves what is younger, by the service's clock", async () => {
    await emulator.client.keys.create("young1");
    const kept = await rowsOf("--prefix", "young", "--yes");
    expect(kept.code).toBe(0);
    expect(kept.rows).toMatchObject([{ outcome: "kept", because: "it is too young" }]);
    expect((await rowsOf("--prefix", "young", "--min-age", "2h", "--yes")).rows).toMatchObject([{ outcome: "kept" }]);
    await emulator.client.advance("PT2H");
    expect((await rowsOf("--prefix", "young", "--min-age", "121m", "--yes")).rows).toMatchObject([{ outcome: "kept" }]);
    const { rows } = await rowsOf("--prefix", "young", "--min-age", "2h", "--yes");
    const { delete_at } = (await emulator.client.keys.stored()).find(({ name }) => name === "young1") ?? {};
    expect(rows).toMatchObject([{ outcome: "deleted", because: `from ${delete_at ?? ""} on` }]);
    expect(await statesOf("young")).toEqual({ young1: "To_Be_Terminated" });
  });

  test("keeps a key that a secret of another name needs, and ends with 1", async () => {
    const { id } = await emulator.client.keys.create("mixed1");
    await emulator.client.secrets.create("other-secret", id);
    const { code, rows } = await rowsOf("--prefix", "mixed", "--min-age", "0m", "--yes");
    expect(code).toBe(1);
    expect(rows).toMatchObject([
      { outcome: "needed", because: "by Secret other-secret", neededBy: ["Secret other-secret"] },
    ]);
    expect(await statesOf("mixed")).toEqual({ mixed1: "Active" });
    const asTable = await sweep("--prefix", "mixed", "--min-age", "0m");
    expect(asTable.code).toBe(0);
    expect(asTable.stdout).toContain("needed: by Secret other-secret");
  });

  test("keeps a key of a secret whose kind is not swept, or that somebody may restore", async () => {
    const { id } = await emulator.client.keys.create("wanted1");
    const mine = await emulator.client.secrets.create("wanted-db", id);
    const ofKeys = await rowsOf("--prefix", "wanted", "--min-age", "0m", "--kind", "KmsKey", "--yes");
    expect(ofKeys.rows).toMatchObject([{ outcome: "needed", because: "by Secret wanted-db" }]);
    const theirs = await emulator.client.secrets.create("their-db", id);
    for (const secret of [mine, theirs]) {
      await emulator.client.call("DELETE", `/v1/secrets/${secret.id}`, { body: { waiting_time_ndays: 7 } });
    }
    const { code, rows } = await rowsOf("--prefix", "wanted", "--min-age", "0m", "--yes");
    expect(code).toBe(1);
    expect(outcomes(rows)).toEqual(["KmsKey wanted1: needed", "Secret wanted-db: kept"]);
    expect(rows.find(({ kind }) => kind === "KmsKey")?.because).toBe("by Secret their-db");
    expect(await statesOf("wanted1")).toEqual({ wanted1: "Active" });
  });

  test("goes on after a failure, keeps the key of a secret that stays, and ends with 1", async () => {
    await emulator.client.addFault({ method: "DELETE", path: "^/v1/secrets/", times: 0, fault: refusal(409) });
    const { code, rows } = await rowsOf("--prefix", "half", "--yes");
    expect(code).toBe(1);
    const expected = all("half", "deleted").map((line) =>
      line.replace("Secret halfsecret: deleted", "Secret halfsecret: failed").replace("key: deleted", "key: needed"),
    );
    expect(outcomes(rows)).toEqual(expected);
    expect(rows.find(({ outcome }) => outcome === "failed")?.because).toMatch(
      /^cannot delete the secret: DELETE secretsmanager \/v1\/secrets\/\w+: HTTP 409 Refused: planted/,
    );
    expect(await statesOf("half")).toEqual({
      halfkey: "Active",
      halfsecret: "Active",
      halfvault: "To_Be_Terminated",
      halfweb: "DELETED",
    });
  });

  test("deletes no key where secrets cannot be listed", async () => {
    await emulator.client.keys.create("blind1");
    await emulator.client.vaults.create("blindvault");
    await emulator.client.addFault({ method: "GET", path: "^/v1/secrets$", times: 0, fault: refusal(403) });
    const { code, rows, stderr } = await rowsOf("--prefix", "blind", "--min-age", "0m", "--yes");
    expect(code).toBe(1);
    expect(outcomes(rows)).toEqual(["KmsKey blind1: failed", "SecretVault blindvault: deleted"]);
    expect(rows.find(({ kind }) => kind === "KmsKey")?.because).toBe("what it encrypts could not be listed");
    expect(stderr).toContain("pulumi-scp: cannot list the secrets: ");
    expect(await statesOf("blind1")).toEqual({ blind1: "Active" });
  });

  test("sweeps the other kinds where one cannot be listed, and what cannot be read is said", async () => {
    await emulator.client.vaults.create("partvault");
    await emulator.client.certificates.selfSign("part-cert");
    await emulator.client.addFault({ path: "^/v1/configinspection/diagnosis/list", times: 0, fault: refusal(403) });
    await emulator.client.addFault({ path: "^/v1/secretvault/", times: 0, fault: refusal(403) });
    const { code, rows, stderr } = await rowsOf("--prefix", "part", "--min-age", "0h", "--yes");
    expect(code).toBe(1);
    expect(outcomes(rows)).toEqual(["Certificate part-cert: deleted", "SecretVault partvault: failed"]);
    expect(rows.find(({ kind }) => kind === "SecretVault")?.because).toMatch(
      /^cannot read the secret vault: .*HTTP 403/,
    );
    expect(stderr).toMatch(/^pulumi-scp: cannot list the configuration inspections: /);
  });

  test("leaves what a collector brings", async () => {
    const type = { provider: "aws", cloud_service_group: "EC2", cloud_service_type: "Instance" };
    const collection_info = { collector_id: "collector-1" };
    const service = { cloud_service_id: "cloud-svc-1", name: "collected", ...type, collection_info };
    await emulator.client.seed({ cloud_services: [service] });
    const { code, rows } = await rowsOf("--prefix", "collected", "--min-age", "0m", "--yes");
    expect(code).toBe(0);
    expect(rows).toMatchObject([{ outcome: "kept", because: "the collector collector-1 writes it" }]);
    expect(await statesOf("collected")).toEqual({ collected: "ACTIVE" });
  });

  test("needs the settings of one cloud only", async () => {
    await emulator.client.vaults.create("alonevault");
    const { SPACEONE_ENDPOINT: _, SPACEONE_TOKEN: __, ...scp } = variablesOf(emulator);
    const { code, stderr } = await pulumiScp(["sweep", "--prefix", "alone", "--min-age", "0m", "--yes"], scp);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^Left out: SpaceONE: no SpaceONE credentials: /);
    expect(await statesOf("alone")).toEqual({ alonevault: "To_Be_Terminated" });
    const named = await pulumiScp(["sweep", "--prefix", "alone", "--kind", "CloudService"], scp);
    expect(named.code).toBe(1);
    expect(named.stderr).toContain("no SpaceONE credentials: set spaceone:endpoint");
  });
});

describe("wrong arguments", () => {
  const age = "It must be a whole number of minutes, hours, days or weeks";

  test.each([
    [[], "required option '--prefix <text>' not specified"],
    [["--yes"], "required option '--prefix <text>' not specified"],
    [["--prefix"], "argument missing"],
    [["--prefix", ""], "It must not be empty"],
    [["--prefix", "  ", "--yes"], "It must not be empty"],
    [["--prefix=", "--yes"], "It must not be empty"],
    [["--prefix", "ci", "--min-age", "1"], age],
    [["--prefix", "ci", "--min-age", "d"], age],
    [["--prefix", "ci", "--min-age", "-1d"], age],
    [["--prefix", "ci", "--min-age", "1.5h"], age],
    [["--prefix", "ci", "--min-age", "1y"], age],
    [["--prefix", "ci", "--min-age", ""], age],
    [["--prefix", "ci", "--min-age"], "argument missing"],
    [["--prefix", "ci", "--kind", "ManagedKmsKey"], "Allowed choices are KmsKey, Secret"],
    [["--prefix", "ci", "--kind", "kmskey"], "Allowed choices are KmsKey, Secret"],
    [["--prefix", "ci", "--kind"], "argument missing"],
    [["--prefix", "ci", "now"], "too many arguments"],
    [["--prefix", "ci", "--force"], "unknown option"],
  ])("%j end with 2, and nothing is asked", async (args, reason) => {
    const before = await lastRequest();
    const { code, stdout, stderr } = await sweep(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(reason);
    expect(await lastRequest()).toBe(before);
  });

  test("no credentials end with 1, and it is said where they can be given", async () => {
    const { code, stderr } = await pulumiScp(["sweep", "--prefix", "ci"]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^pulumi-scp: no SCP credentials: set scp:accessKey/);
  });
});
