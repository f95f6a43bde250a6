// Whole `pulumi` commands on stacks with many resources, beside two floors in the same run.
import { floorProgram, kinds, pureOutputs, visible } from "./kinds.mjs";
import { openProject } from "./project.mjs";

const bare = { inputs: {}, outputs: {} };

/**
 * Measures each step of stacks with `count` resources of a kind in alternating runs. Answers, by step, the measurements of
 * this package's resources and of both floors.
 */
export async function compareStacks(cloud, { kind, count, steps, runs, hasCheckpoints, progress }) {
  const env = { ...cloud.env, ...(hasCheckpoints ? {} : { PULUMI_SKIP_CHECKPOINTS: "true" }) };
  const { resource, calls } = await sampleOf(cloud, kinds[kind], env);
  const projects = await openAll(count, kinds[kind], { resource, calls, env });
  const measurements = Object.fromEntries(steps.map((step) => [step, emptyStep(projects)]));
  const state = {};
  try {
    for (let run = 1; run <= runs; run++) {
      for (const [name, project] of inTurn(Object.entries(projects), run)) {
        await cloud.reset();
        await cloud.takeRequests();
        for (const step of steps) {
          progress(`${kind} ${count}${hasCheckpoints ? ", checkpoints" : ""}, run ${run} of ${runs}: ${name}, ${step}`);
          if (step === "refresh, 1 % drift" && name === "own") await cloud.drift(kinds[kind]);
          const moreEnv = step === "refresh, 1 % drift" ? project.drifting : {};
          const one = await project.run(step, moreEnv);
          measurements[step][name].push({ ...one, requests: await cloud.takeRequests() });
          if (step === "up") state[name] = await project.stateBytes();
        }
      }
    }
  } finally {
    for (const project of Object.values(projects)) await project.remove();
  }
  return { kind, count, hasCheckpoints, measurements, state };
}

/** Another one begins in each run, so that none of them always has the machine's best or worst moment. */
export function inTurn(list, run) {
  const first = run % list.length;
  return [...list.slice(first), ...list.slice(0, first)];
}

function emptyStep(projects) {
  return Object.fromEntries(Object.keys(projects).map((name) => [name, []]));
}

async function openAll(count, { program }, { resource, calls, env }) {
  const floor = async (what, outputs) => {
    const settings = { outputs, calls };
    const project = await openProject(floorProgram(count, what), { ...env, BENCH_FLOOR: JSON.stringify(settings) });
    return { ...project, drifting: { BENCH_FLOOR: JSON.stringify({ ...settings, drifts: true }) } };
  };
  return {
    own: await openProject(program(count), env),
    fair: await floor(resource, pureOutputs(resource)),
    bare: await floor(bare, {}),
  };
}

/** What is stored of a resource, and how many requests it makes: of a few, since some requests are shared by all. */
async function sampleOf(cloud, { program, type }, env) {
  const few = 3;
  const project = await openProject(program(few), env);
  try {
    await cloud.takeRequests();
    const requestsOf = async (step) => {
      await project.run(step);
      return Math.floor((await cloud.takeRequests()) / few);
    };
    const create = await requestsOf("up");
    const resource = visible(await project.stored(type));
    const read = await requestsOf("refresh");
    return {
      resource,
      calls: { create, read: read > 0 && type === "scp:Secret" ? read : 0, delete: await requestsOf("destroy") },
    };
  } finally {
    await project.remove();
  }
}
