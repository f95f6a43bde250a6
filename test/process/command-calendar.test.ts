import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

import { pulumiScp, variablesOf, type Ran } from "../support/command";
import { EmulatorProcess } from "../support/emulator-process";

interface Announced {
  readonly at: string;
  readonly event: string;
  readonly kind: string;
  readonly name: string;
  readonly id: string;
  readonly text: string;
}

const days = 45;
const second = 1000;
const day = 86_400 * second;

let emulator: EmulatorProcess;
let folder: string;
let token: string;
let announced: readonly Announced[];

/** The emulator's time. */
const now = async (): Promise<number> => Date.parse(await emulator.client.advance("PT0S"));

const calendar = (...args: string[]): Promise<Ran> =>
  pulumiScp(["calendar", ...args], { ...variablesOf(emulator), SPACEONE_TOKEN: token }, folder);

beforeAll(async () => {
  emulator = await EmulatorProcess.start();
  folder = await mkdtemp(join(tmpdir(), "pulumi-scp-calendar-"));
  await fill();
});

afterAll(async () => {
  await emulator.stop();
  await rm(folder, { recursive: true, force: true });
});

/** No collector runs here that would update it. */
const collected = {
  cloud_service_id: "cloud-svc-collected",
  ...{ provider: "aws", cloud_service_group: "EC2", cloud_service_type: "Instance", name: "collected" },
  collection_info: { collector_id: "collector-1" },
};

const weekday = (time: number): string =>
  new Intl.DateTimeFormat("en", { timeZone: "UTC", weekday: "long" }).format(time).toUpperCase();

/** Objects to which something happens within the days, and others to which nothing does. */
async function fill(): Promise<void> {
  const { client, address } = emulator;
  const start = await now();
  const rotating = { auto_rotate: "Y", rotate_cycle: 5 };
  const { id: keyId } = await client.keys.create("five", rotating);
  await client.keys.create("slow", { auto_rotate: "Y", rotate_cycle: 400 });
  const stopped = await client.keys.create("stopped", rotating);
  await client.call("PUT", `/v1/kms/transit/${stopped.id}/state`, { body: { state: "Stop" } });
  const leaving = await client.keys.create("leaving", { auto_rotate: "Y", rotate_cycle: 1 });
  await client.call("DELETE", `/v1/kms/transit/${leaving.id}`);
  await client.secrets.create("stays", keyId);
  const secret = await client.secrets.create("goes", keyId);
  await client.call("DELETE", `/v1/secrets/${secret.id}`, { body: { waiting_time_ndays: 9 } });
  await client.vaults.create("month");
  await client.vaults.create("years", { vault_token_ttl_ndays: 7300 });
  const vault = await client.vaults.create("ended");
  await client.call("PUT", `/v1/secretvault/${vault.id}/terminated`, { body: { waiting_time_ndays: 8 } });
  const date = (time: number): string => new Date(time).toISOString().slice(0, 10).replaceAll("-", "");
  // The first day must not be in the past in Seoul either.
  const first = date(start + 9 * 3600 * second);
  await client.certificates.selfSign("short", { not_before_dt: first, not_after_dt: date(start + 20 * day) });
  await client.certificates.selfSign("long");
  const expires = new Date(start + 12 * day + 7 * second).toISOString().slice(0, 19).replace("T", " ");
  await client.diagnoses.save(
    "weekly",
    { auth_key_request: { auth_key_id: "0".repeat(32), auth_key_expired_at: expires } },
    { frequency_type: "WEEK", frequency_value: weekday(start + 3 * day), use_diagnosis_check_type_ssi: "y" },
  );
  await client.diagnoses.save("unscheduled");
  await client.cloudServices.create({ name: "web", account: "a" });
  await client.seed({ cloud_services: [collected] });
  const { spaceoneDomainId: did, spaceoneWorkspaceId: wid } = address;
  token = await client.mintToken(
    { did, wid, rol: "WORKSPACE_OWNER", ver: "2.0", typ: "CLIENT_SECRET" },
    (25 * day) / second,
  );
}

/** What can happen to objects by themselves, by their ids: all else is left out. */
async function facts(): Promise<Map<string, string>> {
  const { spaceone } = await emulator.client.state();
  const { keys, secrets, vaults, certificates, diagnoses } = await emulator.client.account();
  const isTokenTaken = (await emulator.client.spaceone("/inventory/cloud-service/list", {}, token)).status === 200;
  return new Map([
    ...keys.map(({ id, state, current_version }) => [id, `${state} ${String(current_version)}`] as const),
    ...secrets.map(({ id, state, versions }) => [id, `${state} ${String(versions.length)}`] as const),
    ...vaults.map(({ id, vaultkey_state }) => [id, vaultkey_state] as const),
    ...certificates.map(({ id, state }) => [id, state] as const),
    ...diagnoses.map(({ diagnosis_id, auth_key, runs }) => {
      return [diagnosis_id, `${auth_key["auth_key_state"] ?? ""} ${String(runs.length)}`] as const;
    }),
    ...spaceone.cloudServices.flatMap(({ cloud_service_id, state }) =>
      cloud_service_id === collected.cloud_service_id ? [] : [[cloud_service_id, state] as const],
    ),
    ["", String(isTokenTaken)],
  ]);
}

/** The ids of what has changed. */
function changed(before: Map<string, string>, after: Map<string, string>): string[] {
  const ids = new Set([...before.keys(), ...after.keys()]);
  return [...ids].filter((id) => before.get(id) !== after.get(id)).sort();
}

async function advanceTo(time: number): Promise<void> {
  const ms = time - (await now());
  if (ms > 0) await emulator.client.advance(`PT${String(ms / second)}S`);
}

/** Events that are less than five minutes apart. */
function clusters(events: readonly Announced[]): Announced[][] {
  const all: Announced[][] = [];
  for (const event of events) {
    const last = all.at(-1)?.at(-1);
    if (last !== undefined && Date.parse(event.at) - Date.parse(last.at) < 300 * second) all.at(-1)?.push(event);
    else all.push([event]);
  }
  return all;
}

describe("the calendar of an account and a tenant", () => {
  test("announces what happens within the days, the earliest first", async () => {
    const { code, stdout, stderr } = await calendar("--days", String(days), "--json", "--ics", "events.ics");
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /^pulumi-scp: ConfigInspection unscheduled \(DIA-\w+\): the schedule .* uses no checklist: .*\n$/,
    );
    announced = JSON.parse(stdout) as Announced[];
    const counts: Record<string, number> = {};
    for (const { kind, name, event } of announced) {
      const what = `${kind} ${name} ${event}`;
      counts[what] = (counts[what] ?? 0) + 1;
    }
    const runs = counts["ConfigInspection weekly run"];
    expect([6, 7]).toContain(runs);
    expect(counts).toEqual({
      "KmsKey five rotation": 9,
      "KmsKey leaving deletion": 1,
      "Secret goes deletion": 1,
      "SecretVault ended deletion": 1,
      "SecretVault month expiry": 1,
      "SecretVault month deletion": 1,
      "Certificate short expiry": 1,
      "ConfigInspection weekly expiry": 1,
      "ConfigInspection weekly run": runs,
      "CloudService web clean-up": 1,
      "token spaceone:token expiry": 1,
    });
    const times = announced.map(({ at }) => at);
    expect(times).toEqual([...times].sort());
  });

  test("is shown as a table", async () => {
    const { stdout } = await calendar("--days", String(days));
    const [head = "", first = ""] = stdout.split("\n");
    expect(head).toMatch(/^AT +KIND +NAME +WHAT HAPPENS +ID$/);
    expect(first).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ +\w/);
    expect(stdout).toMatch(/KmsKey +leaving +is deleted for ever +\w{32}\n/);
    expect(stdout.trimEnd().split("\n")).toHaveLength(announced.length + 1);
  });

  test("is written as a calendar file with the same events", async () => {
    const text = await readFile(join(folder, "events.ics"), "utf8");
    expect(text.split("\r\n").every((line) => Buffer.byteLength(line) <= 75 && !/[\r\n]/.test(line))).toBe(true);
    const unfolded = text.replaceAll("\r\n ", "");
    const values = (name: string): string[] =>
      [...unfolded.matchAll(new RegExp(`^${name}:(.*)\\r$`, "gm"))].map(([, value = ""]) => value);
    expect(values("DTSTART")).toEqual(announced.map(({ at }) => at.replaceAll(/[-:]/g, "")));
    expect(values("SUMMARY")).toEqual(
      announced.map(({ kind, name, text: what }) => `${kind} ${name} ${what}`.replaceAll(",", "\\,")),
    );
    expect(new Set(values("UID")).size).toBe(announced.length);
    expect(values("DTSTAMP")).toHaveLength(announced.length);
    await calendar("--days", String(days), "--ics", "events.ics");
    const again = (await readFile(join(folder, "events.ics"), "utf8")).replaceAll(/^DTSTAMP:.*\r\n/gm, "");
    expect(again).toBe(text.replaceAll(/^DTSTAMP:.*\r\n/gm, ""));
  });

  test("shows the other lists where a service refuses, and ends with 1", async () => {
    const body = { errors: [{ code: "Forbidden", detail: "no right to list secrets" }] };
    await emulator.client.addFault({ path: "/v1/secrets$", times: 0, fault: { status: 403, body } });
    const { code, stdout, stderr } = await calendar("--days", "10");
    await emulator.client.removeFaults();
    expect(code).toBe(1);
    expect(stdout).toContain("KmsKey");
    expect(stdout).not.toContain("Secret  ");
    expect(stderr).toContain("pulumi-scp: cannot list the secrets: ");
  });

  test("needs the settings of one cloud only", async () => {
    const { SCP_ACCESS_KEY: _, SCP_SECRET_KEY: __, ...spaceone } = variablesOf(emulator);
    const { code, stdout, stderr } = await pulumiScp(["calendar", "--days", "3", "--json"], {
      ...spaceone,
      SPACEONE_TOKEN: token,
    });
    expect(code).toBe(0);
    expect(stderr).toMatch(/^Left out: Samsung Cloud Platform: no SCP credentials: /);
    expect((JSON.parse(stdout) as Announced[]).map(({ name }) => name)).toEqual(["web"]);
  });

  test.each([
    [["--days", "0"], 2, "from 1 to 3660"],
    [["--days", "-1"], 2, "from 1 to 3660"],
    [["--days", "3661"], 2, "from 1 to 3660"],
    [["--days", "1.5"], 2, "from 1 to 3660"],
    [["--days", "week"], 2, "from 1 to 3660"],
    [["--days", ""], 2, "from 1 to 3660"],
    [["--days"], 2, "argument missing"],
    [["--ics"], 2, "argument missing"],
    [["30"], 2, "too many arguments"],
    [["--ics", "notes.txt"], 1, "is there and is no calendar file"],
    [["--ics", "."], 1, "cannot be written (EISDIR)"],
    [["--ics", "gone/events.ics"], 1, "gone/events.ics cannot be written (ENOENT): choose a file in a folder"],
  ])("with %j ends with %d and says why", async (args, code, reason) => {
    await writeFile(join(folder, "notes.txt"), "Mine\n");
    const ran = await calendar(...args);
    expect(ran).toMatchObject({ code, stdout: "", stderr: expect.stringContaining(reason) as unknown });
    expect(await readFile(join(folder, "notes.txt"), "utf8")).toBe("Mine\n");
  });

  test("without credentials says where they can be given", async () => {
    const { code, stderr } = await pulumiScp(["calendar"], { SCP_REGION: "kr-west1" });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^pulumi-scp: no SCP credentials: set scp:accessKey/);
  });
});

/** The last test: it moves the clock. */
test("each announced event happens at its time, and nothing else happens", async () => {
  const end = (await now()) + days * day;
  let before = await facts();
  for (const cluster of clusters(announced)) {
    const times = cluster.map(({ at }) => Date.parse(at));
    await advanceTo(Math.min(...times) - 60 * second);
    const shortlyBefore = await facts();
    expect(changed(before, shortlyBefore)).toEqual([]);
    // SpaceONE takes a token for a minute longer.
    await advanceTo(Math.max(...times) + 90 * second);
    const after = await facts();
    expect({ at: cluster[0]?.at, ids: changed(shortlyBefore, after) }).toEqual({
      at: cluster[0]?.at,
      ids: [...new Set(cluster.map(({ id }) => id))].sort(),
    });
    before = after;
  }
  await advanceTo(end - 120 * second);
  expect(changed(before, await facts())).toEqual([]);
  const { stdout } = await pulumiScp(["calendar", "--days", "1", "--json"], variablesOf(emulator));
  const later = JSON.parse(stdout) as Announced[];
  expect(later.every(({ at }) => Date.parse(at) > end - 120 * second)).toBe(true);
});
