// The command line of `npm run simulate`.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";

export const usage = `Usage: npm run simulate -- [options]

Plays all flows of all kinds in virtual time: under each fault of each request, then under pairs of faults.

  --kind NAME      only this kind; may be given several times
  --minutes N      how long pairs are played; 10 by default, 0 plays single faults only
  --all            all pairs once, however long that takes, instead of --minutes
  --seed N         where the randomness begins, and the order of the pairs; 1 by default
  --world WORLD    where the emulator behaves otherwise: a switch, as name=value, or a file of switches; may be given several
                   times. Flows that fail there without any fault are left out
  --worlds         single faults in the worlds of simulate:worlds instead of pairs, each time of an eighth of the flows
  --trace FILE     plays one trace, as a violation prints it, and shows all that happens; "-" reads it from standard input
`;

const options = {
  kind: { type: "string", multiple: true, default: [] },
  minutes: { type: "string", default: "10" },
  all: { type: "boolean", default: false },
  seed: { type: "string", default: "1" },
  world: { type: "string", multiple: true, default: [] },
  worlds: { type: "boolean", default: false },
  trace: { type: "string" },
  help: { type: "boolean", short: "h", default: false },
};

/** Throws an error that says what is wrong. */
export function optionsOf(args) {
  const { values } = parseArgs({ args, options });
  return {
    ...values,
    minutes: numberOf("minutes", values.minutes, /^\d+(\.\d+)?$/, "a number, for example 10 or 0.5"),
    seed: numberOf("seed", values.seed, /^\d{1,9}$/, "a whole number"),
    world: Object.assign({}, ...values.world.map(worldIn)),
    trace: values.trace === undefined ? undefined : traceIn(values.trace),
  };
}

function numberOf(name, text, pattern, allowed) {
  if (!pattern.test(text)) throw new Error(`--${name} must be ${allowed}`);
  return Number(text);
}

/** The switches of a file, or one as `name=value`. */
function worldIn(text) {
  const [, name, value] = /^(\w+)=(\w+)$/.exec(text) ?? [];
  return name === undefined ? jsonIn(text, "--world must be name=value or name a file of switches") : { [name]: value };
}

function traceIn(file) {
  return jsonIn(file === "-" ? 0 : file, "--trace must name a file with a trace");
}

function jsonIn(file, rule) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Error(`${rule}: ${error.message}`);
  }
}
