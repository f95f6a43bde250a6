// A process of the simulation: it gets jobs from its parent, and answers each. Its argument is a module that does them.
import { createRequire } from "node:module";
import { inRoot } from "../run/project.mjs";

const require = createRequire(import.meta.url);
require("ts-node").register({ transpileOnly: true });
const { newWorker } = require(inRoot(process.argv[2]));

const work = await newWorker();
process.on("message", async ({ id, job }) => {
  try {
    process.send({ id, result: await work(job) });
  } catch (error) {
    process.send({ id, error: error.stack });
  }
});
process.send({ id: "ready" });
