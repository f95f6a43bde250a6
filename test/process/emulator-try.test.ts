import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";

import { afterEach, beforeEach, expect, test } from "@jest/globals";

import { runCommand, type CommandResult } from "../../tools/stack.cjs";
import { packageFolder } from "../support/project";

/** Says how it was called, and what of the environment leads it somewhere; ends with what it is told to. */
const fakePulumi = `#!/bin/sh
if [ "$1 $2" = "stack init" ]; then [ -z "$INIT_SAYS" ] || { echo "error: $INIT_SAYS" >&2; exit 255; }; exit 0; fi
echo "pulumi $*"
env | grep -E '^(SCP|SPACEONE|PULUMI)_' | sort
if [ -n "$ASK" ]; then
  node -e 'fetch(process.env.SCP_ENDPOINT + "/_emulator/health").then(({ status }) => console.log("health " + status))'
fi
exit \${END:-0}
`;

let machine: string;
let folder: string;

beforeEach(async () => {
  machine = await mkdtemp(join(tmpdir(), "pulumi-scp-try-"));
  folder = join(machine, "orders");
  await mkdir(join(machine, "bin"));
  await mkdir(folder);
  await writeFile(join(machine, "bin", "pulumi"), fakePulumi);
  await chmod(join(machine, "bin", "pulumi"), 0o755);
});

afterEach(async () => {
  await rm(machine, { recursive: true, force: true });
});

function tryIt(args: readonly string[] = [], env: Record<string, string> = {}, cwd = folder): Promise<CommandResult> {
  const PATH = [join(machine, "bin"), dirname(process.execPath), "/usr/bin", "/bin"].join(delimiter);
  const command = [join(packageFolder, "dist", "emulator", "cli.js"), "try", ...args];
  return runCommand(process.execPath, command, { cwd, env: { PATH, HOME: machine, ...env } });
}

const program = (name = "index.ts"): Promise<void> => writeFile(join(folder, name), "");

test("makes a project of a folder with a program, says so once, and goes on with what the emulator has", async () => {
  await program();
  const { code, output } = await tryIt();
  expect(code).toBe(0);
  expect(output).toContain(`Made ${join(folder, "Pulumi.yaml")}.\n`);
  expect(output).toMatch(/^pulumi up$/m);
  const project = await readFile(join(folder, "Pulumi.yaml"), "utf8");
  expect(project).toBe("name: orders\nruntime: nodejs\nmain: index.ts\n");
  const again = await tryIt();
  expect(again.output).not.toContain("Made");
  // The emulator has what it had.
  const keyIn = (text: string): string | undefined => /^SCP_ACCESS_KEY=\w+$/m.exec(text)?.[0];
  expect([keyIn(output), keyIn(again.output)]).toEqual([expect.any(String), keyIn(output)]);
  expect(await readFile(join(folder, ".pulumi-scp", ".gitignore"), "utf8")).toBe("*\n");
});

test("uses the project above a folder, and leaves its file alone", async () => {
  await writeFile(join(folder, "Pulumi.yaml"), "name: own\nruntime: nodejs\n");
  await mkdir(join(folder, "below"));
  const { output } = await tryIt([], {}, join(folder, "below"));
  expect(output).toContain(`PULUMI_BACKEND_URL=file://${join(folder, ".pulumi-scp", "backend")}\n`);
  expect(await readFile(join(folder, "Pulumi.yaml"), "utf8")).toBe("name: own\nruntime: nodejs\n");
});

test("leads pulumi to an emulator that answers, to a stack of its own, and to no real account", async () => {
  await program("index.js");
  const real = { SCP_PROFILE: "real", SCP_ENDPOINT: "https://example.com", SCP_TF_ACCESS_KEY: "real", ASK: "1" };
  const { output } = await tryIt(["preview", "--diff"], { ...real, PULUMI_BACKEND_URL: "https://example.com" });
  expect(output).toMatch(/^pulumi preview --diff$/m);
  expect(output).toContain("health 200");
  expect(output).toMatch(/^SCP_ENDPOINT=http:\/\/127\.0\.0\.1:\d+$/m);
  expect(output).toMatch(/^PULUMI_STACK=try$/m);
  expect(output).not.toMatch(/example\.com|real/);
});

test("a stack that is there already is no failure, and any other refusal is shown", async () => {
  await program();
  expect((await tryIt([], { INIT_SAYS: "stack 'try' already exists" })).code).toBe(0);
  const { code, output } = await tryIt([], { INIT_SAYS: "no room" });
  expect(code).toBe(1);
  expect(output).toMatch(/^pulumi-scp-emulator: pulumi stack init failed: .*no room$/m);
  expect(output).not.toContain("pulumi up");
});

test("ends with the exit code of pulumi", async () => {
  await program();
  expect((await tryIt(["preview", "--expect-no-changes"], { END: "7" })).code).toBe(7);
});

test("refuses a folder without a program, and leaves it as it is", async () => {
  const { code, output } = await tryIt();
  expect(code).toBe(1);
  expect(output).toMatch(/has neither a Pulumi\.yaml nor an index\.ts or index\.js: write a program first$/m);
  await expect(readFile(join(folder, "Pulumi.yaml"))).rejects.toThrow("ENOENT");
});

test("says what is missing where there is no pulumi", async () => {
  await program();
  const { code, output } = await tryIt([], { PATH: dirname(process.execPath) });
  expect(code).toBe(1);
  expect(output).toMatch(/pulumi is not found on PATH: install Pulumi's command line, 3\.226\.1 or newer$/m);
});

test("its help is its own, and that of pulumi is pulumi's", async () => {
  expect((await tryIt(["--help"])).output).toContain("Usage: pulumi-scp-emulator try");
  await program();
  expect((await tryIt(["up", "--help"])).output).toMatch(/^pulumi up --help$/m);
});
