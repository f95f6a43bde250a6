// Runs steps one after the other, all of them, and says at the end how they went.
import { run } from "../child.mjs";
import { prepare } from "./prepare.mjs";
import { runSuite } from "./jest-suite.mjs";
import { root } from "./project.mjs";
import { summaryTable, totalLine } from "./summary.mjs";

/** Resolves to the exit code. */
export async function runSteps(steps, jestArgs) {
  const rows = [];
  for (const step of steps) {
    console.log(`\n${step.name}: ${step.about}`);
    const since = Date.now();
    const counts = await runStep(step, jestArgs).catch(failedBefore);
    rows.push({ name: step.name, ...counts, seconds: (Date.now() - since) / 1000 });
  }
  if (jestArgs.length > 0) failWhereNothingRan(rows);
  console.log(`\n${summaryTable(rows)}\n\n${totalLine(rows)}`);
  return rows.some(({ failed }) => failed > 0) ? 1 : 0;
}

async function runStep(step, jestArgs) {
  const env = await prepare(step.needs);
  if (step.kind === "suite") return runSuite(step, env, jestArgs);
  const [command, ...args] = step.command;
  const code = await run(command, args, { cwd: root, env, stdio: ["ignore", "inherit", "inherit"] });
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
