import { createHash } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { beforeAll, expect, test } from "@jest/globals";

import { makeSelfSigned, type TestCertificate } from "../support/certificates";
import { Channels } from "../support/leaks/channels";
import { echoOf } from "../support/leaks/echoed";
import type { CommandResult, Project } from "../support/project";
import { useStack } from "../support/stack-fixture";

// A stack with all kinds that have secrets, from its first command to its last one. Values, keys and tokens are in no file,
// in no output and in no process's arguments.

const stack = useStack();
/** What Pulumi and this package's plugin write and show. */
const channels = new Channels();
/** What lists objects: what a service itself shows, such as tags, is in it. */
const lists = new Channels();
/** What Pulumi's own logs hold when they are asked for. */
const logs = new Channels();

function random(name: string): string {
  const parts = createHash("sha256").update(name).digest("base64").match(/.{9}/g) ?? [];
  return ['"', "\\", "/<&>", "% ö"].map((odd, at) => `${parts[at] ?? ""}${odd}`).join("");
}

const names = ["value", "login", "plaintext", "runKey"] as const;
/** What the configuration has: first, and after a change. */
const first = Object.fromEntries(names.map((name) => [name, random(`first ${name}`)]));
const second = Object.fromEntries(names.map((name) => [name, random(`second ${name}`)]));
const drifted = random("drifted");
/** In a tag, which the program marks as secret, and which the service shows to everybody. */
const note = random("note");

/** Channels that have to be among those that were looked at. */
const expected = {
  state: /^files, backend\/\.pulumi\/stacks\/test\/test\.json$/m,
  "the state before": /^files, .*\/test\.json\.bak$/m,
  backups: /^files, .*\/backups\//m,
  history: /^files, .*\/history\/.*\.history\.json$/m,
  checkpoints: /^files, .*\/history\/.*\.checkpoint\.json$/m,
  "Pulumi's automatic logs": /^files, home\/logs\/.*\.log$/m,
  settings: /^files, Pulumi\.test\.yaml$/m,
  arguments: /^arguments of processes$/m,
};

let project: Project;
let certificates: readonly TestCertificate[];
/** Secrets that the services have made. */
const made = new Set<string>();

const program = `
const config = new pulumi.Config();
const secrets = Object.fromEntries(${JSON.stringify([...names, "note"])}.map((name) => [name, config.requireSecret(name)]));
const key = new scp.KmsKey("key", { purpose: "aes-256" });
const value = new scp.Secret("value", {
  kmsKeyId: key.id, value: { password: secrets.value, user: "shop" }, allowedCidrs: ["127.0.0.1/32"],
});
const login = new scp.SpaceoneSecret("login", {
  name: "login", data: { password: secrets.login }, resourceGroup: "WORKSPACE", tags: { marked: secrets.note },
});
const vault = new scp.SecretVault("vault", {
  accessKeyId: "${"a".repeat(32)}", allowedIps: ["10.0.0.7"], temporaryKeyTtlInHours: 4, tokenTtlInDays: 365,
});
const certificate = new scp.Certificate("certificate", {
  certificate: config.require("certificate"), privateKey: config.requireSecret("privateKey"),
});
const ciphertext = new scp.KmsCiphertext("ciphertext", { keyId: key.id, plaintext: secrets.plaintext });
const dataKey = new scp.KmsDataKey("dataKey", { keyId: key.id, withPlaintext: true });
const password = new scp.RandomPassword("password", { length: 32 });
new scp.ConfigInspection("inspection", {
  name: "nightly", accountId: key.accountId, cspType: "SCP", plan: "STANDARD", checkType: "BP",
  authKey: { id: "${"b".repeat(32)}" }, schedule: { frequency: "daily", startTime: "03:00", checkTypes: ["BP"] },
  runTrigger: { trigger: "first", accessKey: secrets.runKey, secretKey: secrets.runKey, tenantId: vault.id },
});
exports.made = [vault.tokenSecret, vault.tokenId, dataKey.plaintextBase64, password.password];
exports.given = { value: value.value, login: login.data, key: certificate.privateKey, text: ciphertext.plaintext };
`;

/** Everything that no channel may have. */
function secrets(): readonly string[] {
  const { accessKey, secretKey, spaceoneToken = "" } = stack.emulator.address;
  const keys = certificates.map(({ privateKey }) => privateKey);
  const given = [...Object.values(first), ...Object.values(second), drifted];
  return [accessKey, secretKey, spaceoneToken, ...keys, ...given, ...made];
}

/** Runs `pulumi`: all that it shows, writes and starts is a channel. */
async function pulumi(...args: string[]): Promise<CommandResult> {
  const result = await channels.watching("arguments of processes", project.pulumi(...args));
  channels.add(`pulumi ${args.join(" ")}`, args.includes("--json") ? withoutDebugLines(result.output) : result.output);
  // The project, Pulumi's home, its backend, and the folder for temporary files.
  await channels.addFolder("files", project.folder, (path) => !/^(node_modules|logs|lists)/.test(path));
  return result;
}

/** Events without those that Pulumi's SDK writes for somebody who looks for a fault in it. */
function withoutDebugLines(output: string): string {
  const lines = output.split("\n");
  const isDebug = (line: string): boolean => line.includes('"diagnosticEvent"') && line.includes('"severity":"debug"');
  logs.add("debug lines of --json", lines.filter(isDebug).join("\n"));
  return lines.filter((line) => !isDebug(line)).join("\n");
}

async function configure(values: Readonly<Record<string, string>>, at: number): Promise<void> {
  const { certificate = "", privateKey = "" } = certificates[at] ?? {};
  const all = { ...values, note, privateKey };
  const settings = Object.entries(all).flatMap(([key, value]) => ["--secret", `${key}=${value}`]);
  await project.must("config", "set-all", ...settings, "--plaintext", `certificate=${certificate}`);
}

const folderOf = (name: string): string => join(stack.project.folder, name);

/** Lets the service refuse what changes something, with all that it was sent, in all forms. */
async function refuse(method: string, path: string, ...echoed: readonly (string | undefined)[]): Promise<void> {
  const detail = echoed.map((secret) => echoOf(secret ?? ""));
  const body = path.includes("secret/secret")
    ? { detail: { code: "ERROR_ECHO", message: detail.join() } }
    : { errors: [{ code: "Echo", detail }] };
  await stack.emulator.client.addFault({ method, path, times: 0, fault: { status: 400, body } });
}

beforeAll(async () => {
  certificates = [await makeSelfSigned(), await makeSelfSigned({ commonName: "next.example.com" })];
  for (const name of ["tmp", "logs", "lists"]) await mkdir(join(folderOf(name)));
  project = stack.project.with({ TMPDIR: folderOf("tmp"), PULUMI_SCP_DEBUG: "1" });
  await project.program(program);
  await configure(first, 0);
});

test("a creation that fails, and one that succeeds", async () => {
  await refuse("POST", "^/v1/secrets$", first["value"]);
  await refuse("POST", "/secret/secret/create", first["login"], note);
  await refuse("POST", "^/v1/certificatemanager", certificates[0]?.privateKey);
  await refuse("POST", "/kms/openapi/encrypt", first["plaintext"]);
  await refuse("POST", "/diagnosis/request", first["runKey"]);
  const failed = await pulumi("up", "--yes", "--diff", "--continue-on-error");
  expect(failed.code).not.toBe(0);
  expect(failed.output.match(/you sent \[secret\]/g)?.length).toBeGreaterThan(4);
  await stack.emulator.client.removeFaults();
  expect(await pulumi("up", "--yes", "--diff")).toMatchObject({ code: 0 });
  const { output } = await project.must("stack", "output", "--json", "--show-secrets");
  for (const secret of (JSON.parse(output) as { made: string[] }).made) made.add(secret);
  expect(made.size).toBe(4);
});

test("previews of changes, and updates that fail", async () => {
  await configure(second, 1);
  expect((await pulumi("preview", "--diff")).output).toContain("[secret]");
  expect(await pulumi("preview", "--json")).toMatchObject({ code: 0 });
  await refuse("PUT", "/values$", first["value"], second["value"]);
  await refuse("POST", "/secret/secret/update", first["login"], second["login"], note);
  await refuse("POST", "^/v1/certificatemanager", certificates[1]?.privateKey);
  await refuse("POST", "/kms/openapi/encrypt", second["plaintext"]);
  const failed = await pulumi("up", "--yes", "--json", "--continue-on-error");
  expect(failed.code).not.toBe(0);
  expect(failed.output).toContain("you sent [secret]");
  await stack.emulator.client.removeFaults();
});

test("an update whose log is asked for", async () => {
  const logged = await project.with({ TMPDIR: folderOf("logs") }).pulumi("up", "--yes", "-v=9");
  expect(logged).toMatchObject({ code: 0 });
  channels.add("pulumi up -v=9", logged.output);
  await logs.addFolder("-v=9", folderOf("logs"));
  const shown = await project.pulumi("preview", "--logtostderr", "-v=9");
  logs.add("--logtostderr -v=9", shown.output);
  const own = shown.output.split("\n").filter((line) => line.includes("pulumi-scp: "));
  channels.add("lines of this package in Pulumi's log", own.join("\n"));
});

test("a refresh that fails, and one that finds what somebody else has changed", async () => {
  const [stored] = await stack.emulator.client.secrets.stored();
  const value = { secret_value: JSON.stringify({ password: drifted }) };
  await stack.emulator.client.call("PUT", `/v1/secrets/${stored?.id ?? ""}/values`, { body: value });
  await refuse("GET", "/v1/secrets/", second["value"]);
  expect((await pulumi("refresh", "--yes", "--diff")).code).not.toBe(0);
  await stack.emulator.client.removeFaults();
  expect(await pulumi("refresh", "--yes", "--diff")).toMatchObject({ code: 0 });
});

test("what shows the stack", async () => {
  for (const command of ["history", "history --json", "export", "output", "--show-urns"]) {
    expect(await pulumi("stack", ...command.split(" "))).toMatchObject({ code: 0 });
  }
  expect(await pulumi("config", "--json")).toMatchObject({ code: 0 });
});

test("the command pulumi-scp, also where a service repeats what it was sent", async () => {
  const out = join(folderOf("lists"), "imported");
  const command = async (...args: string[]): Promise<CommandResult> => {
    const work = project.command(...args, "--stack", "test");
    const result = await channels.watching("arguments of pulumi-scp and its processes", work);
    lists.add(`pulumi-scp ${args[0] ?? ""}`, result.output);
    return result;
  };
  expect(await command("inventory", "--json", "--verbose")).toMatchObject({ code: 0 });
  expect((await command("doctor", "--json")).output).toContain('"checks"');
  expect(await command("calendar", "--json")).toMatchObject({ code: 0 });
  expect(await command("import", "--all", "--out", out)).toMatchObject({ code: 0 });
  await lists.addFolder("written by pulumi-scp import", out);
  const { accessKey, spaceoneToken = "" } = stack.emulator.address;
  await refuse("GET", "/v1/", accessKey);
  await refuse("POST", "/secret/secret/", spaceoneToken);
  expect((await command("inventory")).output).toContain("you sent [secret]");
  expect((await command("doctor")).output).toContain("you sent [secret]");
  await stack.emulator.client.removeFaults();
});

test("a destroy that fails, and one that succeeds", async () => {
  await refuse("DELETE", "/v1/certificatemanager/", certificates[1]?.privateKey);
  await refuse("POST", "/secret/secret/delete", second["login"], note);
  const failed = await pulumi("destroy", "--yes", "--diff", "--continue-on-error");
  expect(failed.code).not.toBe(0);
  expect(failed.output).toContain("you sent [secret]");
  await stack.emulator.client.removeFaults();
  expect(await pulumi("destroy", "--yes", "--diff")).toMatchObject({ code: 0 });
  lists.add("the emulator's log", JSON.stringify(await stack.emulator.client.requests()));
});

test("no channel has a secret", () => {
  const seen = [...channels.names, ...lists.names].join("\n");
  for (const [channel, form] of Object.entries(expected))
    expect([channel, seen]).toEqual([channel, expect.stringMatching(form)]);
  expect(channels.leaks([...secrets(), note])).toEqual([]);
  expect(lists.leaks(secrets())).toEqual([]);
});

test("docs/security.md says which logs of Pulumi's have secrets in clear", () => {
  const told = new Set(logs.leaks(secrets()).map((leak) => leak.slice(0, leak.indexOf(":"))));
  expect([...told].map((channel) => channel.replace(/, .*/, "")).sort()).toEqual([
    "--logtostderr -v=9",
    "-v=9",
    "debug lines of --json",
  ]);
});
