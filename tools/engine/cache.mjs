// Where finished engines are kept, outside of any checkout.
import { mkdirSync } from "node:fs";
import { userInfo } from "node:os";
import { isAbsolute, join, resolve } from "node:path";

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
