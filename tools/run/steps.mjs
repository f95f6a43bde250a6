// The steps of `npm test`, in the order in which they run and are reported, and those that run on demand.
import { inRoot } from "./project.mjs";

const prettierCache = ["--cache", "--cache-location", inRoot(".cache", "prettier")];
const tscCache = ["--incremental", "--tsBuildInfoFile", inRoot(".cache", "types.tsbuildinfo")];

/** One pass or one failure each. eslint keeps no cache: what it says of a file depends on the types of others. */
const checks = [
  { name: "format", about: "prettier", command: ["prettier", "--check", ...prettierCache, "--log-level", "warn", "."] },
  { name: "lint", about: "eslint with types", command: ["eslint", "--max-warnings", "0", "."] },
  { name: "types", about: "tsc", command: ["tsc", "--noEmit", "-p", "tsconfig.json", ...tscCache] },
  { name: "unused", about: "knip", command: ["knip", "--no-progress"] },
];

/**
 * Projects of jest.config.mjs. `needs` is what has to be made before. The first two use all cores, and some of their tests
 * measure times. The processes wait most of the time, for pauses between repetitions, so more of them than cores do no
 * harm. The processes of an end-to-end command wait for each other, which leaves room for other steps beside it.
 */
const suites = [
  { name: "unit", about: "jest: single parts", needs: [], workers: "100%", isAlone: true },
  {
    name: "contract",
    about: "jest: the emulator and what asks it, over HTTP",
    needs: [],
    workers: "100%",
    isAlone: true,
  },
  {
    name: "simulation",
    about: "jest: all kinds under faults, in virtual time",
    needs: [],
    workers: "1",
    isBeside: true,
  },
  { name: "process", about: "jest: the processes that users start", needs: ["dist"], workers: "10" },
  {
    name: "e2e",
    about: "jest: programs run by the real engine",
    needs: ["dist", "engine"],
    workers: "3",
    isBeside: true,
  },
  {
    name: "options",
    about: "jest: Pulumi's options, commands and providers on all kinds, and many objects, by the real engine",
    needs: ["dist", "engine"],
    workers: "3",
    isExtra: true,
  },
  {
    name: "docs",
    about: "jest: examples, guides, the packed package, the site and the emulator's page",
    needs: ["dist", "engine", "browser"],
    workers: "2",
    isExtra: true,
  },
];

const [unit, contract, ...spawning] = suites.map((suite) => ({ ...suite, kind: "suite" }));

/** `npm test` leaves out those that are `isExtra`: they are slow, and have commands of their own. */
export const steps = [unit, contract, ...checks.map((check) => ({ ...check, kind: "check", needs: [] })), ...spawning];
