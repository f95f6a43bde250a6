import { randomUUID } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import {
  linkPackages,
  makePulumiHome,
  pulumi,
  pulumiMust,
  runCommand,
  type CommandResult,
} from "../../tools/stack.cjs";

export { checkout as packageFolder, type CommandResult } from "../../tools/stack.cjs";

/** Where Node keeps compiled code, for processes that are given an environment of their own. */
export function compileCache(): Record<string, string> {
  const folder = process.env["NODE_COMPILE_CACHE"];
  return folder === undefined ? { NODE_DISABLE_COMPILE_CACHE: "1" } : { NODE_COMPILE_CACHE: folder };
}

/** What a program needs of this checkout's installed packages; `pulumi-scp` is the checkout itself. */
const packages = ["@pulumi", "typescript", "ts-node", "@types"];

/** Makes a folder a project that has this checkout as a linked dependency. */
export async function linkPackage(folder: string): Promise<void> {
  await linkPackages(folder, packages);
}

export interface ProjectOptions {
  readonly env?: Record<string, string>;
  /** Puts the packages in place; by default the checkout is linked. */
  readonly install?: (folder: string) => Promise<void>;
  /** The program's file; one that ends with .ts is compiled by Pulumi. */
  readonly main?: string;
}

/** A Pulumi project in a folder of its own, run by the real engine with a home, a backend and a stack of its own. */
export class Project {
  private constructor(
    readonly folder: string,
    private readonly env: Record<string, string>,
  ) {}

  static async create(config: Record<string, string>, options: ProjectOptions = {}): Promise<Project> {
    const { env, install = linkPackage, main = "index.js" } = options;
    const folder = await mkdtemp(join(tmpdir(), "pulumi-scp-project-"));
    await writeFile(join(folder, "package.json"), '{"name":"test","private":true}');
    await install(folder);
    const runtime = `name: nodejs\n  options:\n    typescript: ${String(main.endsWith(".ts"))}`;
    await writeFile(join(folder, "Pulumi.yaml"), `name: test\nruntime:\n  ${runtime}\nmain: ${main}\n`);
    const project = new Project(folder, {
      PATH: process.env["PATH"] ?? "",
      HOME: join(folder, "home"),
      ...(await makePulumiHome(folder)),
      PULUMI_SKIP_CONFIRMATIONS: "true",
      ...compileCache(),
      ...env,
    });
    await project.must("stack", "init", "test");
    const settings = Object.entries(config).flatMap(([key, value]) => [
      /Key$|token/i.test(key) ? "--secret" : "--plaintext",
      `${key}=${value}`,
    ]);
    if (settings.length > 0) await project.must("config", "set-all", ...settings);
    return project;
  }

  /** Replaces the program: JavaScript, with `scp` and `pulumi` in scope. */
  async program(body: string): Promise<void> {
    const head = 'const pulumi = require("@pulumi/pulumi");\nconst scp = require("pulumi-scp");\n';
    await writeFile(join(this.folder, "index.js"), `${head}${body}\n`);
  }

  /** The same project with further environment variables. */
  with(env: Record<string, string>): Project {
    return new Project(this.folder, { ...this.env, ...env });
  }

  up(...args: string[]): Promise<CommandResult> {
    return this.pulumi("up", "--yes", "--skip-preview", "--diff", ...args);
  }

  preview(...args: string[]): Promise<CommandResult> {
    return this.pulumi("preview", "--diff", ...args);
  }

  refresh(...args: string[]): Promise<CommandResult> {
    return this.pulumi("refresh", "--yes", "--skip-preview", "--diff", ...args);
  }

  destroy(...args: string[]): Promise<CommandResult> {
    return this.pulumi("destroy", "--yes", "--skip-preview", ...args);
  }

  /** What CI runs to find drift: 0 without, 7 with. */
  drift(): Promise<CommandResult> {
    return this.preview("--refresh", "--expect-no-changes");
  }

  /** The stack's state as Pulumi exports it. */
  async export(...args: string[]): Promise<string> {
    // A file of its own: several commands may run at once.
    const file = join(this.folder, `export-${randomUUID()}.json`);
    await this.must("stack", "export", "--file", file, ...args);
    return readFile(file, "utf8");
  }

  /** Replaces the stack's state by one in the form of an export. */
  async import(state: string): Promise<void> {
    const file = join(this.folder, "import.json");
    await writeFile(file, state);
    await this.must("stack", "import", "--file", file);
  }

  /** One resource's entry in state, by its name in the program. */
  async resource(
    name: string,
  ): Promise<{ id: string; inputs: Record<string, unknown>; outputs: Record<string, unknown> } | undefined> {
    const state = JSON.parse(await this.export()) as {
      deployment: {
        resources?: { urn: string; id: string; inputs: Record<string, unknown>; outputs: Record<string, unknown> }[];
      };
    };
    return state.deployment.resources?.find(({ urn }) => urn.endsWith(`::${name}`));
  }

  async output(name: string): Promise<unknown> {
    const { output } = await this.must("stack", "output", "--json", "--show-secrets");
    return (JSON.parse(output) as Record<string, unknown>)[name];
  }

  /** Runs a command and fails with its whole output where it does not succeed. */
  must(...args: string[]): Promise<CommandResult> {
    return pulumiMust(args, this.options);
  }

  pulumi(...args: string[]): Promise<CommandResult> {
    return pulumi(args, this.options);
  }

  /** Runs a script of the project's folder and answers what it prints. */
  async node(script: string): Promise<string> {
    return (await runCommand("node", [script], this.options)).output;
  }

  private get options(): { cwd: string; env: Record<string, string> } {
    return { cwd: this.folder, env: this.env };
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
