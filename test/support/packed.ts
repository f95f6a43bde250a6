import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { packageFolder } from "./project";

const run = promisify(execFile);

/** Versions that a consumer of the package would install beside it. */
const companions = ["@pulumi/pulumi", "typescript", "ts-node", "@types/node"];

/** An empty npm project into which the package was installed as users get it: from a packed tarball. */
export async function installPacked(folder: string): Promise<void> {
  await writeFile(join(folder, "package.json"), '{"name":"consumer","private":true}');
  const tarballs = await mkdtemp(join(tmpdir(), "pulumi-scp-packed-"));
  try {
    // dist/ is built already; packing must not build it anew under the feet of other tests.
    const { stdout } = await run("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", tarballs], {
      cwd: packageFolder,
    });
    const wanted = await Promise.all(companions.map(async (name) => `${name}@${await installedVersion(name)}`));
    const quiet = ["--no-audit", "--no-fund", "--loglevel=error", "--prefer-offline"];
    await run("npm", ["install", ...quiet, join(tarballs, stdout.trim()), ...wanted], { cwd: folder });
  } finally {
    await rm(tarballs, { recursive: true, force: true });
  }
}

async function installedVersion(name: string): Promise<string> {
  const text = await readFile(join(packageFolder, "node_modules", name, "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
