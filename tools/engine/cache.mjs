// Where finished engines are kept, outside of any checkout. A folder appears there whole or not at all.
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { userInfo } from "node:os";
import { dirname, basename, isAbsolute, join, resolve } from "node:path";
import { isComplete } from "./executables.mjs";

export function cacheFolder() {
  const { PULUMI_SCP_CACHE: own, XDG_CACHE_HOME: shared } = process.env;
  if (own) return resolve(own);
  // The XDG specification asks for relative paths to be ignored.
  if (shared && isAbsolute(shared)) return join(shared, "pulumi-scp");
  return join(homeFolder(), ".cache", "pulumi-scp");
}

function homeFolder() {
  if (process.env.HOME) return process.env.HOME;
  try {
    return userInfo().homedir;
  } catch {
    throw new Error("There is no home folder for the cache. Set PULUMI_SCP_CACHE to a folder that may be written.");
  }
}

export function makeFolder(folder) {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new Error(
      `${folder} cannot be made (${error.code}). Set PULUMI_SCP_CACHE to a folder that may be written; ` +
        "it has to be outside of temporary places, or the engine is fetched again each time.",
    );
  }
}

/**
 * Lets `fill(partial)` make the files in a folder beside `folder`, then renames it to `folder`. The caller holds the
 * lock, so what other runs have left half-filled nobody will finish.
 */
export async function fillFolder(folder, fill) {
  const prefix = `${basename(folder)}.partial-`;
  const leftovers = readdirSync(dirname(folder)).filter((name) => name.startsWith(prefix));
  for (const name of leftovers) rmSync(join(dirname(folder), name), { recursive: true, force: true });
  const partial = mkdtempSync(join(dirname(folder), prefix));
  try {
    await fill(partial);
    if (!isComplete(partial)) throw new Error("The engine was made, but some of its files are missing.");
    rmSync(folder, { recursive: true, force: true });
    renameSync(partial, folder);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw error;
  }
}
