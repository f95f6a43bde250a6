/**
 * Turns on Node's compile cache (Node 22.10 or newer) for everything that is imported after this file, so that the next
 * start is faster. If that fails for any reason, the process starts without the cache.
 */
import { mkdirSync } from "node:fs";
import nodeModule from "node:module";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/** Pulumi's engine ends its plugins by force, so Node would never store the cache by itself. */
const storeAfterMs = 300;

/** Functions that older versions of Node lack. */
type CompileCache = Partial<Pick<typeof nodeModule, "enableCompileCache" | "flushCompileCache">>;

function keepCompiled({ enableCompileCache, flushCompileCache }: CompileCache): void {
  if (enableCompileCache === undefined || flushCompileCache === undefined) return;
  const { NODE_COMPILE_CACHE: chosen, NODE_DISABLE_COMPILE_CACHE: refused } = process.env;
  if (refused !== undefined) return;
  // If the user has chosen a folder, Node has turned the cache on itself.
  if (chosen === undefined) enableCompileCache(madeCacheFolder());
  setTimeout(flushCompileCache, storeAfterMs).unref();
}

/** A folder of the user's own: anybody who may write to it decides what code this process runs. */
function madeCacheFolder(): string {
  const { XDG_CACHE_HOME: shared } = process.env;
  // The XDG specification asks for relative paths to be ignored.
  const caches = shared !== undefined && isAbsolute(shared) ? shared : join(homedir(), ".cache");
  if (!isAbsolute(caches)) throw new Error("there is no home folder");
  const own = join(caches, "pulumi-scp");
  const folder = join(own, "compiled");
  // Not with `recursive`: a missing home folder must not be made, and below /proc Node would try for ever.
  [caches, own, folder].forEach(makeFolder);
  return folder;
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

try {
  keepCompiled(nodeModule);
} catch {
  // There is no home folder, or it cannot be written: the cache stays off.
}
