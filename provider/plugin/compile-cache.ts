/**
 * Keeps what Node compiles of this package for the next start, where Node can (22.10 or newer). Importing this file turns
 * it on for what is imported afterwards. Where anything stands in the way, the process starts as it does without it.
 */
import { mkdirSync } from "node:fs";
import nodeModule from "node:module";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/** Pulumi's engine ends its plugins by force, so that the moment at which Node would store it never comes. */
const storeAfterMs = 300;

/** What older versions of Node lack. */
type CompileCache = Partial<Pick<typeof nodeModule, "enableCompileCache" | "flushCompileCache">>;

function keepCompiled({ enableCompileCache, flushCompileCache }: CompileCache): void {
  if (enableCompileCache === undefined || flushCompileCache === undefined) return;
  const { NODE_COMPILE_CACHE: chosen, NODE_DISABLE_COMPILE_CACHE: refused } = process.env;
  if (refused !== undefined) return;
  // Node has turned it on by itself where the user has chosen a folder.
  if (chosen === undefined) enableCompileCache(madeCacheFolder());
  setTimeout(flushCompileCache, storeAfterMs).unref();
}

/** The user's own folder: whoever may write to it decides what this process runs. */
function madeCacheFolder(): string {
  const { XDG_CACHE_HOME: shared } = process.env;
  // The XDG specification asks for relative paths to be ignored.
  const caches = shared !== undefined && isAbsolute(shared) ? shared : join(homedir(), ".cache");
  if (!isAbsolute(caches)) throw new Error("there is no home folder");
  const own = join(caches, "pulumi-scp");
  const folder = join(own, "compiled");
  // Not with `recursive`: a home that is not there is not made, and below /proc Node would try it for ever.
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
  // There is no home folder, or it cannot be written: nothing is kept.
}
