// What starting takes: a program's import and the plugin's first use of a kind, each against the same without this package.
import { spawnSync } from "node:child_process";
import { aboveFloor } from "./figures.mjs";

const sdk = 'require("@pulumi/pulumi");';
const started = "const started = performance.now();";
const told = "console.log(performance.now() - started);";

/** Scripts whose own time is printed, and what each is compared with. */
const starts = {
  "program start": {
    scp: `${started} ${sdk} require("pulumi-scp"); ${told}`,
    floor: `${started} ${sdk} ${told}`,
  },
  "plugin's first kind": {
    scp: `${sdk} ${started} require("pulumi-scp/provider").get("KmsKey"); ${told}`,
    floor: `${sdk} ${started} require("./bench/floor.cjs"); ${told}`,
  },
};

/** Prints medians of alternating runs, and how much more this package takes. */
export function compareStarts(checkout, runs) {
  console.log(`\nstarts, ${runs} alternating runs each`);
  for (const [name, { scp, floor }] of Object.entries(starts)) {
    const times = { scp: [], floor: [] };
    for (let run = 0; run < runs; run++) {
      times.scp.push(time(checkout, scp));
      times.floor.push(time(checkout, floor));
    }
    console.log(aboveFloor(name, times));
  }
}

function time(cwd, script) {
  const { stdout, stderr, status } = spawnSync(process.execPath, ["-e", script], { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(`a start failed:\n${stderr}`);
  return Number(stdout.trim().split("\n").at(-1));
}
