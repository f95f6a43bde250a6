import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { packageFolder } from "./project";

const run = promisify(execFile);

/** Versions that a consumer of the package would install beside it. */
const companions = ["@pulumi/pulumi", "typescript", "ts-node", "@types/node"];

/**
 * An empty npm project into which the package was installed as users get it: from a packed tarball.
 * @param others tarballs of further packages
 */
export async function installPacked(folder: string, others: readonly string[] = []): Promise<void> {
  await writeFile(join(folder, "package.json"), '{"name":"consumer","private":true}');
  const tarballs = await mkdtemp(join(tmpdir(), "pulumi-scp-packed-"));
  try {
    const tarball = await pack(packageFolder, tarballs);
    const wanted = await Promise.all(companions.map(async (name) => `${name}@${await installedVersion(name)}`));
    const quiet = ["--no-audit", "--no-fund", "--loglevel=error", "--prefer-offline"];
    await run("npm", ["install", ...quiet, tarball, ...others, ...wanted], { cwd: folder });
  } finally {
    await rm(tarballs, { recursive: true, force: true });
  }
}

/** The tarball of a package that is built already: packing must not build it anew under the feet of other tests. */
export async function pack(folder: string, tarballs: string): Promise<string> {
  const args = ["pack", "--ignore-scripts", "--silent", "--pack-destination", tarballs];
  const { stdout } = await run("npm", args, { cwd: folder });
  return join(tarballs, stdout.trim());
}

/** The version of a package that this checkout has. */
export async function installedVersion(name: string): Promise<string> {
  const text = await readFile(join(packageFolder, "node_modules", name, "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
