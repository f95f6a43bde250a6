import { execFile } from "node:child_process";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

import { linkPackage, packageFolder } from "./project";

const run = promisify(execFile);

/** Makes a folder a built copy of examples/component-library, which can be packed. */
export async function buildLibrary(folder: string): Promise<void> {
  await cp(join(packageFolder, "examples", "component-library"), folder, { recursive: true });
  await linkPackage(folder);
  const tsc = join(folder, "node_modules", "typescript", "bin", "tsc");
  await run(process.execPath, [tsc, "-p", "tsconfig.build.json"], { cwd: folder });
}
