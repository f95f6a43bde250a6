import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

import { afterAll, beforeAll, expect, test } from "@jest/globals";

import { runCommand } from "../../tools/stack.cjs";
import { installedVersion, pack } from "../support/packed";
import { buildLibrary } from "../support/library";
import { packageFolder } from "../support/project";

interface Manager {
  /** What makes a project one of this package manager, by file. */
  readonly files: Readonly<Record<string, string>>;
  readonly install: string;
  /** Runs a command of an installed package. */
  readonly exec: string;
}

const managers: Readonly<Record<string, Manager>> = {
  pnpm: {
    files: { "pnpm-workspace.yaml": "allowBuilds:\n  protobufjs: false\n" },
    install: "pnpm install --prefer-offline",
    exec: "pnpm exec",
  },
  "yarn with node_modules": {
    files: { ".yarnrc.yml": "nodeLinker: node-modules\n", "yarn.lock": "" },
    install: "yarn install",
    exec: "yarn",
  },
  "yarn with Plug'n'Play": {
    files: { ".yarnrc.yml": "nodeLinker: pnp\n", "yarn.lock": "" },
    install: "yarn install",
    exec: "yarn",
  },
  bun: { files: {}, install: "bun install", exec: "bunx" },
};

/** Those that docs/package-managers.md names. */
const versions = { pnpm: "12.21.0", "@yarnpkg/cli-dist": "4.18.1", bun: "1.4.5" };

/** A folder with the package managers, the tarballs and a project for each. */
let machine: string;
let tarballs: readonly string[];
let registry: string;

const run = async (line: string, cwd = machine): Promise<string> => {
  const env: Record<string, string | undefined> = {
    ...process.env,
    PATH: [join(machine, "node_modules", ".bin"), process.env["PATH"]].join(delimiter),
    PULUMI_SKIP_CONFIRMATIONS: "true",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    NO_COLOR: "1",
    CI: "true",
    // The registry and the authorities of npm, which Yarn and Bun do not ask.
    YARN_NPM_REGISTRY_SERVER: registry,
    NPM_CONFIG_REGISTRY: registry,
    YARN_HTTPS_CA_FILE_PATH: process.env["NODE_EXTRA_CA_CERTS"],
    YARN_ENABLE_TELEMETRY: "0",
    YARN_ENABLE_IMMUTABLE_INSTALLS: "0",
  };
  const { code, output } = await runCommand("bash", ["-c", line], { cwd, env });
  expect(code === 0 ? "" : `$ ${line}\n${output}`).toBe("");
  return output;
};

beforeAll(async () => {
  machine = await mkdtemp(join(tmpdir(), "pulumi-scp-managers-"));
  await writeFile(join(machine, "package.json"), '{"private":true}');
  registry = (await run("npm config get registry")).trim();
  const wanted = Object.entries(versions).map(([name, version]) => `${name}@${version}`);
  await run(`npm install --no-audit --no-fund --loglevel=error --prefer-offline ${wanted.join(" ")}`);
  const library = join(machine, "library");
  await buildLibrary(library);
  tarballs = [await pack(packageFolder, machine), await pack(library, machine)];
});

afterAll(async () => {
  await rm(machine, { recursive: true, force: true });
});

test("docs/package-managers.md names the versions that are tried here", async () => {
  const page = await readFile(join(packageFolder, "docs", "package-managers.md"), "utf8");
  for (const [name, version] of Object.entries(versions)) {
    const shown = name.startsWith("@yarn") ? "Yarn" : name;
    expect(page.toLowerCase()).toContain(`${shown.toLowerCase()} ${version.replace(/\.\d+$/, "")}`);
  }
});

test.each(Object.entries(managers))(
  "a program that only uses a library on this package runs as %s has installed it",
  async (_, { files, install, exec }) => {
    const folder = await mkdtemp(join(machine, "program-"));
    const [own = "", library = ""] = tarballs;
    const [sdk, types, tsNode, typescript] = await Promise.all(
      ["@pulumi/pulumi", "@types/node", "ts-node", "typescript"].map(installedVersion),
    );
    const manifest = {
      name: "orders",
      private: true,
      dependencies: {
        "@example/security-components": `file:${library}`,
        "@pulumi/pulumi": sdk,
        "pulumi-scp": `file:${own}`,
      },
      devDependencies: { "@types/node": types, "ts-node": tsNode, typescript },
    };
    await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    await cp(join(packageFolder, "examples", "component-library-program"), folder, { recursive: true });
    await run(install, folder);
    expect(await run(`${exec} pulumi-scp-emulator try up --skip-preview`, folder)).toContain("+ 9 created");
    expect(await run(`${exec} pulumi-scp-emulator try destroy --skip-preview`, folder)).toContain("- 9 deleted");
  },
);
