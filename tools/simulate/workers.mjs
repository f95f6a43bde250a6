// Processes that do jobs beside each other.
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

export class Workers {
  /** `module`: what does the jobs, such as test/simulation/worker.ts. */
  constructor(count, module) {
    this.workers = Array.from({ length: count }, () => new Worker(module));
  }

  /** Resolves to the result of one job. */
  do(job) {
    return this.workers[0].do(job);
  }

  /** Does all jobs, in about this order, until there are none or `isOver()`; `done(job, result)` gets each result. */
  async doAll(jobs, done, isOver = () => false) {
    const left = [...jobs];
    await Promise.all(
      this.workers.map(async (worker) => {
        while (left.length > 0 && !isOver()) {
          const job = left.shift();
          done(job, await worker.do(job));
        }
      }),
    );
  }

  stop() {
    for (const worker of this.workers) worker.stop();
  }
}

class Worker {
  constructor(module) {
    this.waiting = new Map();
    this.next = 0;
    this.child = fork(fileURLToPath(new URL("worker.mjs", import.meta.url)), [module], {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    this.isReady = new Promise((resolve, reject) => {
      this.waiting.set("ready", { resolve, reject });
    });
    this.child.on("message", ({ id, result, error }) => {
      const { resolve, reject } = this.waiting.get(id);
      this.waiting.delete(id);
      if (error === undefined) resolve(result);
      else reject(new Error(error));
    });
    this.child.on("exit", (code) => {
      for (const { reject } of this.waiting.values())
        reject(new Error(`a process of the simulation ended with ${code}`));
    });
  }

  async do(job) {
    await this.isReady;
    const id = this.next++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.child.send({ id, job });
    });
  }

  stop() {
    this.child.removeAllListeners("exit");
    this.child.kill();
  }
}
