import { execFile } from "node:child_process";
import { cp, mkdir, readFile, realpath, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

import { expect } from "@jest/globals";

import { loader } from "../../provider/program/loader";
import type { PluginProcess } from "./plugin-process";
import { linkPackage, packageFolder } from "./project";

const run = promisify(execFile);
/** The file of the package that the code in state loads. */
export const entry = join("dist", "provider", "provider.js");

/** A way to have the package, and what comes of it. */
export interface Layout {
  /** Puts the package in place; answers the project's folder, where Pulumi starts its plugin. */
  readonly make: (folder: string) => Promise<string>;
  /** The file that the code in state must load. */
  readonly loads: (folder: string) => string;
}

/** Without an install from a packed tarball, which test/docs/installed-package has. */
export const layouts = {
  "a linked folder": {
    make: async (folder) => {
      await linkPackage(folder);
      return folder;
    },
    loads: () => join(packageFolder, entry),
  },
  "a package of the same npm workspace": {
    make: makeWorkspace,
    loads: (folder) => join(folder, "packages", "pulumi-scp", entry),
  },
  "the checkout itself, from a folder in it without a package.json": {
    make: async () => join(packageFolder, "examples", "quickstart"),
    loads: () => join(packageFolder, entry),
  },
} as const satisfies Readonly<Record<string, Layout>>;

/** Where Node finds the package in the way that the code in state does, free of jest's own resolution. */
export async function loadedFrom(project: string): Promise<string> {
  const script = `console.log(require("module").createRequire(process.cwd()+"/_").resolve("pulumi-scp/provider"))`;
  const { stdout } = await run(process.execPath, ["-e", script], { cwd: project });
  return realpath(stdout.trim());
}

/** A plugin process knows the kinds: it can say which inputs they have. */
export async function expectKinds(plugin: PluginProcess, kinds: Iterable<string>): Promise<void> {
  for (const kind of kinds) {
    const { failures } = await plugin.check({}, { nonsense: true, __provider: loader(kind) });
    const reasons = failures.map(({ reason }) => reason).join("\n");
    expect([kind, reasons]).toEqual([kind, expect.stringMatching(/nonsense.* is no input of/)]);
  }
}

/** A workspace whose root has two packages: the program and, linked by npm itself, this package. */
async function makeWorkspace(root: string): Promise<string> {
  const { devDependencies: _, ...manifest } = await manifestOf(packageFolder);
  const sdk = await manifestOf(join(packageFolder, "node_modules", "@pulumi", "pulumi"));
  const packages = join(root, "packages");
  const app = join(packages, "app");
  await mkdir(app, { recursive: true });
  await writeJson(join(root, "package.json"), { name: "root", private: true, workspaces: ["packages/*"] });
  await writeJson(join(app, "package.json"), {
    name: "app",
    private: true,
    dependencies: { "pulumi-scp": manifest.version, "@pulumi/pulumi": sdk.version },
  });
  await cp(join(packageFolder, "dist"), join(packages, "pulumi-scp", "dist"), { recursive: true });
  await writeJson(join(packages, "pulumi-scp", "package.json"), manifest);
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error", "--prefer-offline"];
  await run("npm", ["install", "--ignore-scripts", ...quiet], { cwd: root });
  return app;
}

interface Manifest {
  readonly version: string;
  readonly devDependencies?: object;
}

async function manifestOf(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as Manifest;
}

async function writeJson(file: string, value: object): Promise<void> {
  await writeFile(file, JSON.stringify(value));
}
