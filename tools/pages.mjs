// Makes the parts of the documentation that follow from data: `node tools/pages.mjs`. A unit test compares them.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
require("ts-node").register({ transpileOnly: true });
const { generated } = require("./pages/generated.ts");

for (const { page, make } of generated) {
  const file = new URL(`../docs/${page}`, import.meta.url);
  writeFileSync(file, make(readFileSync(file, "utf8")));
  console.log(`docs/${page}`);
}
