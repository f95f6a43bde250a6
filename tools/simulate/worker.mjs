// A process that plays: it gets jobs from its parent, and answers each.
import { createRequire } from "node:module";
import { serve } from "./serve.mjs";

const require = createRequire(import.meta.url);
require("ts-node").register({ transpileOnly: true });
const { newWorker } = require("../../test/simulation/worker.ts");

serve(await newWorker());
