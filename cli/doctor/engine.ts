import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { pulumi } from "../pulumi/run";
import { UserError } from "../user-error";
import type { Check } from "./check";
import { isAtLeast, oldestImporting, oldestNode, oldestPulumi, versionIn } from "./versions";

// The programs that run a stack: Pulumi's command line, and the Node.js that it starts.

const upgrade = `install Pulumi ${oldestImporting} or newer: https://www.pulumi.com/docs/install`;

export async function checkPulumi(): Promise<Check> {
  const check = "pulumi";
  let said: string;
  try {
    said = await pulumi("version");
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { check, status: "wrong", message: error.message, remedy: upgrade };
  }
  const version = versionIn(said);
  if (version === undefined) {
    return { check, status: "wrong", message: "pulumi version does not say a version", remedy: upgrade };
  }
  const needs = `resources need ${oldestPulumi}, import files ${oldestImporting}`;
  if (!isAtLeast(version, oldestPulumi)) {
    return { check, status: "wrong", message: `Pulumi ${version} is too old: ${needs}`, remedy: upgrade };
  }
  if (!isAtLeast(version, oldestImporting)) {
    const message = `Pulumi ${version} cannot take over what exists by an import file: ${needs}`;
    return { check, status: "warning", message, remedy: `${upgrade}, or use pulumi-scp adopt instead of import` };
  }
  return { check, status: "ok", message: `Pulumi ${version} (${needs})` };
}

/** The first `node` on PATH, which Pulumi starts. */
export async function checkNode(): Promise<Check> {
  const check = "node";
  const remedy = `install Node.js ${oldestNode} or newer, and put it first on PATH`;
  const said = await promisify(execFile)("node", ["--version"]).catch(() => undefined);
  const version = versionIn(said?.stdout ?? "");
  if (version === undefined) {
    return { check, status: "wrong", message: "Pulumi finds no node on PATH to run a program with", remedy };
  }
  return isAtLeast(version, oldestNode)
    ? { check, status: "ok", message: `Node.js ${version}` }
    : { check, status: "wrong", message: `Node.js ${version}, which Pulumi finds on PATH, is too old`, remedy };
}
