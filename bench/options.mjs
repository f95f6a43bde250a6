// The options of the benchmark.
import { parseArgs } from "node:util";
import { kinds } from "./kinds.mjs";
import { commands } from "./project.mjs";

const parts = ["stacks", "starts", "plugin", "emulator"];

export const help = `Usage: npm run bench -- [options]

Measures what users meet, beside two floors in the same run: trivial dynamic resources with the same visible properties that
make as many plain requests (fair), and ones with no more than a dynamic resource needs (bare). Writes bench/results.md and
bench/results.svg. Without options it takes some minutes.

  --parts LIST        ${parts.join(", ")}: what is measured (default: all of it)
  --kinds LIST        ${Object.keys(kinds).join(", ")}: of what the stacks are made (default keys)
  --steps LIST        ${Object.keys(commands)
    .map((step) => JSON.stringify(step))
    .join(", ")} separated by ";"
                      (default all; up comes first, and destroy last)
  --sizes LIST        how many resources a stack has (default 50; of several the growth is told too; 2000
                      takes hours with checkpoints)
  --runs N            alternating runs of each (default 3)
  --checkpoints WHICH without, with or both: Pulumi's checkpoint after each step (default without, since it hides the rest)
  --plugin-keys N     keys through the plugin process without the engine (default 2000, at most 10000)
  --per-second N      how many requests a second the service allows while the plugin process refreshes (default: any number)
  --held N            how many keys and secrets the emulator holds when it is measured (default 10000)
  --out FOLDER        where the results are written (default bench)
`;

const given = {
  parts: { type: "string", default: parts.join(",") },
  kinds: { type: "string", default: "keys" },
  steps: { type: "string", default: Object.keys(commands).join(";") },
  sizes: { type: "string", default: "50" },
  runs: { type: "string", default: "3" },
  checkpoints: { type: "string", default: "without" },
  "plugin-keys": { type: "string", default: "2000" },
  "per-second": { type: "string" },
  held: { type: "string", default: "10000" },
  out: { type: "string", default: "bench" },
  help: { type: "boolean", default: false },
};

/** Reads the options of a command line; throws an error that names the wrong one. */
export function readOptions(args) {
  const { values } = parseArgs({ args, options: given });
  const number = (name, most = Infinity) => wholeNumber(values[name], name, most);
  const list = (name, known) => listOf(values[name], name, known);
  return {
    help: values.help,
    parts: list("parts", parts),
    kinds: list("kinds", Object.keys(kinds)),
    steps: listOf(values.steps, "steps", Object.keys(commands), ";"),
    sizes: values.sizes
      .split(",")
      .map((size) => wholeNumber(size, "sizes", 10_000))
      .sort((a, b) => a - b),
    runs: number("runs"),
    checkpoints: { without: [false], with: [true], both: [false, true] }[
      oneOf(values.checkpoints, "checkpoints", ["without", "with", "both"])
    ],
    pluginKeys: number("plugin-keys", 10_000),
    perSecond: values["per-second"] === undefined ? undefined : number("per-second"),
    held: number("held", 10_000),
    out: values.out,
  };
}

function wholeNumber(text, name, most) {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new Error(
    `--${name} must have whole numbers from 1 on${most === Infinity ? "" : ` and up to ${most}`}, not ${text}`,
  );
}

function listOf(text, name, known, separator = ",") {
  return text.split(separator).map((one) => oneOf(one.trim(), name, known));
}

function oneOf(text, name, known) {
  if (known.includes(text)) return text;
  throw new Error(`--${name} knows ${known.join(", ")}, not ${text}`);
}
