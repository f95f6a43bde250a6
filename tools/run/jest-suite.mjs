// Runs one jest project and counts its tests.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { run } from "../child.mjs";
import { inRoot, root, scratchFolder } from "./project.mjs";

/** `options` are for the process, as of `run`; `jestArgs` are the user's own, such as `-t name`. */
export async function runSuite({ name, workers }, options, jestArgs) {
  mkdirSync(scratchFolder, { recursive: true });
  const resultFile = join(scratchFolder, `jest-${name}-${process.pid}.json`);
  const reporters = ["--reporters=default", `--reporters=${inRoot("tools/jest/result-file.mjs")}`];
  // Options that take lists come first, or they would take what the user adds.
  const args = [...reporters, "--selectProjects", name, "--passWithNoTests", `--maxWorkers=${workers}`, ...jestArgs];
  const code = await run("jest", args, {
    ...options,
    cwd: root,
    env: { ...options.env, PULUMI_SCP_JEST_RESULT: resultFile },
  });
  const result = readResult(resultFile);
  rmSync(resultFile, { force: true });
  const mayBeEmpty = jestArgs.length > 0 || !hasTests(inRoot("test", name));
  return countTests(result, { code, mayBeEmpty });
}

/** What counts as failed besides failed tests: a broken file, and a run that failed or ran nothing for no other reason. */
function countTests(result, { code, mayBeEmpty }) {
  if (!result) return { passed: 0, failed: 1, skipped: 0 };
  const passed = result.numPassedTests;
  const failed = result.numFailedTests + result.numBrokenFiles;
  const ranNothing = passed + failed === 0 && !mayBeEmpty;
  const hiddenFailure = failed === 0 && (code !== 0 || ranNothing);
  return {
    passed,
    failed: hiddenFailure ? 1 : failed,
    skipped: result.numPendingTests + result.numTodoTests,
    note: ranNothing ? "no test was run" : undefined,
  };
}

function readResult(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

function hasTests(folder) {
  return existsSync(folder) && readdirSync(folder, { recursive: true }).some((name) => name.endsWith(".test.ts"));
}
