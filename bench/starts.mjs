// What one `pulumi` command costs before it does anything: each setting beside the one without it.
import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkout } from "../tools/stack.cjs";
import { openProject } from "./project.mjs";

const typescript = `
import * as scp from "pulumi-scp";
export const id = new scp.KmsKey("key", { purpose: "aes-256" }).id;
`;
const javascript = `
const scp = require("pulumi-scp");
exports.id = new scp.KmsKey("key", { purpose: "aes-256" }).id;
`;

/** Programs and settings that users choose between. */
const choices = {
  "TypeScript, as it is": { program: typescript, main: "index.ts", options: [] },
  "TypeScript, compile cache": { program: typescript, main: "index.ts", options: [], isCached: true },
  "TypeScript, transpiled only, compile cache": {
    program: typescript,
    main: "index.ts",
    options: [],
    isCached: true,
    env: { PULUMI_NODEJS_TRANSPILE_ONLY: "true" },
  },
  "JavaScript, as it is": { program: javascript, main: "index.js", options: ["typescript: false"] },
  "JavaScript, compile cache": {
    program: javascript,
    main: "index.js",
    options: ["typescript: false"],
    isCached: true,
  },
};

/** Measures an `up` that changes nothing and a `refresh` of a stack with one key, for each choice in turn. */
export async function compareChoices(cloud, { runs, progress }) {
  const cache = await mkdtemp(join(tmpdir(), "pulumi-scp-bench-cache-"));
  const projects = new Map();
  try {
    for (const [name, { program, isCached, env, ...how }] of Object.entries(choices)) {
      const setting = isCached ? { NODE_COMPILE_CACHE: cache } : { NODE_DISABLE_COMPILE_CACHE: "1" };
      const project = await openProject(program, { ...cloud.env, ...setting, ...env }, how);
      projects.set(name, project);
      await project.run("up");
    }
    const measurements = {};
    for (let run = 0; run <= runs; run++) {
      for (const [name, project] of projects) {
        progress(`starts, run ${run} of ${runs}: ${name}`);
        for (const step of ["up, no change", "refresh"]) {
          const one = await project.run(step);
          // The first run only fills the cache.
          if (run > 0) ((measurements[name] ??= {})[step] ??= []).push(one);
        }
      }
    }
    return measurements;
  } finally {
    for (const project of projects.values()) await project.remove();
    await rm(cache, { recursive: true, force: true });
  }
}

const sdk = 'require("@pulumi/pulumi");';
const begin = "const begun = process.cpuUsage();";
const told = "const { user, system } = process.cpuUsage(begun); console.log((user + system) / 1000);";

/** What is loaded, with the processor time of just that. */
const parts = {
  "the SDK": `${begin} ${sdk} ${told}`,
  "this package, in a program": `${sdk} ${begin} require("pulumi-scp"); ${told}`,
  "this package's first kind, in the plugin": `${sdk} ${begin} require("pulumi-scp/provider").get("KmsKey"); ${told}`,
  "its clients, with the first request": `
    require("pulumi-scp/provider").get("KmsKey"); ${begin} require("./dist/provider/clients/scp/scp-connection"); ${told}`,
};

/** Measures the loading of each part in a process of its own, in milliseconds, without and with a compile cache. */
export async function measureParts({ runs, progress }) {
  const cache = await mkdtemp(join(tmpdir(), "pulumi-scp-bench-cache-"));
  const settings = { plain: { NODE_DISABLE_COMPILE_CACHE: "1" }, cached: { NODE_COMPILE_CACHE: cache } };
  const measurements = {};
  try {
    for (let run = 0; run <= runs; run++) {
      progress(`parts, run ${run} of ${runs}`);
      for (const [name, script] of Object.entries(parts)) {
        for (const [setting, env] of Object.entries(settings)) {
          const one = timeOf(script, env);
          if (run > 0) ((measurements[name] ??= {})[setting] ??= []).push(one);
        }
      }
    }
    return measurements;
  } finally {
    await rm(cache, { recursive: true, force: true });
  }
}

function timeOf(script, env) {
  const options = { cwd: checkout, encoding: "utf8", env: { ...process.env, ...env } };
  const { stdout, stderr, status } = spawnSync(process.execPath, ["-e", script], options);
  if (status !== 0) throw new Error(`a start failed:\n${stderr}`);
  return Number(stdout.trim().split("\n").at(-1));
}
