// Tells one process from another that got the same number later: a pid alone may belong to anyone after a crash.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * `pid@start` of a running process, or undefined when there is none. A zombie counts as none: it runs no more, and
 * where nobody collects it (a container without an init process) it keeps its number for ever.
 */
export function processIdentity(pid) {
  const started = startedByProc(pid) ?? startedByPs(pid);
  return started === gone ? undefined : `${pid}@${started}`;
}

/** True while the very process runs that `identity` was made for. */
export function isRunning(identity) {
  return processIdentity(pidOf(identity)) === identity;
}

export function pidOf(identity) {
  return Number.parseInt(identity, 10);
}

const gone = Symbol("no such process");

/** Linux: start time in clock ticks since boot, which is only unique together with the boot. Undefined elsewhere. */
function startedByProc(pid) {
  let boot;
  try {
    boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").slice(0, 8);
  } catch {
    return undefined;
  }
  try {
    // The second field is the command in parentheses, which may itself hold spaces and parentheses.
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? gone : `${boot}-${fields[19]}`;
  } catch {
    return gone;
  }
}

/** macOS and the BSDs. */
function startedByPs(pid) {
  try {
    const env = { ...process.env, LC_ALL: "C", TZ: "UTC" };
    const [state, ...start] = execFileSync("ps", ["-o", "stat=,lstart=", "-p", String(pid)], { encoding: "utf8", env })
      .trim()
      .split(/\s+/);
    return state.startsWith("Z") ? gone : start.join("-");
  } catch (error) {
    return error.code === "ENOENT" && answersSignals(pid) ? "unknown" : gone;
  }
}

function answersSignals(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
