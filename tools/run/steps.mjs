// The steps of `npm test`, in the order in which they run: the quick ones first.

/** One pass or one failure each. */
const checks = [
  { name: "format", about: "prettier", command: ["prettier", "--check", "--log-level", "warn", "."] },
  { name: "lint", about: "eslint with types", command: ["eslint", "--max-warnings", "0", "."] },
  { name: "types", about: "tsc", command: ["tsc", "--noEmit", "-p", "tsconfig.json"] },
  { name: "unused", about: "knip", command: ["knip", "--no-progress"] },
];

/**
 * Projects of jest.config.mjs. `needs` is what has to be made before. The processes wait most of the time, for pauses
 * between repetitions, so more of them than cores do no harm. At the end-to-end level each worker runs whole
 * engines, so there two are enough on any machine.
 */
const suites = [
  { name: "unit", about: "jest: single parts", needs: [], workers: "100%" },
  { name: "contract", about: "jest: clients and emulator against the documents", needs: [], workers: "100%" },
  { name: "process", about: "jest: the processes that users start", needs: ["dist"], workers: "4" },
  { name: "e2e", about: "jest: programs run by the real engine", needs: ["dist", "engine"], workers: "2" },
];

export const steps = [
  ...checks.map((check) => ({ ...check, kind: "check", needs: [] })),
  ...suites.map((suite) => ({ ...suite, kind: "suite" })),
];
