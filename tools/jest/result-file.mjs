import { writeFileSync } from "node:fs";

/** A reporter that leaves the counts where tools/run/jest-suite.mjs looks for them. */
export default class ResultFile {
  onRunComplete(_contexts, result) {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = result;
    // Files that broke before or beside their tests, which no test's own result shows.
    const numBrokenFiles = result.testResults.filter(
      (file) => (file.testExecError || file.failureMessage) && file.numFailingTests === 0,
    ).length;
    const counts = { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numBrokenFiles };
    writeFileSync(process.env.PULUMI_SCP_JEST_RESULT, JSON.stringify(counts));
  }
}
