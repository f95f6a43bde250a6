import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";

import { pulumiScp, startNode, startPulumiScp, variablesOf, type Ran } from "../support/command";
import { EmulatorProcess } from "../support/emulator-process";
import { packageFolder } from "../support/project";

const files = ["config-needed.json", "import.json", "index.ts"];
const marker = "marker-of-a-value";

let emulator: EmulatorProcess;
let folder: string;
let keyId: string;
let secretId: string;
let leavingId: string;

beforeAll(async () => {
  emulator = await EmulatorProcess.start();
  folder = await mkdtemp(join(tmpdir(), "pulumi-scp-command-import-"));
  const { client } = emulator;
  keyId = (await client.keys.create("orders")).id;
  const value = { secret_value: JSON.stringify({ password: marker }) };
  secretId = (await client.secrets.create("orders-db", keyId, value)).id;
  leavingId = (await client.keys.create("leaving")).id;
  await client.call("DELETE", `/v1/kms/transit/${leavingId}`);
});

afterAll(async () => {
  await emulator.stop();
  await rm(folder, { recursive: true, force: true });
});

afterEach(() => emulator.client.removeFaults());

const command = (...args: string[]): Promise<Ran> => pulumiScp(args, variablesOf(emulator), folder);
/** A folder that is not there yet. */
let folders = 0;
const newFolder = (): string => `out-${String(++folders)}`;
const read = (out: string, file: string): Promise<string> => readFile(join(folder, out, file), "utf8");
const lastRequest = async (): Promise<number> => (await emulator.client.requests()).at(-1)?.n ?? 0;

interface Reported {
  readonly resources: readonly { readonly kind: string; readonly id: string; readonly name: string }[];
  readonly settings: readonly { readonly key: string; readonly id: string }[];
  readonly leftOut: readonly string[];
  readonly failures: readonly string[];
}

describe("import", () => {
  test("writes the chosen objects into a folder that it makes, and says what is next", async () => {
    const { code, stdout, stderr } = await command("import", "--id", secretId, keyId, "--out", "made/by/import");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toBe(
      [
        "2 objects: made/by/import/index.ts, made/by/import/import.json",
        "Nobody can read 1 value, listed in made/by/import/config-needed.json. Set each to what it is:",
        "  pulumi config set --secret ordersDbValue  (as JSON)",
        "Then, with this program as that of the stack:",
        "  pulumi import --file made/by/import/import.json --generate-code=false",
        "  pulumi preview --expect-no-changes",
        "",
      ].join("\n"),
    );
    expect((await readdir(join(folder, "made/by/import"))).sort()).toEqual(files);
    const { mode } = await stat(join(folder, "made/by/import/import.json"));
    expect(mode & 0o777).toBe(0o600);
    for (const file of files) expect(await read("made/by/import", file)).not.toContain(marker);
    const program = await read("made/by/import", "index.ts");
    expect(program).toContain("kmsKeyId: orders.id,");
    // What a program exports is an output of the stack.
    expect(program).not.toContain("export");
  });

  test("reports as JSON what was taken and what was left out", async () => {
    const ran = await command("import", "--kind", "KmsKey", "--id", secretId, "--out", newFolder(), "--json");
    const { resources, settings, leftOut, failures } = JSON.parse(ran.stdout) as Reported;
    expect(resources.map(({ kind, id }) => [kind, id])).toEqual([
      ["KmsKey", keyId],
      ["Secret", secretId],
    ]);
    expect(settings).toMatchObject([{ key: "ordersDbValue", id: secretId, input: "value", required: true }]);
    expect(leftOut).toEqual([
      expect.stringMatching(`^KmsKey leaving \\(${leavingId}\\): it waits for its deletion on 2`),
    ]);
    expect(failures).toEqual([]);
    expect(ran.code).toBe(0);
  });

  test("leaves out what a stack manages, and fails where nothing is left", async () => {
    const type = "pulumi-nodejs:dynamic/scp:KmsKey";
    const resources = [{ urn: `urn:pulumi:prod::shop::${type}::mine`, type, id: keyId }];
    await writeFile(join(folder, "state.json"), JSON.stringify({ version: 3, deployment: { resources } }));
    const out = newFolder();
    const { code, stderr } = await command("import", "--kind", "KmsKey", "--state", "state.json", "--out", out);
    expect(code).toBe(1);
    expect(stderr).toContain("pulumi-scp: there is nothing to import\n");
    expect(stderr).toContain(`KmsKey orders (${keyId}): urn:pulumi:prod::shop::${type}::mine manages it`);
    expect(existsSync(join(folder, out))).toBe(false);
  });

  test("writes the rest where one kind or one object is refused, names it, and ends with 1", async () => {
    const body = { errors: [{ code: "Forbidden", detail: "no right to see that" }] };
    await emulator.client.addFault({ path: "/v1/secretvault$", times: 0, fault: { status: 403, body } });
    await emulator.client.addFault({ path: `/v1/secrets/${secretId}$`, times: 0, fault: { status: 403, body } });
    const out = newFolder();
    const { code, stderr } = await command("import", "--all", "--out", out);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^pulumi-scp: cannot list the secret vaults: .*no right to see that/m);
    expect(stderr).toMatch(/^pulumi-scp: Secret orders-db: cannot read the secret: .*no right to see that/m);
    expect(await read(out, "index.ts")).toContain("\nconst orders = new KmsKey(");
  });

  test("says why an object cannot be described by a program, and writes the rest", async () => {
    // Texts that a program gets by mistake are refused whoever has them.
    const data = { text: "Calling [toString] on an [Output<T>] is not supported." };
    const { cloud_service_id: id } = await emulator.client.cloudServices.create({ name: "odd", data });
    const out = newFolder();
    const { code, stderr } = await command("import", "--id", id, keyId, "--out", out);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^pulumi-scp: CloudService odd \(.*\) cannot be managed as it is: data text: .*\n$/);
    expect(await read(out, "index.ts")).toContain("new KmsKey(");
    expect(await read(out, "index.ts")).not.toContain("new CloudService(");
  });

  test("takes what is left to others only by its id", async () => {
    const { spaceoneDomainId } = emulator.address;
    const admin = { typ: "CLIENT_SECRET", own: "APP", ver: "2.0", jti: "admin", did: spaceoneDomainId, wid: "*" };
    const token = await emulator.client.mintToken({ ...admin, rol: "DOMAIN_ADMIN" });
    const make = async (fields: object): Promise<string> => {
      const secret = { name: "shared", resource_group: "DOMAIN", data: { a: "b" }, ...fields };
      const { body } = await emulator.client.spaceone("/secret/secret/create", secret, token);
      return (body as { secret_id: string }).secret_id;
    };
    const id = await make({});
    const all = await command("import", "--kind", "SpaceoneSecret", "--out", newFolder());
    expect(all).toMatchObject({ code: 1, stderr: expect.stringContaining("needs the role DOMAIN_ADMIN") });
    const out = newFolder();
    expect((await command("import", "--id", id, "--out", out)).code).toBe(0);
    expect(await read(out, "index.ts")).not.toContain("workspaceId");
    // A token of the whole domain reaches several workspaces.
    const workspace_id = emulator.address.spaceoneWorkspaceId ?? "";
    const inWorkspace = await make({ name: "collector", resource_group: "WORKSPACE", workspace_id });
    const asAdmin = await pulumiScp(["adopt", inWorkspace], { ...variablesOf(emulator), SPACEONE_TOKEN: token });
    expect(asAdmin.stdout).toContain(`workspaceId: "${workspace_id}",`);
    expect(asAdmin.code).toBe(0);
  });

  test("writes over its files only with --force", async () => {
    const out = newFolder();
    await mkdir(join(folder, out));
    await writeFile(join(folder, out, "index.ts"), "mine");
    await writeFile(join(folder, out, "other.txt"), "mine");
    const since = await lastRequest();
    const refused = await command("import", "--all", "--out", out);
    expect(refused).toMatchObject({ code: 1, stdout: "" });
    expect(refused.stderr).toBe(
      `pulumi-scp: ${out} has index.ts already: choose another folder, or write over them with --force\n`,
    );
    expect(await emulator.client.requests(since)).toEqual([]);
    expect(await read(out, "index.ts")).toBe("mine");
    expect((await command("import", "--id", keyId, "--out", out, "--force")).code).toBe(0);
    expect((await readdir(join(folder, out))).sort()).toEqual([...files, "other.txt"].sort());
    expect(await read(out, "index.ts")).toContain("new KmsKey(");
    expect(await read(out, "other.txt")).toBe("mine");
  });

  test("leaves nothing behind where it cannot write", async () => {
    await writeFile(join(folder, "file"), "mine");
    for (const [out, reason] of [
      ["file", /^pulumi-scp: file is a file: give --out the name of a folder\n$/],
      ["file/below", /^pulumi-scp: cannot write to file\/below: ENOTDIR/],
    ] as const) {
      const { code, stderr } = await command("import", "--id", keyId, "--out", out);
      expect(code).toBe(1);
      expect(stderr).toMatch(reason);
    }
    const out = newFolder();
    await mkdir(join(folder, out, "import.json"), { recursive: true });
    const { code, stderr } = await command("import", "--id", keyId, "--out", out, "--force");
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `pulumi-scp: cannot write to ${out}: ${out}/import.json is a folder\n`,
    });
    expect(await readdir(join(folder, out))).toEqual(["import.json"]);
  });

  test.each(["SIGINT", "SIGTERM"] as const)("that %s ends while it reads has written nothing", async (signal) => {
    const { id } = await emulator.client.keys.create(`read${signal.toLowerCase()}`);
    await emulator.client.addFault({ path: `/v1/secrets/${secretId}$`, times: 0, fault: { delayMs: 600_000 } });
    const out = newFolder();
    const args = ["import", "--id", id, secretId, "--out", out];
    const { child, ended } = startPulumiScp(args, variablesOf(emulator), folder);
    await emulator.logged(new RegExp(`/v1/kms/transit/${id}`));
    child.kill(signal);
    expect(await ended).toMatchObject({ code: null, signal, stdout: "" });
    expect(existsSync(join(folder, out))).toBe(false);
  });

  test("that a signal ends while it writes has written everything, and nothing comes after", async () => {
    const out = join(folder, newFolder());
    const written = files.map((name) => ({ name, text: `new ${name}` }));
    const script = join(folder, "interrupted.cjs");
    await writeFile(
      script,
      `const fs = require("node:fs");
const { renameSync } = fs;
fs.renameSync = (...names) => { process.kill(process.pid, "SIGINT"); renameSync(...names); };
const { writeFiles } = require(${JSON.stringify(join(packageFolder, "dist", "cli", "output", "write-files.js"))});
writeFiles(${JSON.stringify(out)}, ${JSON.stringify(written)}).then(() => setTimeout(() => console.log("went on"), 1000));`,
    );
    expect(await startNode([script]).ended).toMatchObject({ code: null, signal: "SIGINT", stdout: "" });
    expect((await readdir(out)).sort()).toEqual(files);
    expect(await readFile(join(out, "import.json"), "utf8")).toBe("new import.json");
  });

  test.each([
    [[], 2, "say what to import: '--all', '--kind' or '--id'"],
    [["--all", "--id", "x"], 2, "option '--all' cannot be used with '--kind' and '--id'"],
    [["--all", "--kind", "Secret"], 2, "option '--all' cannot be used with '--kind' and '--id'"],
    [["--kind", "Key"], 2, "Allowed choices are KmsKey, ManagedKmsKey"],
    [["--kind"], 2, "argument missing"],
    [["--id"], 2, "argument missing"],
    [["all"], 2, "too many arguments"],
    [["--everything"], 2, "unknown option '--everything'"],
    [["--id", "0".repeat(32)], 1, "there is no object with the id 00000000000000000000000000000000 in this account"],
    [["--id", ""], 1, "give --id an id"],
    [["--all", "--state", __filename], 1, "is no exported state of a stack"],
    [["--all", "--state", "no-such-stack"], 1, "pulumi is not found on PATH"],
    [["--all", "--stack", "prod"], 1, "pulumi is not found on PATH"],
  ])("with %j ends with %d, says why, and writes nothing", async (args, code, reason) => {
    const out = newFolder();
    // Without Pulumi on the PATH.
    const env = { ...variablesOf(emulator), PATH: join(folder, "nothing") };
    const ran = await pulumiScp(["import", "--out", out, ...args], env, folder);
    expect(ran).toMatchObject({ code, stdout: "", stderr: expect.stringContaining(reason) });
    expect(existsSync(join(folder, out))).toBe(false);
  });

  test("without a folder ends with 2", async () => {
    expect(await command("import", "--all")).toMatchObject({ code: 2, stderr: expect.stringContaining("--out") });
    expect(await command("import", "--all", "--out", "")).toMatchObject({
      code: 1,
      stderr: "pulumi-scp: --out is empty: give it the name of a folder\n",
    });
  });
});

describe("adopt", () => {
  test("prints a program alone, and what has to be set as messages", async () => {
    const { code, stdout, stderr } = await command("adopt", secretId);
    expect(code).toBe(0);
    expect(stderr).toBe(
      "Set it with: pulumi config set --secret ordersDbValue  (as JSON)  # value of the secret orders-db\n",
    );
    expect(stdout).toContain(`adopt: "${secretId}",`);
    expect(stdout).toContain('{ protect: true, ignoreChanges: ["value"] },');
    expect(stdout).not.toContain(marker);
  });

  test.each([
    ["of nothing", [], 2, "missing required argument 'id'"],
    ["of two ids", ["a", "b"], 2, "too many arguments"],
    ["of an id that does not exist", ["0".repeat(32)], 1, "there is no object with the id 0000"],
    ["of an empty id", [""], 1, "give the id of an object"],
    ["with the options of import", ["a", "--out", "x"], 2, "unknown option '--out'"],
  ])("%s ends with an error", async (_, args, code, reason) => {
    const ran = await command("adopt", ...args);
    expect(ran).toMatchObject({ code, stdout: "", stderr: expect.stringContaining(reason) });
  });

  test("of what waits for its deletion says until when", async () => {
    const ran = await command("adopt", leavingId);
    expect(ran).toMatchObject({ code: 1, stdout: "" });
    expect(ran.stderr).toMatch(/^pulumi-scp: KmsKey leaving \(.*\): it waits for its deletion on 2.*\n$/);
  });

  test("of what a program may not describe says why", async () => {
    const { cloudServices } = emulator.client;
    const { cloud_service_id: id } = await cloudServices.create({ name: "odd" });
    await cloudServices.update(id, { data: { $name: 1 } });
    expect(await command("adopt", id)).toMatchObject({
      code: 1,
      stdout: "",
      stderr: `pulumi-scp: CloudService odd (${id}) cannot be managed as it is: data names must not begin with $\n`,
    });
  });

  test("without a right to read the object says what the service answers", async () => {
    const body = { errors: [{ code: "Forbidden", detail: "no right to see that" }] };
    await emulator.client.addFault({ path: `/v1/kms/transit/${keyId}$`, times: 0, fault: { status: 403, body } });
    const ran = await command("adopt", keyId);
    expect(ran).toMatchObject({ code: 1, stdout: "" });
    expect(ran.stderr).toMatch(/^pulumi-scp: KmsKey orders: cannot read the KMS key: .*no right to see that/);
  });
});
