import { spawn } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { variablesOf } from "../exports";
import { startEmulator } from "../index";

/** What is tried stands here, in the folder of the project: the state of the emulator and of the stack. */
const keptIn = ".pulumi-scp";

/** What of the user's own environment could lead a program to a real service. */
const own = /^(?:SCP|SPACEONE)_/;

/** A command that cannot be run. The message says what to do. */
class TryError extends Error {
  override readonly name = "TryError";
}

/**
 * Runs `pulumi` on the project of a folder, with an emulator, a backend and a stack that are there for trying only: nothing
 * of the user's login is used, and no account is needed. Resolves to the exit code.
 */
export async function tryPulumi(words: readonly string[], folder = process.cwd()): Promise<number> {
  const project = projectOf(folder);
  const kept = join(project, keptIn);
  mkdirSync(join(kept, "backend"), { recursive: true });
  writeFileSync(join(kept, ".gitignore"), "*\n");
  const emulator = await startEmulator({ stateFile: join(kept, "emulator.jsonl") });
  try {
    const env = environmentOf(process.env, { ...variablesOf(emulator), ...stackOf(kept) });
    await makeStack(project, env);
    return await pulumi(words.length === 0 ? ["up"] : words, { cwd: folder, env, stdio: "inherit" });
  } finally {
    await emulator.close();
  }
}

/** The folder of the project that a folder is in. Where there is none, the folder becomes one. */
function projectOf(folder: string): string {
  for (let above = folder; ; above = dirname(above)) {
    if (["Pulumi.yaml", "Pulumi.yml"].some((file) => existsSync(join(above, file)))) return above;
    if (above === dirname(above)) break;
  }
  const main = ["index.ts", "index.js", "index.mjs", "index.cjs"].find((file) => existsSync(join(folder, file)));
  if (main === undefined) {
    throw new TryError(`${folder} has neither a Pulumi.yaml nor an index.ts or index.js: write a program first`);
  }
  writeFileSync(join(folder, "Pulumi.yaml"), `name: ${projectName(folder)}\nruntime: nodejs\nmain: ${main}\n`);
  console.error(`Made ${join(folder, "Pulumi.yaml")}.`);
  return folder;
}

/** The folder's name without what the name of a project may not have. */
function projectName(folder: string): string {
  const name = basename(folder)
    .replaceAll(/[^\w.-]+/g, "-")
    .replaceAll(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, "")
    .slice(0, 100);
  return /[A-Za-z]/.test(name) ? name : "trial";
}

type Environment = Readonly<Record<string, string | undefined>>;

function stackOf(kept: string): Environment {
  return {
    PULUMI_BACKEND_URL: pathToFileURL(join(kept, "backend")).href,
    PULUMI_CONFIG_PASSPHRASE: "",
    PULUMI_CONFIG_PASSPHRASE_FILE: undefined,
    PULUMI_STACK: "try",
  };
}

function environmentOf(shell: Environment, given: Environment): Environment {
  return { ...Object.fromEntries(Object.entries(shell).filter(([name]) => !own.test(name))), ...given };
}

async function makeStack(cwd: string, env: Environment): Promise<void> {
  let said = "";
  const args = ["stack", "init", "try", "--no-select", "--non-interactive"];
  const code = await pulumi(args, { cwd, env, stdio: "pipe" }, (text) => (said += text));
  if (code !== 0 && !said.includes("already exists")) throw new TryError(`pulumi stack init failed: ${said.trim()}`);
}

interface How {
  readonly cwd: string;
  readonly env: Environment;
  readonly stdio: "inherit" | "pipe";
}

/** An interrupt reaches `pulumi` from the terminal by itself; the emulator stays until it has ended. */
function pulumi(args: readonly string[], { stdio, ...how }: How, hear?: (text: string) => void): Promise<number> {
  const stay = (): void => undefined;
  process.on("SIGINT", stay);
  const child = spawn("pulumi", args, { ...how, stdio: stdio === "pipe" ? ["ignore", "pipe", "pipe"] : "inherit" });
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk) => {
      hear?.(String(chunk));
    });
  return new Promise<number>((resolve, reject) => {
    child.once("error", (error: NodeJS.ErrnoException) => {
      const isMissing = error.code === "ENOENT";
      reject(
        isMissing
          ? new TryError("pulumi is not found on PATH: install Pulumi's command line, 3.226.1 or newer")
          : error,
      );
    });
    child.once("close", (code) => {
      resolve(code ?? 255);
    });
  }).finally(() => process.off("SIGINT", stay));
}
