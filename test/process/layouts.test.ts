import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";

import { loader } from "../../provider/pulumi/loader";
import { EmulatorProcess } from "../support/emulator-process";
import { installPacked } from "../support/packed";
import { PluginProcess } from "../support/plugin-process";
import { linkPackage, packageFolder } from "../support/project";
import { StackModel } from "../support/stack-model";

const run = promisify(execFile);
const entry = join("dist", "provider", "provider.js");

/** A way to have the package, and what comes of it. */
interface Layout {
  /** Puts the package in place; answers the project's folder, where Pulumi starts its plugin. */
  readonly make: (folder: string) => Promise<string>;
  /** The file that the code in state must load. */
  readonly loads: (folder: string) => string;
}

const layouts: Readonly<Record<string, Layout>> = {
  "installed by npm from a packed tarball": {
    make: async (folder) => {
      await installPacked(folder);
      return folder;
    },
    loads: (folder) => join(folder, "node_modules", "pulumi-scp", entry),
  },
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
};

let emulator: EmulatorProcess;

beforeAll(async () => {
  emulator = await EmulatorProcess.start();
});

afterAll(async () => {
  await emulator.stop();
});

beforeEach(async () => {
  await emulator.client.reset();
});

describe.each(Object.entries(layouts))("%s", (_, { make, loads }) => {
  let folder: string;
  let project: string;

  beforeAll(async () => {
    folder = await emptyFolder();
    project = await make(folder);
  });

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  test("is what the code in state loads", async () => {
    expect(await loadedFrom(project)).toBe(await realpath(loads(folder)));
  });

  test("runs the whole life of a key", async () => {
    const plugin = await PluginProcess.start(project, emulator.config);
    try {
      const model = new StackModel(plugin, "KmsKey", "orders");
      expect(await model.up({ purpose: "aes-256", description: "first" })).toBe("created");
      expect(await model.refresh()).toEqual([]);
      expect(await model.up({ purpose: "aes-256", description: "first" })).toBe("same");
      expect(await model.up({ purpose: "aes-256", description: "second" })).toBe("updated");
      expect(await emulator.client.storedKeys()).toMatchObject([
        { id: model.state?.id, description: "second", state: "Active" },
      ]);
      await model.destroy();
      expect(await emulator.client.storedKeys()).toMatchObject([{ state: "To_Be_Terminated" }]);
    } finally {
      await plugin.stop();
    }
  });
});

test("without the package, Pulumi's own error is the one that the README explains", async () => {
  const folder = await emptyFolder();
  try {
    const plugin = await PluginProcess.start(folder, emulator.config);
    try {
      const model = new StackModel(plugin, "KmsKey", "orders");
      const explained = "Cannot find module 'pulumi-scp/provider'";
      await expect(model.up({ purpose: "aes-256" })).rejects.toThrow(explained);
      // What `pulumi refresh` and `pulumi destroy` meet.
      const inputs = { purpose: "aes-256", __provider: loader("KmsKey") };
      model.state = { id: "id1", inputs, outputs: inputs, initErrors: [] };
      await expect(model.refresh()).rejects.toThrow(explained);
      await expect(model.destroy()).rejects.toThrow(explained);
      expect(await readFile(join(packageFolder, "README.md"), "utf8")).toContain(explained);
    } finally {
      await plugin.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

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

/** Where Node finds the package in the way that the code in state does, free of jest's own resolution. */
async function loadedFrom(project: string): Promise<string> {
  const script = `console.log(require("module").createRequire(process.cwd()+"/_").resolve("pulumi-scp/provider"))`;
  const { stdout } = await run(process.execPath, ["-e", script], { cwd: project });
  return realpath(stdout.trim());
}

async function emptyFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "pulumi-scp-layout-"));
}

async function writeJson(file: string, value: object): Promise<void> {
  await writeFile(file, JSON.stringify(value));
}
