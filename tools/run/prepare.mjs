// Makes what commands need, each thing once per run, and the environment in which they find it.
import { ensureBrowser } from "../browser/browser.mjs";
import { ensureEngine } from "../engine/engine.mjs";
import { build } from "./build.mjs";
import { binFolder, log, withPath } from "./project.mjs";

const makers = { dist: build, browser: () => ensureBrowser({ log }), engine: () => ensureEngine({ log }) };
const made = new Map();

/** The environment for a command that needs `things`: "dist", "browser", "engine". */
export async function prepare(things) {
  const results = {};
  for (const thing of things) {
    if (!made.has(thing)) made.set(thing, makers[thing]());
    results[thing] = await made.get(thing);
  }
  const { browser, engine } = results;
  return {
    ...withPath(engine === undefined ? [binFolder] : [binFolder, engine]),
    ...(engine === undefined ? {} : { PULUMI_SCP_ENGINE_DIR: engine }),
    ...(browser === undefined ? {} : { PULUMI_SCP_BROWSER: browser }),
  };
}
