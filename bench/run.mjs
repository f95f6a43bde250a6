// Measures what users meet, and writes bench/results.md: `npm run bench -- --help`.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openCloud } from "./cloud.mjs";
import { measureEmulator } from "./emulator.mjs";
import { help, readOptions } from "./options.mjs";
import { comparePlugins } from "./plugin.mjs";
import { page, picture } from "./report.mjs";
import { compareStacks } from "./stacks.mjs";
import { compareChoices, measureParts } from "./starts.mjs";

const pictureFile = "results.svg";

const begun = performance.now();
const progress = (text) => console.log(`${((performance.now() - begun) / 1000).toFixed(0).padStart(5)} s  ${text}`);

async function bench(options, write) {
  const { parts, runs } = options;
  const results = {};
  const cloud = await openCloud();
  try {
    if (parts.includes("starts")) {
      results.parts = await measureParts({ runs: runs + 4, progress });
      results.starts = await compareChoices(cloud, { runs, progress });
      await write(results);
    }
    if (parts.includes("plugin")) {
      results.plugin = await comparePlugins(cloud, {
        count: options.pluginKeys,
        runs,
        perSecond: options.perSecond,
        progress,
      });
      await write(results);
    }
    if (parts.includes("emulator")) {
      results.emulator = await measureEmulator({ held: options.held, runs, progress });
      await write(results);
    }
    if (parts.includes("stacks")) await compareAllStacks(cloud, options, results, write);
  } finally {
    cloud.close();
  }
}

async function compareAllStacks(cloud, { kinds, sizes, steps, checkpoints, runs }, results, write) {
  results.stacks = [];
  for (const count of sizes) {
    for (const kind of kinds) {
      for (const hasCheckpoints of checkpoints) {
        results.stacks.push(await compareStacks(cloud, { kind, count, steps, runs, hasCheckpoints, progress }));
        await write(results);
      }
    }
  }
}

/** Writes what there is so far: a run that is stopped has not been for nothing. */
function writerFor({ out }, command) {
  return async (results) => {
    await mkdir(out, { recursive: true });
    await writeFile(join(out, "results.md"), page(results, { command, picture: pictureFile }));
    if (results.stacks !== undefined) await writeFile(join(out, pictureFile), picture(results.stacks));
  };
}

try {
  const args = process.argv.slice(2);
  const options = readOptions(args);
  if (options.help) console.log(help);
  else {
    await bench(options, writerFor(options, ["npm run bench", ...(args.length > 0 ? ["--", ...args] : [])].join(" ")));
    console.log(`\nThe results are in ${join(options.out, "results.md")}.`);
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
