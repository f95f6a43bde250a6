// Brings node_modules in line with package-lock.json.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { delimiter } from "node:path";
import { lastLines, runQuietly } from "../child.mjs";
import { withLock } from "../lock.mjs";
import { binFolder, inRoot, log, root, scratchFolder } from "./project.mjs";

/** What npm itself notes at the end of each installation: all packages that it has put there. */
const npmRecord = inRoot("node_modules/.package-lock.json");

export async function ensureInstalled() {
  if (isInstalled()) return;
  await withLock(`${scratchFolder}/install.lock`, { doing: "installing the packages", log }, async ({ holdFor }) => {
    if (!isInstalled()) await install(holdFor);
  });
}

async function install(holdFor) {
  log("Installing the packages of package-lock.json with npm ci; about half a minute.");
  // Should this run be killed, the next one must not take a half-made folder for a whole one.
  rmSync(npmRecord, { force: true });
  const since = Date.now();
  // `loglevel=error`: Node 20 in the shell would bring a warning for each package that is made for newer ones.
  const { code, output } = await runQuietly("npm", ["ci", "--loglevel=error"], {
    cwd: root,
    env: environmentOutside(),
    onStart: holdFor,
    onProgress: (seconds) => log(`  npm ci: ${seconds} s`),
  });
  if (code !== 0) throw new Error(`npm ci failed. The last lines it said:\n${lastLines(output)}`);
  if (!isInstalled()) throw new Error("npm ci ended well, but node_modules is not what package-lock.json says.");
  log(`  installed in ${Math.round((Date.now() - since) / 1000)} s`);
}

/** npm has to run on a Node that it does not remove while it runs. */
function environmentOutside() {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== binFolder);
  return { ...process.env, PATH: folders.join(delimiter) };
}

/** Compares npm's record with package-lock.json, so an installation that the user made by hand is as good as ours. */
function isInstalled() {
  const found = packagesOf(npmRecord);
  const wanted = packagesOf(inRoot("package-lock.json"));
  if (!found || !wanted) return false;
  delete wanted[""]; // this project itself
  return (
    Object.keys(found).every((path) => path in wanted) &&
    Object.entries(wanted).every(([path, entry]) => isSame(found[path], entry) || isLeftOut(path, entry))
  );
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return undefined;
  }
}

function isSame(found, wanted) {
  return found?.version === wanted.version && found?.integrity === wanted.integrity;
}

/** Optional packages are for other platforms where they are missing. */
function isLeftOut(path, { optional, devOptional }) {
  return Boolean(optional || devOptional) && !existsSync(inRoot(path));
}
