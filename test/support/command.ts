import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";

import type { EmulatorProcess } from "./emulator-process";
import { compileCache, packageFolder } from "./project";

/** What the command `pulumi-scp` has printed, and how it ended. */
export interface Ran {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ran>;
}

/** Environment variables with which commands reach an emulator. */
export function variablesOf({ address }: Pick<EmulatorProcess, "address">): Record<string, string> {
  const { url, accessKey, secretKey, spaceoneToken = "" } = address;
  return {
    SCP_ENDPOINT: url,
    SCP_REGION: "kr-west1",
    SCP_ACCESS_KEY: accessKey,
    SCP_SECRET_KEY: secretKey,
    SPACEONE_ENDPOINT: url,
    SPACEONE_TOKEN: spaceoneToken,
  };
}

/** Runs the built command as users start it, with nothing of this process's environment but PATH and compiled code. */
export async function pulumiScp(args: readonly string[], env: Record<string, string> = {}, cwd?: string): Promise<Ran> {
  return startPulumiScp(args, env, cwd).ended;
}

/** Starts it, so that it can be sent a signal; it has no exit code where that ends it. */
export function startPulumiScp(args: readonly string[], env: Record<string, string> = {}, cwd?: string): Started {
  return startNode([join(packageFolder, "dist", "cli", "main.js"), ...args], env, cwd);
}

/** Starts Node in the same way. */
export function startNode(args: readonly string[], env: Record<string, string> = {}, cwd?: string): Started {
  const options = { env: { PATH: process.env["PATH"], HOME: "/nonexistent", ...compileCache(), ...env }, cwd };
  const child = spawn(process.execPath, args, options);
  const texts = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => (texts[name] += text));
  }
  const ended = new Promise<Ran>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      resolve({ code, signal, ...texts });
    });
  });
  return { child, ended };
}
