// Brings node_modules in line with package-lock.json.
import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { lastLines, runQuietly } from "../child.mjs";
import { makeWhole } from "../whole-folder.mjs";
import { inRoot, log } from "./project.mjs";

/** What npm reads: the packages, and its own settings. */
const npmFiles = ["package.json", "package-lock.json", ".npmrc"];

export async function ensureInstalled() {
  await makeWhole(inRoot("node_modules"), { isWhole: isInstalled, fill: install });
}

/** npm installs into the folder of a package.json, so a copy of it goes beside the folder that is filled. */
async function install(nodeModules) {
  log("Installing the packages of package-lock.json with npm ci; about half a minute.");
  const folder = dirname(nodeModules);
  for (const name of npmFiles.filter((name) => existsSync(inRoot(name))))
    copyFileSync(inRoot(name), join(folder, name));
  const since = Date.now();
  // `loglevel=error`: Node 20 in the shell would bring a warning for each package that is made for newer ones.
  const { code, output } = await runQuietly("npm", ["ci", "--loglevel=error"], {
    cwd: folder,
    onProgress: (seconds) => log(`  npm ci: ${seconds} s`),
  });
  if (code !== 0) throw new Error(`npm ci failed. The last lines it said:\n${lastLines(output)}`);
  log(`  installed in ${Math.round((Date.now() - since) / 1000)} s`);
}

/**
 * Compares what npm itself notes at the end of each installation with package-lock.json, so an installation that the
 * user made by hand is as good as ours.
 */
function isInstalled(nodeModules) {
  const found = packagesOf(join(nodeModules, ".package-lock.json"));
  const wanted = packagesOf(inRoot("package-lock.json"));
  if (!found || !wanted) return false;
  delete wanted[""]; // this project itself
  return (
    Object.keys(found).every((path) => path in wanted) &&
    Object.entries(wanted).every(
      ([path, entry]) => isSame(found[path], entry) || isLeftOut(join(nodeModules, "..", path), entry),
    )
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
function isLeftOut(folder, { optional, devOptional }) {
  return Boolean(optional || devOptional) && !existsSync(folder);
}
