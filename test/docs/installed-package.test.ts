import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

import { EmulatorClient, type EmulatorAddress } from "../support/emulator-client";
import { entry, expectKinds, loadedFrom } from "../support/layouts";
import { installPacked } from "../support/packed";
import { PluginProcess } from "../support/plugin-process";
import { packageFolder, Project } from "../support/project";

/** The program that the README shows, and one in JavaScript. */
const programs = {
  "index.ts": async () => {
    const readme = await readFile(join(packageFolder, "README.md"), "utf8");
    return /```ts\n([^`]*KmsKey[^`]*)```/.exec(readme)?.[1] ?? "";
  },
  "index.js": async () => `
    const { KmsKey } = require("pulumi-scp");
    exports.keyId = new KmsKey("orders", { purpose: "aes-256", description: "Encrypts the orders database" }).id;`,
};

/** A folder into which the package is installed once for both, and the emulator that is started from it. */
let installed: string;
let emulator: ReturnType<typeof spawn>;
let client: EmulatorClient;
let settings: Record<string, string>;

beforeAll(async () => {
  installed = await mkdtemp(join(tmpdir(), "pulumi-scp-installed-"));
  await installPacked(installed);
  emulator = spawn("npx", ["pulumi-scp-emulator", "--quiet"], {
    cwd: installed,
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  const lines = createInterface(emulator.stdout as NodeJS.ReadableStream);
  const [line] = (await once(lines, "line")) as [string];
  const address = JSON.parse(line) as EmulatorAddress & { region: string };
  client = new EmulatorClient(address);
  settings = {
    SCP_ENDPOINT: address.url,
    SCP_REGION: address.region,
    SCP_ACCESS_KEY: address.accessKey,
    SCP_SECRET_KEY: address.secretKey,
  };
});

afterAll(async () => {
  client.close();
  process.kill(-(emulator.pid ?? 0), "SIGTERM");
  await rm(installed, { recursive: true, force: true });
});

const install = (folder: string): Promise<void> =>
  symlink(join(installed, "node_modules"), join(folder, "node_modules"));

describe.each(Object.entries(programs))("the packed package, installed, with the program %s", (main, source) => {
  let project: Project;

  beforeAll(async () => {
    await client.reset();
    project = (await Project.create({}, { install, main, isWhole: true })).with(settings);
    await writeFile(join(project.folder, main), await source());
  });

  afterAll(async () => {
    await project.remove();
  });

  test("creates, changes, refreshes and destroys a key", async () => {
    const up = await project.up();
    expect(up.output).toContain("+ 2 created");
    const id = String(await project.output("keyId"));
    expect(await client.keys.stored()).toMatchObject([{ id, description: "Encrypts the orders database" }]);

    const program = await readFile(join(project.folder, main), "utf8");
    await writeFile(join(project.folder, main), program.replace("the orders database", "all orders"));
    // The types are checked already.
    const untyped = project.with({ PULUMI_NODEJS_TRANSPILE_ONLY: "true" });
    expect((await untyped.up()).output).toContain("~ 1 updated");
    expect(await client.keys.stored()).toMatchObject([{ id, description: "Encrypts all orders" }]);

    await client.call("PUT", `/v1/kms/transit/${id}/description`, { body: { description: "changed elsewhere" } });
    expect((await project.refresh()).output).toContain('"Encrypts all orders" => "changed elsewhere"');
    expect((await project.destroy()).code).toBe(0);
    expect(await client.keys.stored()).toMatchObject([{ id, state: "To_Be_Terminated" }]);
  });
});

test("the packed package is what the code in state loads, with every kind that has a recorded state", async () => {
  expect(await loadedFrom(installed)).toBe(await realpath(join(installed, "node_modules", "pulumi-scp", entry)));
  const plugin = await PluginProcess.start(installed, {});
  try {
    await expectKinds(plugin, await readdir(join(packageFolder, "test", "process", "fixtures", "state")));
  } finally {
    await plugin.stop();
  }
});

test("the packed package ships what is documented, and nothing else", async () => {
  const shipped = await readdir(join(installed, "node_modules", "pulumi-scp"));
  // npm puts a version of a dependency there that differs from the project's own.
  expect(shipped.filter((name) => name !== "node_modules").sort()).toEqual([
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "README.ko.md",
    "README.md",
    "SECURITY.md",
    "dist",
    "docs",
    "examples",
    "package.json",
  ]);
});
