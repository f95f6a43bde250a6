import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import {
  checkout as packageFolder,
  linkPackages,
  makePulumiHome,
  pulumi,
  pulumiMust,
  runCommand,
  type CommandResult,
} from "../../tools/stack.cjs";
import { Backend, type Deployment } from "./backend";
import { keyService } from "./key-service";

export { packageFolder, type CommandResult };

/** Where Node keeps compiled code, for processes that are given an environment of their own. */
export function compileCache(): Record<string, string> {
  const folder = process.env["NODE_COMPILE_CACHE"];
  return folder === undefined ? { NODE_DISABLE_COMPILE_CACHE: "1" } : { NODE_COMPILE_CACHE: folder };
}

/** With which the processes of Pulumi start sooner: without what no program of the tests needs. */
export function quickStart(): Record<string, string> {
  const script = join(packageFolder, "tools", "jest", "quick-start.cjs");
  return {
    ...compileCache(),
    NODE_OPTIONS: `--require ${JSON.stringify(script)}`,
    // The types of the examples are checked by tsc.
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    // A command of Pulumi's ends before its memory is worth collecting.
    GOGC: "off",
    GOMEMLIMIT: "512MiB",
  };
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
  /** Pulumi's processes start as they do for users, instead of by `quickStart`, and secrets have a passphrase. */
  readonly isWhole?: boolean;
}

/** Pulumi's mark of a secret in state. */
const secretMark = "4dabf18193072939515e22adb298388d";

/** A Pulumi project in a folder of its own, run by the real engine with a home, a backend and a stack of its own. */
export class Project {
  private constructor(
    readonly folder: string,
    private readonly env: Record<string, string>,
  ) {}

  static async create(config: Record<string, string>, options: ProjectOptions = {}): Promise<Project> {
    const { env, install = linkPackage, main = "index.js", isWhole = false } = options;
    const folder = await mkdtemp(join(tmpdir(), "pulumi-scp-project-"));
    await writeFile(join(folder, "package.json"), '{"name":"test","private":true}');
    await install(folder);
    const runtime = `name: nodejs\n  options:\n    typescript: ${String(main.endsWith(".ts"))}`;
    await writeFile(join(folder, "Pulumi.yaml"), `name: test\nruntime:\n  ${runtime}\nmain: ${main}\n`);
    const pulumiHome = await makePulumiHome(folder);
    const keys = isWhole ? undefined : await keyService();
    const project = new Project(folder, {
      PATH: process.env["PATH"] ?? "",
      HOME: join(folder, "home"),
      ...pulumiHome,
      PULUMI_STACK: "test",
      PULUMI_SKIP_CONFIRMATIONS: "true",
      ...(isWhole ? compileCache() : quickStart()),
      ...keys?.env,
      ...env,
    });
    if (keys) await writeFile(join(folder, "Pulumi.test.yaml"), keys.settings);
    await project.backend.addStack("test");
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

  /** Replaces the program by one in TypeScript, as a page shows it. */
  async write(program: string): Promise<void> {
    await writeFile(join(this.folder, "index.ts"), program);
  }

  /** The same project with further environment variables. */
  with(env: Record<string, string>): Project {
    return new Project(this.folder, { ...this.env, ...env });
  }

  /** The same project on a machine whose clock is so many days ahead. */
  inDays(days: number): Project {
    const script = JSON.stringify(join(packageFolder, "test", "support", "later-clock.cjs"));
    return this.with({
      NODE_OPTIONS: `${this.env["NODE_OPTIONS"] ?? ""} --require ${script}`,
      TEST_CLOCK_OFFSET_MS: String(days * 86_400_000),
    });
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

  /** A stack's state as Pulumi exports it. */
  export(stack = "test"): Promise<string> {
    return this.backend.export(stack);
  }

  /** Replaces the stack's state by one in the form of an export. */
  async import(state: string): Promise<void> {
    const file = join(this.folder, "import.json");
    await writeFile(file, state);
    await this.must("stack", "import", "--file", file);
  }

  /** One resource's entry in state, by its name in the program. */
  async resource(name: string): Promise<NonNullable<Deployment["resources"]>[number] | undefined> {
    const { deployment } = JSON.parse(await this.export()) as { deployment: Deployment };
    return deployment.resources?.find(({ urn }) => urn.endsWith(`::${name}`));
  }

  /** What the program exports, secrets in clear. */
  async output(name: string): Promise<unknown> {
    const value = (await this.resource("test-test"))?.outputs[name];
    if (value === undefined || !JSON.stringify(value).includes(secretMark)) return value;
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

  /** Runs the built command `pulumi-scp` in the project's folder. */
  command(...args: string[]): Promise<CommandResult> {
    return runCommand("node", [join(packageFolder, "dist", "cli", "main.js"), ...args], this.options);
  }

  /** Runs a line as a user's shell does, without a terminal. */
  shell(line: string): Promise<CommandResult> {
    return runCommand("bash", ["-c", line], { ...this.options, env: { ...this.env, NO_COLOR: "1" } });
  }

  /** Starts a `pulumi` that the test ends in its own way. */
  start(...args: string[]): { readonly child: ChildProcess; readonly ended: Promise<CommandResult> } {
    const child = spawn("pulumi", [...args, "--non-interactive", "--color", "never"], this.options);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += String(chunk)));
    const ended = once(child, "exit").then(([code]) => ({ code: Number(code ?? 255), output }));
    return { child, ended };
  }

  /** Runs a script of the project's folder and answers what it prints. */
  async node(script: string): Promise<string> {
    return (await runCommand("node", [script], this.options)).output;
  }

  private get backend(): Backend {
    return new Backend(this.env["PULUMI_BACKEND_URL"] ?? "");
  }

  private get options(): { cwd: string; env: Record<string, string> } {
    return { cwd: this.folder, env: this.env };
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
