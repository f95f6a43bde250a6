// Makes what commands need, each thing once per run, and the environment in which they find it.
import { ensureEngine } from "../engine/engine.mjs";
import { build } from "./build.mjs";
import { binFolder, log, withPath } from "./project.mjs";

const makers = { dist: build, engine: () => ensureEngine({ log }) };
const made = new Map();

/** The environment for a command that needs `things`: "dist", "engine". */
export async function prepare(things) {
  const results = {};
  for (const thing of things) {
    if (!made.has(thing)) made.set(thing, makers[thing]());
    results[thing] = await made.get(thing);
  }
  const { engine } = results;
  if (!engine) return withPath([binFolder]);
  return { ...withPath([binFolder, engine]), PULUMI_SCP_ENGINE_DIR: engine };
}
