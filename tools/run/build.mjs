// Builds dist/, the code that the package ships.
import { chmodSync, existsSync, readdirSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { runQuietly } from "../child.mjs";
import { withLock } from "../lock.mjs";
import { binFolder, inRoot, log, root, scratchFolder, withPath } from "./project.mjs";

const dist = inRoot("dist");
const commands = ["emulator/cli.js"];

export async function build() {
  log("Building dist/ with tsc.");
  await withLock(`${scratchFolder}/build.lock`, { doing: "building dist/", log }, async ({ holdFor }) => {
    const { code, output } = await runQuietly("tsc", ["-p", "tsconfig.build.json", "--pretty", "false"], {
      cwd: root,
      env: withPath([binFolder]),
      onStart: holdFor,
    });
    if (code !== 0) throw new Error(`tsc found errors:\n${output.trimEnd()}`);
    removeOrphans();
    for (const command of commands.map((path) => join(dist, path)).filter(existsSync)) chmodSync(command, 0o755);
  });
}

/** tsc leaves the output of a source file that was removed or renamed, and the package would ship it. */
function removeOrphans() {
  const files = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const file of files.map((entry) => relative(dist, join(entry.parentPath, entry.name)))) {
    const source = file.replace(/(\.d\.ts|\.js)$/, ".ts");
    if (source !== file && !existsSync(inRoot(source))) rmSync(join(dist, file));
  }
}
