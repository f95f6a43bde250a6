// Times whole `pulumi` commands on keys against the floor, in turns, and prints medians and their ratio.
import { parseArgs } from "node:util";
import { checkout, startEmulator } from "../tools/stack.cjs";
import { aboveFloor, median, seconds } from "./figures.mjs";
import { floorProgram, keysProgram } from "./programs.mjs";
import { openProject } from "./project.mjs";
import { compareStarts } from "./starts.mjs";

const help = `Usage: npm run bench -- [--keys N] [--runs N] [--skip-checkpoints]

  --keys N            resources in a stack (default 100)
  --runs N            alternating runs of each program (default 3)
  --skip-checkpoints  without Pulumi's checkpoint after each step, which hides what the provider takes
`;

const { values } = parseArgs({
  options: {
    keys: { type: "string", default: "100" },
    runs: { type: "string", default: "3" },
    "skip-checkpoints": { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

/** Starts are short, so that more of them can be compared. */
const startRuns = 9;

const steps = {
  up: ["up", "--yes", "--skip-preview", "--suppress-outputs"],
  "up, no change": ["up", "--yes", "--skip-preview", "--expect-no-changes"],
  refresh: ["refresh", "--yes", "--skip-preview"],
  destroy: ["destroy", "--yes", "--skip-preview"],
};

function positive(name) {
  const number = Number(values[name]);
  if (!Number.isInteger(number) || number < 1) throw new Error(`--${name} must be a whole number from 1 on`);
  return number;
}

async function bench(keys, runs, skipCheckpoints) {
  const emulator = await openEmulator();
  const env = {
    BENCH_URL: emulator.url,
    SCP_ENDPOINT: emulator.url,
    SCP_REGION: emulator.region,
    SCP_ACCESS_KEY: emulator.accessKey,
    SCP_SECRET_KEY: emulator.secretKey,
    ...(skipCheckpoints ? { PULUMI_SKIP_CHECKPOINTS: "true" } : {}),
  };
  try {
    compareStarts(checkout, startRuns);
    const key = await storedKey(env);
    await emulator.reset();
    await compareOneRefresh(env, key);
    await emulator.reset();
    const checkpoints = skipCheckpoints ? "without checkpoints" : "with checkpoints";
    console.log(`\n${keys} keys against ${keys} trivial resources, ${runs} alternating runs, ${checkpoints}`);
    console.log(`state of one resource: ${JSON.stringify(key).length} bytes in both`);
    await compare(emulator, await openBoth(keys, env, key), runs);
  } finally {
    emulator.close();
  }
}

/** A stack of keys, and one of as many trivial resources that look like `key`. */
async function openBoth(keys, env, key) {
  const pure = Object.entries(key.outputs).filter(([name]) => !(name in key.inputs));
  const scp = await openProject(keysProgram(keys), env);
  const floorEnv = { ...env, BENCH_OUTPUTS: JSON.stringify(Object.fromEntries(pure)) };
  const floor = await openProject(floorProgram(keys, key), floorEnv);
  return { scp, floor };
}

/** What a whole `pulumi refresh` of a single key takes: most of it is starting. */
async function compareOneRefresh(env, key) {
  const both = Object.entries(await openBoth(1, env, key));
  const times = { scp: [], floor: [] };
  try {
    for (const [, project] of both) await project.pulumi(...steps.up);
    for (let run = 0; run < startRuns; run++) {
      for (const [name, project] of both) times[name].push(await project.pulumi(...steps.refresh));
    }
  } finally {
    for (const [, project] of both) await project.remove();
  }
  console.log(aboveFloor("refresh of one key", times));
}

async function compare(emulator, { scp, floor }, runs) {
  const times = Object.fromEntries(Object.keys(steps).map((step) => [step, { scp: [], floor: [], requests: 0 }]));
  try {
    for (let run = 1; run <= runs; run++) {
      console.log(`run ${run} of ${runs} ...`);
      for (const [step, args] of Object.entries(steps)) {
        const before = await emulator.requestCount();
        times[step].scp.push(await scp.pulumi(...args));
        times[step].requests = (await emulator.requestCount()) - before;
      }
      for (const [step, args] of Object.entries(steps)) times[step].floor.push(await floor.pulumi(...args));
      await emulator.reset();
    }
  } finally {
    await scp.remove();
    await floor.remove();
  }
  report(times);
}

/** What Pulumi stores of a key. */
async function storedKey(env) {
  const project = await openProject(keysProgram(1), env);
  try {
    await project.pulumi(...steps.up);
    return await project.storedResource();
  } finally {
    await project.remove();
  }
}

function report(times) {
  console.log(
    `\n${"step".padEnd(15)}${"keys".padStart(9)}${"floor".padStart(9)}${"ratio".padStart(8)}  requests of keys`,
  );
  for (const [step, { scp, floor, requests }] of Object.entries(times)) {
    const [a, b] = [median(scp), median(floor)];
    const cells = [seconds(a).padStart(9), seconds(b).padStart(9), (a / b).toFixed(2).padStart(8)];
    console.log(`${step.padEnd(15)}${cells.join("")}  ${requests}`);
  }
}

async function openEmulator() {
  const emulator = await startEmulator();
  return {
    ...emulator,
    requestCount: async () => (await (await fetch(`${emulator.url}/_emulator/requests`)).json()).requests.length,
    reset: () => fetch(`${emulator.url}/_emulator/reset`, { method: "POST" }),
  };
}

if (values.help) console.log(help);
else await bench(positive("keys"), positive("runs"), values["skip-checkpoints"]);
