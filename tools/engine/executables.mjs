// What a Pulumi engine consists of, for programs in TypeScript with dynamic resources.
import { copyFileSync, chmodSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const executables = {
  cli: "pulumi",
  languageHost: "pulumi-language-nodejs",
  dynamicProvider: "pulumi-resource-pulumi-nodejs",
};

export const engineSources = fileURLToPath(new URL(".", import.meta.url));

/** The engine's version, `3.259.0`: go.mod is the one place that names it. */
export const engineVersion = /pulumi\/pkg\/v3 v(\S+)/.exec(
  readFileSync(join(engineSources, "pulumi/go.mod"), "utf8"),
)[1];

/** A script that the SDK brings along; the engine wants it beside itself and warns when it finds it elsewhere. */
const sdkScript = fileURLToPath(
  new URL(`../../node_modules/@pulumi/pulumi/${executables.dynamicProvider}`, import.meta.url),
);

export function dynamicProviderScript() {
  if (existsSync(sdkScript)) return readFileSync(sdkScript);
  throw new Error("@pulumi/pulumi is not installed here. Run `npm ci` first.");
}

export function copyDynamicProvider(folder) {
  const copy = join(folder, executables.dynamicProvider);
  copyFileSync(sdkScript, copy);
  chmodSync(copy, 0o755);
}

export function isComplete(folder) {
  return Object.values(executables).every((name) => existsSync(join(folder, name)));
}
