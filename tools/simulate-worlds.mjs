// Lives all flows of all kinds in worlds in which each value of a switch meets each value of every other one.
import { availableParallelism } from "node:os";

import { Workers } from "./simulate/workers.mjs";

/** A violation may show what a service holds. */
const mostCharacters = 2000;

const workers = new Workers(Math.min(2, availableParallelism()), "test/simulation/worlds/worker.ts");
try {
  const since = performance.now();
  const { text, worlds } = await workers.do({ what: "extent" });
  console.log(text);
  const sum = { flows: 0, messages: 0, failures: 0 };
  await workers.doAll(
    Array.from({ length: worlds }, (_, index) => ({ what: "world", index })),
    ({ index }, { flows, messages, wrong }) => {
      sum.flows += flows;
      sum.messages += messages;
      sum.failures += wrong.length;
      for (const one of wrong) console.log(`world ${index}: ${one.slice(0, mostCharacters)}`);
    },
  );
  const seconds = ((performance.now() - since) / 1000).toFixed(0);
  console.log(`${sum.flows} flows, with ${sum.messages} messages that say what was met, in ${seconds} s`);
  console.log(`${sum.failures} failures`);
  process.exitCode = sum.failures === 0 ? 0 : 1;
} finally {
  workers.stop();
}
