// A process that plays: it gets jobs from its parent, and answers each.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
require("ts-node").register({ transpileOnly: true });
const { newWorker } = require("../../test/simulation/worker.ts");

const work = await newWorker();

process.on("message", async ({ id, job }) => {
  try {
    process.send({ id, result: await work(job) });
  } catch (error) {
    process.send({ id, error: error.stack });
  }
});
process.send({ id: "ready" });
