import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A process as everybody on the machine may see it. */
export interface SeenProcess {
  readonly pid: number;
  /** The command and its arguments. */
  readonly args: string;
}

/** What a process has started, and what that has started. */
export async function processesBelow(pid: number): Promise<readonly SeenProcess[]> {
  const { stdout } = await run("ps", ["-A", "-ww", "-o", "pid=", "-o", "ppid=", "-o", "args="], { maxBuffer: 1e8 });
  const all = [...stdout.matchAll(/^ *(\d+) +(\d+) (.*)$/gm)].map(([, child, parent, args = ""]) => ({
    pid: Number(child),
    parent: Number(parent),
    args,
  }));
  const below = (above: number): readonly SeenProcess[] =>
    all.flatMap(({ parent, ...child }) => (parent === above ? [child, ...below(child.pid)] : []));
  return below(pid);
}

/** Ends what a killed process has left behind. */
export function endAll(processes: readonly SeenProcess[]): void {
  for (const { pid } of processes) {
    try {
      process.kill(pid, "SIGKILL");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
}
