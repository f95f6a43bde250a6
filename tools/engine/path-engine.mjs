// A Pulumi that the user has installed.
import { accessSync, constants, mkdtempSync, realpathSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { runQuietly } from "../child.mjs";
import { executables } from "./executables.mjs";

/** The first CLI whose exit code tells "changes found" (7) from "failed": drift checks need it. */
export const oldestUsable = "3.226.1";

/** The folder of the `pulumi` that a shell would start, or undefined where it is absent, too old or incomplete. */
export async function findEngineOnPath(log) {
  const found = findOnPath(executables.cli);
  if (!found) return undefined;
  // The engine looks for its plugins beside its own real file, so that is the folder that counts.
  const cli = realpathSync(found);
  const folder = dirname(cli);
  const missing = [executables.languageHost, executables.dynamicProvider].find(
    (name) => !isExecutable(join(folder, name)) && !findOnPath(name),
  );
  if (missing) {
    log(`Not using ${found}: ${missing} is neither beside it nor on PATH.`);
    return undefined;
  }
  const version = await versionOf(cli);
  if (!version || !isUsable(version)) {
    log(`Not using ${found}: it is version ${version ?? "unknown"}, and ${oldestUsable} or newer (below 4) is needed.`);
    return undefined;
  }
  log(`Using Pulumi ${version} from ${folder}.`);
  return folder;
}

export function findOnPath(name) {
  return (process.env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

async function versionOf(cli) {
  // Each command writes a log into Pulumi's home folder: this one gets a home of its own that is removed again.
  const home = mkdtempSync(join(tmpdir(), "pulumi-scp-"));
  try {
    const env = { ...process.env, PULUMI_HOME: home, PULUMI_SKIP_UPDATE_CHECK: "true" };
    const { code, output } = await runQuietly(cli, ["version"], { env });
    return code === 0 ? /(\d+\.\d+\.\d+)/.exec(output)?.[1] : undefined;
  } catch {
    return undefined;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function isUsable(version) {
  const [major, minor, patch] = version.split(".").map(Number);
  const [sameMajor, leastMinor, leastPatch] = oldestUsable.split(".").map(Number);
  return major === sameMajor && (minor > leastMinor || (minor === leastMinor && patch >= leastPatch));
}
