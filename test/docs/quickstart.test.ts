import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, expect, test } from "@jest/globals";

import { runCommand } from "../../tools/stack.cjs";
import { blocks } from "../support/document-blocks";
import { follow, type Stage } from "../support/guide";
import { installedVersion, pack } from "../support/packed";
import { packageFolder } from "../support/project";
import { commandsOf } from "../support/transcript";

const page = "docs/quickstart.md";
const sections = commandsOf(page);
const blocksOn = (where: string, language: string): string[] =>
  blocks.filter((block) => block.page === where && block.language === language).map(({ code }) => code);
const [first = "", second = ""] = blocksOn(page, "ts");

/** A new user's machine: an empty home, and an empty folder with a name as people give it. */
let machine: string;
let folder: string;
let tarball: string;

beforeAll(async () => {
  machine = await mkdtemp(join(tmpdir(), "pulumi-scp-quickstart-"));
  folder = join(machine, "My first stack");
  for (const name of [folder, join(machine, "home")]) await mkdir(name);
  tarball = await pack(packageFolder, machine);
});

afterAll(async () => {
  await rm(machine, { recursive: true, force: true });
});

type Environment = Readonly<Record<string, string | undefined>>;

const run = async (line: string, env: Environment): Promise<string> =>
  (await runCommand("bash", ["-c", line], { cwd: folder, env })).output;

const shell: Stage = (line) =>
  run(line, {
    PATH: process.env["PATH"],
    HOME: join(machine, "home"),
    // Without a terminal Pulumi can ask nobody.
    PULUMI_SKIP_CONFIRMATIONS: "true",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    NO_COLOR: "1",
    // By these a real account would be reached; nothing listens there.
    SCP_ENDPOINT: "http://127.0.0.1:9",
    SCP_TF_ACCESS_KEY: "of-a-real-account",
  });

/** A tarball of this checkout stands for the package of the registry. */
const install: Stage = async (line) => {
  const sdk = `@pulumi/pulumi@${await installedVersion("@pulumi/pulumi")}`;
  const quiet = "--prefer-offline --no-audit --no-fund";
  return run(line.replace("pulumi-scp @pulumi/pulumi", `${quiet} ${tarball} ${sdk}`), process.env);
};

const writeProgram =
  (code: string, stage: Stage): Stage =>
  async (line) => {
    await writeFile(join(folder, "index.ts"), code);
    return stage(line);
  };

test("README.md begins with the program and the commands of the quick start", () => {
  expect(blocksOn("README.md", "ts")[0]).toBe(first);
  const commands = sections.get("A key")?.map(({ command }) => command);
  expect(blocksOn("README.md", "sh")[0]?.trim().split("\n")).toEqual(commands);
});

test("two commands and one file lead to a running stack, as docs/quickstart.md shows it, and a few more to its end", async () => {
  await follow(shell, sections.get("A key") ?? [], [writeProgram(first, install)]);
  expect(await readFile(join(folder, "Pulumi.yaml"), "utf8")).toMatch(/^name: My-first-stack$/m);
  await follow(shell, sections.get("A secret under it") ?? [], [undefined, writeProgram(second, shell)]);
  expect(await readFile(join(folder, "Pulumi.try.yaml"), "utf8")).not.toContain("only-for-trying");
  await follow(shell, sections.get("The end of it") ?? []);
  expect(await readdir(folder)).toEqual([
    ".pulumi-scp",
    "Pulumi.try.yaml",
    "Pulumi.yaml",
    "index.ts",
    "node_modules",
    "package-lock.json",
    "package.json",
  ]);
  // Nothing of a login is left in the user's home.
  expect(await readdir(join(machine, "home"))).not.toContain("credentials.json");
});
