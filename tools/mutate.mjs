// Removes each rule of docs/rules.md from a copy of this checkout, and runs the tests that the page names for it.
import { createRequire } from "node:module";
import { parseArgs } from "node:util";
import { Copy } from "./mutate/copy.mjs";
import { prepare } from "./run/prepare.mjs";

const require = createRequire(import.meta.url);
require("ts-node").register({ transpileOnly: true });
const { mutated, mutations, rulesWith } = require("./mutate/rules.ts");

const usage = `Usage: npm run mutate -- [options]

For each rule of docs/rules.md, changes a copy of this checkout so that it lacks the rule, and runs the tests that the page
names, the quick ones first, until one fails. Ends with 1 if a rule can be removed without a failure.

  --rule WORDS   only rules that begin with these words; may be given several times
  --level NAME   only tests of this level: unit, contract, simulation, process, e2e or options;
                 may be given several times
  --unproved     leaves out the run of all tests on the unchanged copy, which shows that they pass
`;

/** In the order of their speed. */
const levels = ["unit", "contract", "simulation", "process", "e2e", "options"];
const quick = ["unit", "contract"];
/** The longest time of one level's tests for one mutation. */
const minutes = 15;

const levelOf = (file) => file.split("/")[1] ?? "";

async function main() {
  const { values } = parseArgs({
    options: {
      rule: { type: "string", multiple: true, default: [""] },
      level: { type: "string", multiple: true, default: levels },
      unproved: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return console.log(usage);
  const wrong = values.level.find((name) => !levels.includes(name));
  if (wrong !== undefined) throw new Error(`--level must be one of ${levels.join(", ")}, not ${wrong}`);
  const jobs = jobsOf(values);
  if (jobs.length === 0) throw new Error("no rule begins with these words");
  const copy = await Copy.make(await prepare(needsOf(jobs)));
  try {
    if (!values.unproved) await prove(copy, jobs);
    process.exitCode = (await tryEach(copy, jobs)) === 0 ? 0 : 1;
  } finally {
    copy.remove();
  }
}

/** Each mutation with its rule and the tests that have to find it: those of a quick level together, slow ones singly. */
function jobsOf({ rule: words, level }) {
  return mutations.flatMap((mutation) => {
    const [rule] = rulesWith(mutation.rule);
    if (!words.some((begin) => rule.text.startsWith(begin))) return [];
    const runs = levels
      .filter((name) => level.includes(name))
      .map((name) => rule.tests.filter((file) => levelOf(file) === name))
      .flatMap((files) => (quick.includes(levelOf(files[0] ?? "")) ? [files] : files.map((file) => [file])));
    return [{ rule, mutation, runs }];
  });
}

function needsOf(jobs) {
  const used = new Set(jobs.flatMap(({ runs }) => runs.flat().map(levelOf)));
  return ["dist", ...(used.has("e2e") || used.has("options") ? ["engine"] : [])];
}

/** Without this a test that fails anyway would seem to find each mutation. */
async function prove(copy, jobs) {
  for (const name of levels) {
    const files = [...new Set(jobs.flatMap(({ runs }) => runs.flat()).filter((file) => levelOf(file) === name))];
    if (files.length === 0) continue;
    console.log(`unchanged: ${files.length} files of ${name}`);
    const failed = await copy.test(files, minutes * files.length);
    if (failed.length > 0) throw new Error(`these fail without any mutation:\n${failed.map(describe).join("\n")}`);
  }
}

/** Returns how many mutations nothing has found. */
async function tryEach(copy, jobs) {
  let survivors = 0;
  for (const { rule, mutation, runs } of jobs) {
    const since = performance.now();
    const found = await copy.with(
      mutation.file,
      (source) => mutated(source, mutation),
      () => firstFailure(copy, runs),
    );
    if (found === undefined) survivors++;
    const seconds = ((performance.now() - since) / 1000).toFixed(0);
    console.log(`\n${rule.text}\n  in ${mutation.file}: ${oneLine(mutation.text)} -> ${oneLine(mutation.replacement)}`);
    console.log(`  ${found === undefined ? "SURVIVES" : `killed by ${found}`}, ${seconds} s`);
  }
  console.log(`\n${jobs.length} mutations, ${survivors} survive`);
  return survivors;
}

async function firstFailure(copy, runs) {
  for (const files of runs) {
    const failed = await copy.test(files, minutes);
    if (failed.length > 0) return describe(failed[0]);
  }
  return undefined;
}

function describe({ file, title }) {
  return `${file}: ${oneLine(title)}`;
}

function oneLine(text) {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length <= 100 ? line : `${line.slice(0, 100)}...`;
}

await main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
