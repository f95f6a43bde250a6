// One emulator for each process of jest, emptied before each test. The engine takes seconds, and a test may wait for it.
module.exports = { preset: "pulumi-scp/jest", transform: { "\\.ts$": "ts-jest" }, testTimeout: 120_000 };
