// Many resources through the plugin process alone, without the engine.
import { createRequire } from "node:module";
import { kinds, pureOutputs, visible } from "./kinds.mjs";
import { processOf } from "./measure.mjs";
import { openProject } from "./project.mjs";
import { inTurn } from "./stacks.mjs";

const require = createRequire(import.meta.url);
require("ts-node").register({ transpileOnly: true });
const { PluginProcess } = require("../test/support/plugin-process.ts");

/** How many calls the engine makes at once. */
const atOnce = 16;

/**
 * Creates, checks and compares, refreshes and deletes `count` keys, and as many of the fair floor's resources: once with the
 * visible properties, and once with what this package stores besides, so that the cost of its state is told from that of its
 * code. Answers the processor time of the plugin process for each step, its peak memory and the requests.
 */
export async function comparePlugins(cloud, { count, runs, perSecond, progress }) {
  const sample = await openProject(kinds.keys.program(1), cloud.env);
  const measurements = {};
  try {
    await sample.run("up");
    const stored = await sample.stored(kinds.keys.type);
    await sample.run("destroy");
    const seen = visible(stored);
    const code = { __provider: stored.inputs.__provider.replace(/\(".*/, '("bench-floor").provider') };
    const given = {
      own: { inputs: { ...stored.inputs, name: undefined, __auto: undefined }, outputs: {} },
      fair: { inputs: { ...seen.inputs, ...code }, outputs: pureOutputs(seen) },
      hidden: { inputs: { ...stored.inputs, ...code }, outputs: pureOutputs(stored) },
    };
    for (let run = 1; run <= runs; run++) {
      for (const [name, { inputs, outputs }] of inTurn(Object.entries(given), run)) {
        progress(`plugin, ${count} keys, run ${run} of ${runs}: ${name}`);
        await cloud.reset();
        await cloud.takeRequests();
        const floor = { outputs, calls: { create: 1, delete: 1 } };
        const env = { ...sample.env, BENCH_FLOOR: JSON.stringify(floor) };
        const limit = { cloud, perSecond: name === "own" ? perSecond : undefined };
        for (const [step, one] of Object.entries(await lifeOf(sample.folder, env, { inputs, count, limit }))) {
          ((measurements[step] ??= {})[name] ??= []).push(one);
        }
      }
    }
  } finally {
    await sample.remove();
  }
  return { count, measurements };
}

/** The whole life of many resources, each command in a plugin process of its own. */
async function lifeOf(folder, env, { inputs, count, limit: { cloud, perSecond } }) {
  const all = Array.from({ length: count }, (_, index) => index);
  const [checked, states] = [[], []];
  const steps = {
    create: async (plugin, index) => {
      const news = {
        ...inputs,
        description: `number ${index}`,
        ...(inputs.__meta && { __meta: { ...inputs.__meta, name: `r${index}` } }),
      };
      checked[index] = (await plugin.check({}, news)).inputs;
      const { id, properties } = await plugin.create(checked[index]);
      states[index] = { id, outputs: properties };
    },
    "check and compare": async (plugin, index) => {
      const { inputs: news } = await plugin.check(checked[index], checked[index]);
      await plugin.diff(states[index].id, states[index].outputs, news);
    },
    refresh: async (plugin, index) => {
      const { id, outputs } = states[index];
      const { properties } = await plugin.read(id, outputs, checked[index]);
      await plugin.diff(id, properties, checked[index]);
    },
    delete: (plugin, index) => plugin.delete(states[index].id, states[index].outputs),
  };
  const measured = {};
  for (const [step, work] of Object.entries(steps)) {
    if (step === "refresh" && perSecond !== undefined) await cloud.limit(perSecond);
    measured[step] = await command(folder, env, all, work);
    measured[step].requests = await cloud.takeRequests();
    if (step === "refresh" && perSecond !== undefined) await cloud.unlimit();
  }
  return measured;
}

async function command(folder, env, all, work) {
  const plugin = await PluginProcess.start(folder, {}, { ...env, NODE_OPTIONS: "" });
  try {
    const [before, started] = [processOf(plugin.child.pid), performance.now()];
    const left = all.values();
    const some = async () => {
      for (const index of left) await work(plugin, index);
    };
    await Promise.all(Array.from({ length: atOnce }, some));
    const after = processOf(plugin.child.pid);
    const wall = (performance.now() - started) / 1000;
    return { wall, cpu: after.cpu - before.cpu, memory: after.peak };
  } finally {
    await plugin.stop();
  }
}
