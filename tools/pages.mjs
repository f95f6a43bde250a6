// Makes the parts of the documentation that follow from data: `node tools/pages.mjs`. A unit test compares them.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
require("ts-node").register({ transpileOnly: true });
const { generated } = require("./pages/generated.ts");
const { referencePages } = require("./pages/reference/pages.ts");

for (const { page, make } of generated) {
  const file = new URL(`../docs/${page}`, import.meta.url);
  writeFileSync(file, make(readFileSync(file, "utf8")));
  console.log(`docs/${page}`);
}

const reference = new URL("../docs/reference/", import.meta.url);
const pages = referencePages((page) => {
  const file = new URL(page, reference);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
});
for (const [page, text] of pages) writeFileSync(new URL(page, reference), text);
console.log(`docs/reference/: ${pages.size} pages`);
