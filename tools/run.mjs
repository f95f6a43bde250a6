#!/usr/bin/env node
// What all npm scripts start. Runs on any Node from 20 on, in a fresh clone as well: it makes what is missing.
import { fileURLToPath } from "node:url";
import { run } from "./child.mjs";
import { parseArguments } from "./run/arguments.mjs";
import { build } from "./run/build.mjs";
import { ensureInstalled } from "./run/install.mjs";
import { handOver, shouldHandOver } from "./run/pinned-node.mjs";
import { prepare } from "./run/prepare.mjs";
import { root } from "./run/project.mjs";
import { runSteps } from "./run/run-steps.mjs";
import { steps } from "./run/steps.mjs";

const stepNames = steps.map(({ name }) => name);
const testNames = steps.filter(({ isExtra }) => !isExtra).map(({ name }) => name);

const help = `Usage: node tools/run.mjs <command> [arguments]

  demo      the whole story with the real Pulumi engine and the local emulator
  test      all steps below but options and docs, then a table and the line "N passed, N failed"
            --only a,b   only these steps
            what follows -- goes to jest, for example: npm test -- --only unit -- -t "keeps the id"
  bench     the benchmarks
  mutate    removes each rule of docs/rules.md from a copy, where its tests have to fail; --help says more
  simulate  every fault of every request, and pairs of them, in virtual time; --help says more
  worlds    all flows where the services differ from what is assumed
  build     dist/, which the package ships
  site      the documentation as a site, in site/; -- --help says more
  fix       formats all files and mends what eslint can mend

The steps of test are commands too:
${steps.map(({ name, about }) => `  ${name.padEnd(8)}  ${about}`).join("\n")}

Each command first installs the packages, and builds dist/ and the Pulumi engine where it needs them.
`;

/** Each takes what is left of the command line and resolves to the exit code. */
const commands = {
  demo: (rest) => runScript("tools/demo.mjs", rest),
  bench: (rest) => runScript("bench/run.mjs", rest),
  mutate: (rest) => runScript("tools/mutate.mjs", rest, []),
  simulate: (rest) => runScript("tools/simulate.mjs", rest, []),
  worlds: (rest) => runScript("tools/simulate-worlds.mjs", rest, []),
  site: (rest) => runScript("tools/site.mjs", rest, []),
  build: () => build().then(() => 0),
  fix: async () => {
    const env = await prepare([]);
    await run("prettier", ["--write", "--log-level", "warn", "."], { cwd: root, env });
    return run("eslint", ["--fix", "."], { cwd: root, env });
  },
  test: (rest, only = testNames) =>
    runSteps(
      steps.filter(({ name }) => only.includes(name)),
      rest,
    ),
  ...Object.fromEntries(stepNames.map((name) => [name, (rest) => commands.test(rest, [name])])),
};

async function runScript(script, args, needs = ["dist", "engine"]) {
  const env = await prepare(needs);
  return run("node", [script, ...args], { cwd: root, env });
}

async function main(args) {
  const { command, only, rest, help: wantsHelp } = parseArguments(args);
  if (wantsHelp) return console.log(help);
  const wrongStep = only?.find((name) => !stepNames.includes(name));
  if (!(command in commands) || wrongStep !== undefined) {
    console.error(
      wrongStep === undefined ? `There is no command "${command}".\n` : `There is no step "${wrongStep}".\n`,
    );
    console.error(help);
    return 2;
  }
  await ensureInstalled();
  if (shouldHandOver()) return handOver(fileURLToPath(import.meta.url), args);
  return commands[command](rest, only);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
