// One project per level of test. tools/run/steps.mjs says how each is run.

/** `fromSource`: the package's own name means its sources, so that nothing has to be built before. */
function project(name, { seconds, fromSource }) {
  return {
    displayName: name,
    roots: [`<rootDir>/test/${name}`],
    testMatch: ["**/*.test.ts"],
    testEnvironment: "node",
    globals: { testTimeoutMs: seconds * 1000 },
    setupFilesAfterEnv: ["<rootDir>/tools/jest/timeout.cjs"],
    transform: { "\\.ts$": ["ts-jest", { tsconfig: "tsconfig.json" }] },
    moduleNameMapper: fromSource
      ? {
          "^pulumi-scp$": "<rootDir>/provider/index.ts",
          "^pulumi-scp/provider$": "<rootDir>/provider/provider.ts",
          "^pulumi-scp/emulator$": "<rootDir>/emulator/index.ts",
        }
      : {},
  };
}

export default {
  projects: [
    project("unit", { seconds: 20, fromSource: true }),
    project("contract", { seconds: 20, fromSource: true }),
    project("simulation", { seconds: 120, fromSource: true }),
    project("process", { seconds: 120, fromSource: false }),
    project("e2e", { seconds: 300, fromSource: false }),
    project("options", { seconds: 300, fromSource: false }),
    project("docs", { seconds: 300, fromSource: false }),
  ],
};
