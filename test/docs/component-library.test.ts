import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

import { EmulatorProcess } from "../support/emulator-process";
import { buildLibrary } from "../support/library";
import { installPacked, pack } from "../support/packed";
import { packageFolder, Project } from "../support/project";

const run = promisify(execFile);
const example = (...path: readonly string[]): string => join(packageFolder, "examples", ...path);

/** A folder into which this package and the library are installed once for all, as users get them: from tarballs. */
let installed: string;
let built: string;
let emulator: EmulatorProcess;

beforeAll(async () => {
  emulator = await EmulatorProcess.start();
  installed = await mkdtemp(join(tmpdir(), "pulumi-scp-library-"));
  built = await mkdtemp(join(tmpdir(), "pulumi-scp-library-"));
  await buildLibrary(built);
  await installPacked(installed, [await pack(built, built)]);
});

afterAll(async () => {
  for (const folder of [installed, built]) await rm(folder, { recursive: true, force: true });
  await emulator.stop();
});

const javascript = `new Service("orders", { team: "orders", allowedCidrs: ["10.0.0.0/28"] })`;

interface Variant {
  readonly main: string;
  readonly type: "commonjs" | "module";
  readonly program: () => Promise<string>;
}

const variants: Readonly<Record<string, Variant>> = {
  "TypeScript, CommonJS": {
    main: "index.ts",
    type: "commonjs",
    program: () => readFile(example("component-library-program", "index.ts"), "utf8"),
  },
  "TypeScript, ESM": {
    main: "index.ts",
    type: "module",
    program: () => readFile(example("component-library-program", "index.ts"), "utf8"),
  },
  "JavaScript, CommonJS": {
    main: "index.js",
    type: "commonjs",
    program: async () =>
      `const { Service } = require("@example/security-components");\nmodule.exports = { secretId: ${javascript}.secretId };`,
  },
  "JavaScript, ESM": {
    main: "index.js",
    type: "module",
    program: async () =>
      `import { Service } from "@example/security-components";\nexport const { secretId } = ${javascript};`,
  },
};

test("the library is found by its own name, and has this package as a peer", async () => {
  const manifest = JSON.parse(
    await readFile(join(installed, "node_modules", "@example", "security-components", "package.json"), "utf8"),
  ) as { dependencies?: object; peerDependencies: object };
  expect(manifest.dependencies).toBeUndefined();
  expect(Object.keys(manifest.peerDependencies)).toEqual(["@pulumi/pulumi", "pulumi-scp"]);
});

/** What the compiler says of the program, with the types of the packed packages. */
async function compiled(folder: string, main: string): Promise<string> {
  const strict = ["--noEmit", "--strict", "--target", "es2022", "--module", "nodenext", "--types", "node"];
  const tsc = join(installed, "node_modules", "typescript", "bin", "tsc");
  return run(process.execPath, [tsc, ...strict, main], { cwd: folder }).then(
    ({ stdout }) => stdout,
    (error: unknown) => (error as { stdout: string }).stdout,
  );
}

describe.each(Object.entries(variants))("a program in %s that uses only the library", (_, { main, type, program }) => {
  let project: Project;

  beforeAll(async () => {
    await emulator.client.reset();
    const install = async (folder: string): Promise<void> => {
      await symlink(join(installed, "node_modules"), join(folder, "node_modules"));
      await writeFile(join(folder, "package.json"), JSON.stringify({ name: "test", private: true, type }));
    };
    project = await Project.create({ ...emulator.config, ...emulator.spaceoneConfig }, { install, main });
    await writeFile(join(project.folder, main), await program());
  });

  afterAll(async () => {
    await project.remove();
  });

  test("makes and destroys what its component consists of", async () => {
    const up = await project.up();
    expect([up.code, up.output]).toEqual([0, expect.stringContaining("+ 9 created")]);
    const secret = await emulator.client.secrets.only();
    expect(String(await project.output("secretId"))).toBe(secret.id);
    const [key] = await emulator.client.keys.stored();
    expect(key?.id).toBe(secret.kms_id);
    const names = (await emulator.client.cloudServices.stored()).map(({ name }) => name);
    expect([...names].sort()).toEqual([secret.name, key?.name].sort());
    expect((await project.destroy()).code).toBe(0);
    expect(await emulator.client.secrets.only()).toMatchObject({ state: "To_Be_Terminated" });
    expect(await emulator.client.keys.stored()).toMatchObject([{ state: "Active" }]);
  });

  if (main.endsWith(".ts")) {
    test("fits the types of the library and of what it is built on", async () => {
      expect(await compiled(project.folder, main)).toBe("");
    });
  }
});
