#!/usr/bin/env node
// Finds or makes the Pulumi engine that the demo, the tests and the benchmarks run.
import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { makeWhole } from "../whole-folder.mjs";
import { cacheFolder, makeFolder } from "./cache.mjs";
import { engineVersion, isComplete } from "./executables.mjs";
import { builtFolder, buildWithGo } from "./go-build.mjs";
import { installedFolder, installOfficially } from "./installer.mjs";
import { findEngineOnPath, findOnPath, oldestUsable } from "./path-engine.mjs";

const help = `Usage: node tools/engine/engine.mjs [--help]

Prints a folder that holds the Pulumi engine: pulumi, pulumi-language-nodejs, pulumi-resource-pulumi-nodejs.
Taken from the first of these that works:
  1. a pulumi on PATH, version ${oldestUsable} or newer
  2. the cache: PULUMI_SCP_CACHE, else XDG_CACHE_HOME/pulumi-scp, else ~/.cache/pulumi-scp
  3. version ${engineVersion} built with Go, where there is a go on PATH (2 to 8 minutes, once)
  4. version ${engineVersion} fetched by Pulumi's installer (https://get.pulumi.com)

PULUMI_SCP_ENGINE=build      leaves out 1 and 4
PULUMI_SCP_ENGINE=installer  leaves out 1 and 3
Pulumi's home folder and login are never touched.
`;

/** The folder with the engine's executables; `log` gets a line before anything that takes long. */
export async function ensureEngine({ log }) {
  const choice = engineChoice();
  const onPath = choice === "any" ? await findEngineOnPath(log) : undefined;
  return onPath ?? findInCache(choice) ?? (await make(choice, log));
}

function engineChoice() {
  const choice = process.env.PULUMI_SCP_ENGINE || "any";
  if (["any", "build", "installer"].includes(choice)) return choice;
  throw new Error(`PULUMI_SCP_ENGINE is "${choice}"; it can be "build" or "installer", or left out.`);
}

function findInCache(choice) {
  const candidates = [];
  if (choice !== "installer") candidates.push(builtFolder());
  if (choice !== "build") candidates.push(installedFolder());
  return candidates.find(isComplete);
}

async function make(choice, log) {
  const build = choice === "build" || (choice === "any" && findOnPath("go") !== undefined);
  const [folder, fill] = build ? [builtFolder(), buildWithGo] : [installedFolder(), installOfficially];
  if (build) requireTool("go", "Install Go 1.26 or newer from https://go.dev/dl");
  else requireTool("curl", "Install Go 1.26 or newer from https://go.dev/dl, or curl");
  makeFolder(cacheFolder());
  await makeWhole(folder, { isWhole: isComplete, fill: (made) => fill(made, log) });
  return folder;
}

function requireTool(name, remedy) {
  if (findOnPath(name)) return;
  throw new Error(
    `No Pulumi engine is at hand, and without ${name} none can be made. ${remedy}, ` +
      `or install Pulumi ${oldestUsable} or newer from https://www.pulumi.com/docs/install, and try again.`,
  );
}

async function main(args) {
  if (args.length > 0) {
    process.stdout.write(help);
    process.exitCode = args[0] === "--help" || args[0] === "-h" ? 0 : 2;
    return;
  }
  try {
    console.log(await ensureEngine({ log: (line) => console.error(line) }));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url))
  await main(process.argv.slice(2));
