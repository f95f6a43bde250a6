// A process that lives flows in worlds: it gets jobs from its parent, and answers each.
import { createRequire } from "node:module";
import { serve } from "./serve.mjs";

const require = createRequire(import.meta.url);
require("ts-node").register({ transpileOnly: true });
const { newWorker } = require("../../test/simulation/worlds/worker.ts");

serve(await newWorker());
