// Builds dist/, the code that the package ships.
import { createHash } from "node:crypto";
import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { runQuietly } from "../child.mjs";
import { makeWhole } from "../whole-folder.mjs";
import { binFolder, inRoot, log, root, withPath } from "./project.mjs";

/** In dist/, says of which sources it was made. */
const stamp = ".sources";

/** Folders whose files are shipped as they are. */
const staticFolders = ["emulator/page"];
const commands = ["emulator/cli.js", "cli/main.js"];

export async function build() {
  const sources = digestOfSources();
  await makeWhole(inRoot("dist"), {
    isWhole: (dist) => existsSync(join(dist, stamp)) && readFileSync(join(dist, stamp), "utf8") === sources,
    fill: async (made) => {
      log("Building dist/ with tsc.");
      await compile(made);
      for (const folder of staticFolders) cpSync(inRoot(folder), join(made, folder), { recursive: true });
      for (const command of commands.map((path) => join(made, path)).filter(existsSync)) chmodSync(command, 0o755);
      writeFileSync(join(made, stamp), sources);
    },
  });
}

async function compile(folder) {
  const { code, output } = await runQuietly(
    "tsc",
    ["-p", "tsconfig.build.json", "--outDir", folder, "--pretty", "false"],
    {
      cwd: root,
      env: withPath([binFolder]),
    },
  );
  if (code !== 0) throw new Error(`tsc found errors:\n${output.trimEnd()}`);
}

/** Of all that decides what dist/ holds; package-lock.json names the version of tsc. */
function digestOfSources() {
  const sources = ["provider", "emulator", "cli"].flatMap((folder) =>
    readdirSync(inRoot(folder), { recursive: true })
      .filter((name) => name.endsWith(".ts") || staticFolders.includes(join(folder, dirname(name))))
      .map((name) => join(folder, name)),
  );
  const hash = createHash("sha256");
  for (const file of ["package-lock.json", "tsconfig.json", "tsconfig.build.json", ...sources.sort()]) {
    hash.update(`${file}\n`).update(readFileSync(inRoot(file)));
  }
  return hash.digest("hex");
}
