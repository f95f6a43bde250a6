import { fileURLToPath } from "node:url";
import js from "@eslint/js";
import pulumi from "@pulumi/eslint-plugin";
import { importX } from "eslint-plugin-import-x";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";
import { directions } from "./tools/lint/directions.mjs";
import { fileNames } from "./tools/lint/file-names.mjs";
import { noCycles } from "./tools/lint/no-cycles.mjs";

const root = fileURLToPath(new URL(".", import.meta.url));

/** Globals of Node that the scripts use. Everything else is imported. */
const nodeGlobals = [
  "AbortSignal",
  "Buffer",
  "URL",
  "clearInterval",
  "clearTimeout",
  "console",
  "fetch",
  "performance",
  "process",
  "setInterval",
  "setTimeout",
];

/** Globals of browsers that the emulator's page uses. */
const browserGlobals = [
  "CSS",
  "FormData",
  "clearTimeout",
  "confirm",
  "document",
  "fetch",
  "navigator",
  "setInterval",
  "setTimeout",
];

/** `const { dropped, ...rest } = all` is how a property is left out. */
const unusedNames = { ignoreRestSiblings: true, argsIgnorePattern: "^_", varsIgnorePattern: "^_$" };

export default defineConfig(
  globalIgnores(["dist/", "site/", ".cache/", "coverage/", "*.partial-*/", "test/simulation/found/"]),
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  {
    plugins: { "import-x": importX, local: { rules: { "file-names": fileNames, "no-cycles": noCycles } } },
    rules: {
      eqeqeq: "error",
      "no-console": "error",
      "no-unused-vars": ["error", unusedNames],
      "local/file-names": "error",
      "local/no-cycles": "error",
    },
  },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { project: "tsconfig.json", tsconfigRootDir: root } },
    rules: {
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-unused-vars": ["error", unusedNames],
      // Numbers read the same in any template.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // `inputs["name"]` says that the name is data, not a property that the type declares.
      "@typescript-eslint/dot-notation": ["error", { allowIndexSignaturePropertyAccess: true }],
      // An `async` function without `await` turns what it throws into a rejection, as its callers expect.
      "@typescript-eslint/require-await": "off",
    },
  },
  {
    files: ["**/*.{mjs,cjs}"],
    languageOptions: { globals: Object.fromEntries(nodeGlobals.map((name) => [name, "readonly"])) },
  },
  {
    files: ["emulator/page/*.js"],
    languageOptions: { globals: Object.fromEntries(browserGlobals.map((name) => [name, "readonly"])) },
  },
  {
    files: ["tools/jest/timeout.cjs"],
    languageOptions: { globals: { jest: "readonly", globalThis: "readonly" } },
  },
  {
    files: ["examples/**/*.ts"],
    plugins: { "@pulumi": pulumi },
    rules: {
      "@pulumi/no-output-in-template-literal": "error",
      "@pulumi/no-output-instance-in-template-literal": "error",
    },
  },
  {
    // What is loaded when it is first needed. An `import()` would be a promise, and the callers do not wait.
    files: [
      "provider/kinds.ts",
      "provider/clients/connection.ts",
      "provider/clients/{scp,spaceone}/*-connection.ts",
      "provider/clients/http/{sender,undici}.ts",
      "provider/plugin/light-zod.ts",
      "provider/settings/reading/cfctl.ts",
      "provider/program/component-check.ts",
      "provider/program/function-forms.ts",
    ],
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
  {
    // Who may print: commands, scripts, and the one place that hands messages to Pulumi.
    files: [
      "emulator/cli.ts",
      "emulator/command/**",
      "cli/**",
      "**/*.mjs",
      "tools/**",
      "bench/**",
      "examples/**",
      "provider/calls/log.ts",
    ],
    rules: { "no-console": "off" },
  },
  {
    // What the package loads has to be among the packages that it brings along.
    files: ["{provider,emulator,cli}/**/*.ts"],
    rules: {
      "import-x/no-extraneous-dependencies": ["error", { devDependencies: false, optionalDependencies: false }],
    },
  },
  ...directions(root),
);
