import "../time/borrowed";

import { seededRandom } from "../../../emulator/random";
import type { EmulatorClient } from "../../support/emulator-client";
import { borrow } from "../time/borrowed";
import { VirtualTime } from "../time/virtual-time";
import { SimulatedNetwork } from "./network";
import { SimulatedProcess } from "./process";
import { SimulatedEmulator, type Holdings } from "./simulated-emulator";

/** When each simulation begins. */
const beginning = Date.parse("2026-01-01T00:00:00Z");

/** What can be gone back to. */
export interface Moment {
  readonly holdings: Holdings;
  readonly now: number;
}

/** Life cycle, clients and emulator in one process and one thread, with virtual time and a simulated network. */
export class SimulatedWorld {
  /** What has happened, line by line. */
  readonly transcript: string[] = [];
  /** What users see: messages, warnings and the request log. */
  readonly shown: string[] = [];
  /** Calls of plugin processes so far. */
  calls = 0;
  private random: () => number = () => 0;

  private constructor(
    readonly time: VirtualTime,
    readonly emulator: SimulatedEmulator,
    readonly client: EmulatorClient,
    readonly network: SimulatedNetwork,
  ) {}

  static async start(): Promise<SimulatedWorld> {
    // Each process would read and copy the file for connections that it never opens.
    delete process.env["SSL_CERT_FILE"];
    const time = new VirtualTime();
    time.now = beginning;
    borrow(time, seededRandom(0));
    const emulator = await SimulatedEmulator.start(time);
    const network = new SimulatedNetwork(time, emulator);
    const world = new SimulatedWorld(time, emulator, emulator.newClient(), network);
    network.tell = world.tell;
    return world;
  }

  readonly tell = (line: string): void => {
    this.transcript.push(`${((this.time.now - beginning) / 1000).toFixed(3)} ${line}`);
  };

  /** All randomness from here on follows from the seed. */
  seed(seed: number): void {
    this.random = seededRandom(seed);
    borrow(this.time, this.random);
  }

  save(): Moment {
    return { holdings: this.emulator.save(), now: this.time.now };
  }

  goBackTo({ holdings, now }: Moment): void {
    this.time.clear();
    this.network.reset(new Map());
    this.time.now = now;
    this.emulator.load(holdings);
    this.transcript.length = 0;
    this.shown.length = 0;
  }

  /** Runs a `pulumi` command: with a plugin process of its own. */
  async command<T>(kind: string, work: (process: SimulatedProcess) => Promise<T>): Promise<T> {
    const process = new SimulatedProcess(kind, {
      time: this.time,
      random: this.random,
      config: this.emulator.config,
      warn: (line) => this.shown.push(line),
    });
    this.network.process = process;
    try {
      return await work(process);
    } finally {
      this.calls += process.calls;
      process.kill();
    }
  }
}
