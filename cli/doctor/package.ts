import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

import type { Check } from "./check";
import type { Project } from "./project";
import { isAtLeast, oldestPulumi } from "./versions";

/** Whether Pulumi finds what a program needs: it looks from the folder in which the program runs. */
export function checkPackages({ file, runtime, programFolder }: Project): readonly Check[] {
  if (runtime !== "nodejs") {
    const message = `the program of ${file} is for the runtime ${runtime}, and this package for nodejs`;
    const remedy = "use it in a project with the runtime nodejs, written in TypeScript or JavaScript";
    return [{ check: "package", status: "wrong", message, remedy }];
  }
  return [checkPackage(programFolder), checkSdk(programFolder)];
}

function checkPackage(folder: string): Check {
  const check = "package";
  // What state holds as code looks for this very name.
  const found = packageFrom(folder, "pulumi-scp/provider", "pulumi-scp");
  if (found === undefined) {
    const message = `pulumi-scp is not found from ${folder}, where Pulumi runs the program`;
    return { check, status: "wrong", message, remedy: `run npm install pulumi-scp in ${folder}` };
  }
  const message = `pulumi-scp ${found.version} in ${found.folder}`;
  const own = packageFrom(__dirname, "pulumi-scp/package.json", "pulumi-scp")?.version;
  if (own === undefined || own === found.version) return { check, status: "ok", message };
  const remedy = "run the command of the project's own package: npx pulumi-scp, in the project's folder";
  return { check, status: "warning", message: `${message}, and this command is of ${own}`, remedy };
}

function checkSdk(folder: string): Check {
  const check = "sdk";
  const name = "@pulumi/pulumi";
  const remedy = `run npm install ${name} in ${folder}`;
  const found = packageFrom(folder, name, name);
  if (found === undefined) return { check, status: "wrong", message: `${name} is not found from ${folder}`, remedy };
  return isAtLeast(found.version, oldestPulumi)
    ? { check, status: "ok", message: `${name} ${found.version}` }
    : { check, status: "wrong", message: `${name} ${found.version} is older than ${oldestPulumi}`, remedy };
}

interface Package {
  readonly folder: string;
  readonly version: string;
}

/** The package that a module belongs to, as Node.js finds it from a folder. */
function packageFrom(folder: string, module: string, name: string): Package | undefined {
  try {
    const found = createRequire(join(folder, "_")).resolve(module);
    return packageAbove(dirname(found), name);
  } catch {
    return undefined;
  }
}

function packageAbove(folder: string, name: string): Package | undefined {
  const described = readDescription(join(folder, "package.json"));
  if (described?.name === name && described.version !== undefined) return { folder, version: described.version };
  return dirname(folder) === folder ? undefined : packageAbove(dirname(folder), name);
}

function readDescription(file: string): { readonly name?: string; readonly version?: string } | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as { name?: string; version?: string };
  } catch {
    return undefined;
  }
}
