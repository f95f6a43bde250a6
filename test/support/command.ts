import { execFile } from "node:child_process";
import { join } from "node:path";

import type { EmulatorProcess } from "./emulator-process";
import { packageFolder } from "./project";

/** What the command `pulumi-scp` has printed, and how it ended. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Environment variables with which commands reach an emulator. */
export function variablesOf({ address }: EmulatorProcess): Record<string, string> {
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

/** Runs the built command as users start it, with nothing of this process's environment but the PATH. */
export async function pulumiScp(args: readonly string[], env: Record<string, string> = {}, cwd?: string): Promise<Ran> {
  const command = join(packageFolder, "dist", "cli", "main.js");
  const options = { env: { PATH: process.env["PATH"], HOME: "/nonexistent", ...env }, cwd, maxBuffer: 1 << 28 };
  return new Promise((resolve) => {
    execFile(process.execPath, [command, ...args], options, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}
