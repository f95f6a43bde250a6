// Pulumi's own installer, where there is no Go.
import { cpSync, rmSync } from "node:fs";
import { arch, platform } from "node:os";
import { join } from "node:path";
import { lastLines, runQuietly } from "../child.mjs";
import { cacheFolder } from "./cache.mjs";
import { copyDynamicProvider, engineVersion, executables } from "./executables.mjs";

export function installedFolder() {
  return join(cacheFolder(), `engine-${engineVersion}-installer-${platform()}-${arch()}`);
}

export async function installOfficially(folder, log) {
  log(`Downloading the Pulumi engine ${engineVersion} with Pulumi's installer, once; about a minute.`);
  const root = join(folder, "installer");
  // Not `curl | sh`: a shell that is given nothing because the download failed ends without an error.
  const script =
    'mkdir "$1" && curl -fsSL https://get.pulumi.com -o "$1/install.sh" && ' +
    'sh "$1/install.sh" --version "$2" --install-root "$1" --no-edit-path';
  const { code, output } = await runQuietly("sh", ["-c", script, "sh", root, engineVersion], {
    onProgress: (seconds) => log(`  ${seconds} s`),
  });
  if (code !== 0) throw new Error(installFailed(output));
  for (const name of [executables.cli, executables.languageHost]) cpSync(join(root, "bin", name), join(folder, name));
  rmSync(root, { recursive: true, force: true });
  copyDynamicProvider(folder);
}

function installFailed(output) {
  return [
    "Pulumi's installer (curl https://get.pulumi.com) failed. The last lines it said:",
    lastLines(output),
    "Ways out: install Pulumi from https://www.pulumi.com/docs/install, or Go 1.26 from https://go.dev/dl to build",
    "the engine from source, and try again.",
  ].join("\n");
}
