// Runs steps, all of them, and says at the end how they went.
import { run } from "../child.mjs";
import { prepare } from "./prepare.mjs";
import { runSuite } from "./jest-suite.mjs";
import { inRoot, root } from "./project.mjs";
import { summaryTable, totalLine } from "./summary.mjs";

/**
 * Resolves to the exit code. A step that is `isBeside` starts with the first step behind those that need the whole
 * machine (`isAlone`); what it prints is held back until it is the next one in the order.
 */
export async function runSteps(steps, jestArgs) {
  const beside = new Map();
  const rows = [];
  for (const [index, step] of steps.entries()) {
    const later = steps.slice(index).some(({ isAlone }) => isAlone) ? [] : steps.slice(index + 1);
    for (const other of later.filter((one) => one.isBeside && !beside.has(one))) {
      beside.set(other, startBeside(other, jestArgs));
    }
    console.log(`\n${step.name}: ${step.about}`);
    beside.get(step)?.print();
    rows.push(await (beside.get(step)?.row ?? rowOf(step, jestArgs, printDirectly)));
  }
  if (jestArgs.length > 0) failWhereNothingRan(rows);
  console.log(`\n${summaryTable(rows)}\n\n${totalLine(rows)}`);
  return rows.some(({ failed }) => failed > 0) ? 1 : 0;
}

/** How a step's commands print: as they come, to the terminal itself. */
const printDirectly = { stdio: ["ignore", "inherit", "inherit"] };

/** `print()` prints what the step has said so far, and from then on what it says. */
function startBeside(step, jestArgs) {
  let held = "";
  let write = (text) => (held += text);
  const row = rowOf(step, jestArgs, { stdio: ["ignore", "pipe", "pipe"], onOutput: (text) => write(text) });
  return {
    row,
    print: () => {
      write = (text) => process.stdout.write(text);
      write(held);
    },
  };
}

async function rowOf(step, jestArgs, output) {
  const since = Date.now();
  const counts = await runStep(step, jestArgs, output).catch(failedBefore);
  return { name: step.name, ...counts, seconds: (Date.now() - since) / 1000 };
}

async function runStep(step, jestArgs, output) {
  // The tests start many processes that load the same code: they share what was compiled.
  const env = { ...(await prepare(step.needs)), NODE_COMPILE_CACHE: inRoot(".cache", "compiled") };
  if (step.kind === "suite") return runSuite(step, { env, ...output }, jestArgs);
  const [command, ...args] = step.command;
  const code = await run(command, args, { cwd: root, env, ...output });
  return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

/** What the step needs could not be made, or its command could not be started. */
function failedBefore(error) {
  console.error(error.message);
  return { passed: 0, failed: 1, skipped: 0, note: "could not be run" };
}

/** A name or path that the user gave may fit one suite only, but not none. */
function failWhereNothingRan(rows) {
  if (rows.some(({ passed, failed }) => passed + failed > 0)) return;
  Object.assign(rows.at(-1), { failed: 1, note: "no test was run" });
}
