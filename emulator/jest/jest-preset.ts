import { join } from "node:path";

/** What jest adds to a project with `preset: "pulumi-scp/jest"`. */
const preset = {
  testEnvironment: "node",
  setupFiles: [join(__dirname, "variables.js")],
  setupFilesAfterEnv: [join(__dirname, "reset.js")],
};

export = preset;
