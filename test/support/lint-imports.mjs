// Lints texts that are not in any file. A process of its own, because jest cannot load a configuration that is a module.
//
// In: a JSON array of {file, code} on stdin. Out: for each the reported rules, as a JSON array on stdout.
import { text } from "node:stream/consumers";
import { ESLint } from "eslint";

const directionRules = [
  "import-x/no-restricted-paths",
  "@typescript-eslint/no-restricted-imports",
  "import-x/no-extraneous-dependencies",
  "local/file-names",
  "local/no-cycles",
];

const eslint = new ESLint({
  // The files do not exist, so there are no types for them; these rules need none.
  overrideConfig: { languageOptions: { parserOptions: { project: null } } },
  ruleFilter: ({ ruleId }) => directionRules.includes(ruleId),
});

const cases = JSON.parse(await text(process.stdin));
const reports = [];
for (const { file, code } of cases) {
  const [{ messages }] = await eslint.lintText(code, { filePath: file });
  reports.push(messages.map(({ ruleId, message }) => ruleId ?? message));
}
process.stdout.write(JSON.stringify(reports));
