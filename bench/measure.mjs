// Runs a command to its end, and measures time, processor time and memory of it and of all processes that it starts.
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** How often the memory is looked at. */
const sampleMs = 100;

/** `times` tells a shell's own processor time and that of its children, in the form 1m2.345s. */
const timed = 'command=$1; shift; "$command" "$@"; code=$?; echo; times; exit $code';

/** Resolves to seconds of wall time and of processor time, and the most memory at one time in MB. Fails if the command does. */
export async function measured(command, args, options) {
  const started = performance.now();
  const child = spawn("/bin/sh", ["-c", timed, "sh", command, ...args], {
    ...options,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  let peak = 0;
  const sampler = setInterval(() => (peak = Math.max(peak, memoryBelow(child.pid))), sampleMs);
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  clearInterval(sampler);
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${String(code)}:\n${output}`);
  return { wall: (performance.now() - started) / 1000, cpu: childrensTime(output), memory: peak / 1024 };
}

function childrensTime(output) {
  const [, user, system] = output.trim().split("\n").reduce(lastTimes, []);
  return user + system;
}

function lastTimes(found, line) {
  const times = /^(\d+)m([\d.]+)s (\d+)m([\d.]+)s$/.exec(line);
  return times === null
    ? found
    : ["times", Number(times[1]) * 60 + Number(times[2]), Number(times[3]) * 60 + Number(times[4])];
}

/** Resident kilobytes of a process and all its descendants; 0 where /proc does not tell. */
function memoryBelow(pid) {
  const children = new Map();
  const resident = new Map();
  for (const name of processes()) {
    const status = statusOf(name);
    if (status === undefined) continue;
    children.set(status.parent, [...(children.get(status.parent) ?? []), Number(name)]);
    resident.set(Number(name), status.kilobytes);
  }
  const sum = (one) => (resident.get(one) ?? 0) + (children.get(one) ?? []).reduce((all, child) => all + sum(child), 0);
  return sum(pid);
}

function processes() {
  try {
    return readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

function statusOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/status`, "utf8");
    return { parent: numberIn(text, "PPid"), kilobytes: numberIn(text, "VmRSS") };
  } catch {
    return undefined;
  }
}

/** A number of what /proc says of the status of a process. */
function numberIn(status, name) {
  return Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0);
}

/** Linux counts processor time in hundredths of a second. */
const ticksPerSecond = 100;

/** Seconds of processor time, and resident megabytes now and at most, of a process; zeros where /proc does not tell. */
export function processOf(pid) {
  try {
    const [, rest = ""] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ");
    const fields = rest.split(" ");
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const megabytes = (name) => numberIn(status, name) / 1024;
    const cpu = (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
    return { cpu, memory: megabytes("VmRSS"), peak: megabytes("VmHWM") };
  } catch {
    return { cpu: 0, memory: 0, peak: 0 };
  }
}
