// Plays every fault of every request of every flow, and pairs of them, in two processes.
import { availableParallelism } from "node:os";
import { writeTest } from "./simulate/found.mjs";
import { optionsOf, usage } from "./simulate/options.mjs";
import { Report } from "./simulate/report.mjs";
import { Workers } from "./simulate/workers.mjs";

/** Of a message about a flow that is left out. */
const mostCharacters = 400;

/** Further violations are counted only. */
const mostShown = 20;

/** The kinds that are named, or all. */
async function chosenKinds(named, workers) {
  const known = await workers.do({ what: "kinds" });
  const unknown = named.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`there is no kind ${unknown}: ${known.join(", ")}`);
  return named.length === 0 ? known : named;
}

async function simulateWorlds({ kind, minutes, seed, all }, workers) {
  const report = new Report();
  const since = performance.now();
  const kinds = await chosenKinds(kind, workers);
  const worlds = await workers.do({ what: "worlds" });
  const isOver = all ? () => false : () => performance.now() > since + minutes * 60_000;
  let flows = 0;
  let round = seed;
  do {
    const jobs = worlds.flatMap((world) => kinds.map((name) => ({ what: "sample", kind: name, world, seed: round })));
    let done = 0;
    const progress = new Progress(() => `${done} of ${jobs.length} kinds in worlds, ${report.violations} violations`);
    await workers.doAll(
      shuffled(jobs, round),
      (job, { tally, flows: played, failing }) => {
        done++;
        for (const text of failing) console.log(`left out: ${job.kind}, ${text.slice(0, mostCharacters)}`);
        flows += played;
        add(report, job.kind, 1, tally);
        progress.tell();
      },
      isOver,
    );
    console.log(`seed ${round}: a part of the flows of ${done} of ${jobs.length} kinds in worlds`);
    round++;
  } while (!all && !isOver());
  return { report, flows, seconds: (performance.now() - since) / 1000 };
}

async function simulate({ kind, minutes, seed, all, world: named }, workers) {
  const report = new Report();
  const since = performance.now();
  const kinds = await chosenKinds(kind, workers);

  const world = await workers.do({ what: "world", world: named });
  const flows = [];
  await workers.doAll(
    kinds.map((name) => ({ what: "flows", kind: name, world })),
    (job, found) => {
      flows.push(...found.flows.map((flow) => ({ kind: job.kind, flow, world })));
      for (const text of found.failing) console.log(`left out: ${job.kind}, ${text.slice(0, mostCharacters)}`);
    },
  );
  const end = since + minutes * 60_000;
  const isOver = all ? () => false : () => performance.now() > end;
  let round = seed;
  do {
    const pairs = await playSingles(workers, report, flows, round);
    const { played, stoodFor } = await playPairs(workers, report, shuffled(pairs, round), isOver);
    console.log(
      `seed ${round}: ${played} of ${pairs.length} first faults with all second ones; ` +
        `${stoodFor} pairs go on as others do, and were not played`,
    );
    round++;
  } while (!all && !isOver());
  return { report, flows: flows.length, seconds: (performance.now() - since) / 1000 };
}

/** Plays all flows under single faults. Returns what can be played as pairs. */
async function playSingles(workers, report, flows, seed) {
  const pairs = [];
  await workers.doAll(
    flows.map((flow) => ({ what: "singles", flow: { ...flow, seed } })),
    ({ flow }, { tally, firsts }) => {
      add(report, flow.kind, 1, tally);
      pairs.push(...firsts.map((first) => ({ what: "pairs", flow, first })));
    },
  );
  return pairs;
}

async function playPairs(workers, report, jobs, isOver) {
  let played = 0;
  let stoodFor = 0;
  const progress = new Progress(() => `${played} of ${jobs.length} first faults, ${report.violations} violations`);
  await workers.doAll(
    jobs,
    ({ flow }, tally) => {
      played++;
      stoodFor += tally.stoodFor;
      add(report, flow.kind, 2, tally);
      progress.tell();
    },
    isOver,
  );
  return { played, stoodFor };
}

/** Says once a minute how far things are. */
class Progress {
  constructor(text) {
    this.text = text;
    this.since = this.last = performance.now();
  }

  tell() {
    const now = performance.now();
    if (now - this.last < 60_000) return;
    this.last = now;
    console.log(`  ${((now - this.since) / 60_000).toFixed(0)} min: ${this.text()}`);
  }
}

function add(report, kind, faultsEach, tally) {
  for (const [index, violation] of tally.found.entries()) {
    if (report.violations + index >= mostShown) break;
    console.log(`\n${JSON.stringify(violation.trace)}\n  ${violation.violations.join("\n  ").slice(0, 2000)}`);
    console.log(`  ${writeTest(violation)}`);
  }
  report.add(kind, faultsEach, tally);
}

/** The same order for the same seed. */
function shuffled(jobs, seed) {
  const rank = (job) => {
    let hash = seed;
    for (const char of JSON.stringify(job)) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
    return hash >>> 0;
  };
  return jobs
    .map((job) => [rank(job), job])
    .sort(([a], [b]) => a - b)
    .map(([, job]) => job);
}

async function replay(trace, workers) {
  const { transcript, violations } = await workers.do({ what: "play", trace });
  for (const line of [...transcript, "", ...violations]) console.log(line);
  console.log(`${violations.length} violations`);
  return violations.length;
}

async function main() {
  const options = optionsOf(process.argv.slice(2));
  if (options.help) {
    console.log(usage);
    return;
  }
  const count = options.trace === undefined ? Math.min(2, availableParallelism()) : 1;
  const workers = new Workers(count, "test/simulation/worker.ts");
  try {
    if (options.trace !== undefined) {
      process.exitCode = (await replay(options.trace, workers)) === 0 ? 0 : 1;
      return;
    }
    const { report, flows, seconds } = await (options.worlds ? simulateWorlds : simulate)(options, workers);
    console.log(
      `\nFaults that were played, singly + in pairs. A point is a play in which all its faults happened:\n\n${report.table()}\n`,
    );
    console.log(
      `${flows} flows, ${report.plays} plays, ${report.operations} operations in ${seconds.toFixed(0)} s, ` +
        `${(report.operations / seconds).toFixed(0)} per second: ${report.calls} calls of the engine, which the plugins ` +
        `answered, and ${report.requests} requests of the plugins, which the emulator answered or a fault met`,
    );
    console.log(`${report.violations} violations`);
    process.exitCode = report.violations === 0 ? 0 : 1;
  } finally {
    workers.stop();
  }
}

await main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
