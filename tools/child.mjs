// Child processes of the tools: seen to the end, told about signals, quiet unless they fail.
import { spawn } from "node:child_process";

/** How often a long command says that it still goes on. */
const progressMs = 15_000;

const stopSignals = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };
const running = new Set();
let stopSignal;

/** Ctrl-C reaches the whole group by itself; other signals come to this process only and are passed on. */
function passOn(signal) {
  stopSignal = signal;
  if (signal !== "SIGINT") for (const { child } of running) child?.kill(signal);
}

/**
 * While children run, signals wait for their end; else they do what they always do. A child is watched from before its
 * start: it may be at work, and be noticed, before this process goes on.
 */
function watch() {
  if (running.size === 0) for (const signal of Object.keys(stopSignals)) process.on(signal, passOn);
  const watched = { child: undefined };
  running.add(watched);
  return watched;
}

function unwatch(watched) {
  running.delete(watched);
  if (running.size > 0) return;
  for (const signal of Object.keys(stopSignals)) process.off(signal, passOn);
  if (stopSignal) process.exit(128 + stopSignals[stopSignal]);
}

/**
 * Runs a command that may talk to the terminal. Resolves to its exit code (1 where a signal ended it).
 * `stdio` is as for `spawn`.
 */
export function run(command, args, { stdio = "inherit", onOutput, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const watched = watch();
    const child = spawn(command, args, { ...options, stdio });
    watched.child = child;
    child.on("error", (error) => {
      unwatch(watched);
      reject(new Error(`${command} cannot be started: ${error.message}`));
    });
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", onOutput);
    child.on("close", (code) => {
      unwatch(watched);
      resolve(code ?? 1);
    });
  });
}

/**
 * Runs a command and keeps its output back. Resolves to the exit code and the output; `onProgress(seconds, output)` is
 * called every 15 seconds.
 */
export async function runQuietly(command, args, { onProgress, ...options } = {}) {
  let output = "";
  const since = Date.now();
  const timer = onProgress
    ? setInterval(() => onProgress(Math.round((Date.now() - since) / 1000), output), progressMs)
    : undefined;
  try {
    const stdio = ["ignore", "pipe", "pipe"];
    const code = await run(command, args, { ...options, stdio, onOutput: (text) => (output += text) });
    return { code, output };
  } finally {
    clearInterval(timer);
  }
}

/** The end of a long output, for an error message. */
export function lastLines(text, count = 20) {
  return text.trimEnd().split("\n").slice(-count).join("\n");
}
