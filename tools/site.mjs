// Makes the documentation's site: `npm run docs`. Any static host can serve the folder.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { parseArgs } from "node:util";
import { build } from "vitepress";
import { inRoot, log, root } from "./run/project.mjs";

const require = createRequire(import.meta.url);
require("ts-node").register({ transpileOnly: true });
const { sitePages } = require("./site/pages.ts");

const usage = `Usage: npm run docs -- [options]

  --out FOLDER   where the site goes (default: site)
  --base PATH    the path under which the host serves it, such as /pulumi-scp/ (default: /)
`;

const options = { out: { type: "string" }, base: { type: "string" }, help: { type: "boolean", short: "h" } };

/** The options of the command line. */
function parsed() {
  try {
    const { values } = parseArgs({ options });
    const { base = "/" } = values;
    if (!/^\/(.*\/)?$/.test(base)) throw new Error(`--base must begin and end with a slash, not be "${base}"`);
    return { out: inRoot("site"), ...values, base };
  } catch (error) {
    throw new Error(`${error.message}\n\n${usage}`, { cause: error });
  }
}

/** Writes the pages as VitePress reads them. */
function layOut(folder) {
  rmSync(folder, { recursive: true, force: true });
  for (const { page, text } of sitePages()) {
    mkdirSync(dirname(join(folder, page)), { recursive: true });
    writeFileSync(join(folder, page), text);
  }
}

async function main() {
  const { out, base, help } = parsed();
  if (help) return console.log(usage);
  layOut(inRoot(".cache", "site"));
  await build(inRoot("tools", "site"), { outDir: out, base });
  log(`The site is in ${relative(root, out) || "."}: any static host can serve it.`);
}

try {
  await main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
