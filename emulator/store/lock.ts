import * as fs from "node:fs";
import { reason, StateFileError } from "./state-file-error";

/** The files that this process has locked. Two emulators in one process have the same process id. */
const heldHere = new Set<string>();

/**
 * Locks a state file for one emulator. The lock names the process, so that a lock left behind by SIGKILL is recognised
 * and taken over. Returns the function that unlocks.
 */
export function lockStateFile(stateFile: string): () => void {
  const lock = `${stateFile}.lock`;
  if (heldHere.has(lock)) throw inUse(stateFile, process.pid);
  try {
    createLock(lock);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
      throw new StateFileError(stateFile, `cannot be written: ${reason(error)}`, { cause: error });
    }
    takeOver(stateFile, lock);
  }
  heldHere.add(lock);
  return () => {
    heldHere.delete(lock);
    fs.rmSync(lock, { force: true });
  };
}

function takeOver(stateFile: string, lock: string): void {
  const [pid = "", startTime = ""] = readLock(lock).split(" ");
  if (Number(pid) !== process.pid && isRunning(Number(pid), startTime)) throw inUse(stateFile, Number(pid));
  fs.rmSync(lock, { force: true });
  try {
    createLock(lock);
  } catch (error) {
    throw new StateFileError(stateFile, "another emulator is starting on it", { cause: error });
  }
}

/** The content of a lock; "" where it was released just now. */
function readLock(lock: string): string {
  try {
    return fs.readFileSync(lock, "utf8").trim();
  } catch {
    return "";
  }
}

function createLock(lock: string): void {
  fs.writeFileSync(lock, `${process.pid} ${startTimeOf(process.pid)}\n`, { flag: "wx", mode: 0o600 });
}

function isRunning(pid: number, startTime: string): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return startTimeOf(pid) === startTime;
}

/**
 * The start time of a process, which tells it from a later process with the same id (field 22 of Linux's stat); empty
 * on other systems.
 */
function startTimeOf(pid: number): string {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}

function inUse(stateFile: string, pid: number): StateFileError {
  return new StateFileError(stateFile, `another emulator (process ${pid}) is using it`);
}
