import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { spawnEmulator } from "../../tools/stack.cjs";
import type { EmulatorAddress } from "./emulator-client";

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The emulator as users start it: its own process, built. */
export class SpawnedEmulator {
  readonly child: ChildProcess;
  /** Resolves when it has ended. */
  readonly ended: Promise<Ended>;
  #stdout = "";
  #stderr = "";

  /** @param nodeOptions options of Node, not of the emulator */
  constructor(args: readonly string[], nodeOptions: readonly string[] = []) {
    this.child = spawnEmulator(args, ["ignore", "pipe", "pipe"], nodeOptions);
    this.child.stdout?.on("data", (chunk: Buffer) => (this.#stdout += chunk.toString()));
    this.child.stderr?.on("data", (chunk: Buffer) => (this.#stderr += chunk.toString()));
    this.ended = once(this.child, "close").then(([code, signal]) => ({
      code: code as number | null,
      signal: signal as NodeJS.Signals | null,
      stdout: this.#stdout,
      stderr: this.#stderr,
    }));
  }

  /** Starts one and waits for its first line. */
  static async start(...args: string[]): Promise<{ emulator: SpawnedEmulator; address: EmulatorAddress }> {
    const emulator = new SpawnedEmulator(args);
    return { emulator, address: JSON.parse(await emulator.firstLine()) as EmulatorAddress };
  }

  get stdout(): string {
    return this.#stdout;
  }

  get stderr(): string {
    return this.#stderr;
  }

  async firstLine(): Promise<string> {
    while (!this.#stdout.includes("\n")) {
      const waited = await Promise.race([this.ended, once(this.child.stdout ?? this.child, "data")]);
      if ("code" in waited) throw new Error(`the emulator ended: ${waited.stderr}`);
    }
    return this.#stdout.slice(0, this.#stdout.indexOf("\n"));
  }

  /** Waits until standard error has had such a line. */
  async logged(line: RegExp): Promise<void> {
    while (!line.test(this.#stderr)) {
      const waited = await Promise.race([this.ended, once(this.child.stderr ?? this.child, "data")]);
      if ("code" in waited) throw new Error(`the emulator ended: ${waited.stderr}`);
    }
  }

  /** Ends it with a signal and waits until it is gone. */
  async kill(signal: NodeJS.Signals): Promise<Ended> {
    this.child.kill(signal);
    return this.ended;
  }
}
