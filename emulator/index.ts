import { collections } from "./collections";
import type { EmulatorContext } from "./context";
import type { Credentials } from "./credentials";
import { decodeDocument, withFile } from "./document";
import { newContext } from "./new-context";
import type { OpenRequest } from "./requests/request-log";
import { checkRegion } from "./scp/place";
import { startServer } from "./server";
import { seedChanges } from "./snapshot/load";
import { isPrepared, prepare } from "./start-state";
import { Store } from "./store/store";
import { worldDocument } from "./world/changes";
import type { SwitchChanges } from "./world/switches";
import { World } from "./world/world";

export interface EmulatorOptions {
  /** The port; 0, the default, takes any free one. */
  readonly port?: number;
  /**
   * The file that keeps all state. The next emulator that is started with this file continues with it. Without a file,
   * state is kept in memory.
   */
  readonly stateFile?: string;
  /**
   * The region that the emulator's URL alone means: any that there is. The default is that of the state file, or kr-west1.
   */
  readonly region?: string;
  /**
   * A file with a snapshot: its state is the start state. With a state file that holds state already, it is not read.
   */
  readonly seedFile?: string;
  /** A file with a JSON object of switches, which decide what nobody knows of the real services. */
  readonly worldFile?: string;
  /** @internal */
  readonly onRequest?: (entry: OpenRequest) => void;
}

/** A running emulator, and what a program needs to use it. */
export interface Emulator extends Credentials {
  /** Serves SCP, SpaceONE and the admin API: `http://127.0.0.1:<port>`. */
  readonly url: string;
  /** Stops the emulator at once. The state file stays. */
  readonly close: () => Promise<void>;
}

/**
 * Starts an emulator of Samsung Cloud Platform and SpaceONE in this process, on the loopback address only.
 *
 * Rejects where the port is taken, a file cannot be used or there is no such region.
 *
 * @example
 * const emulator = await startEmulator();
 * process.env.SCP_AUTH_URL = `${emulator.url}/v1`;
 * // ...
 * await emulator.close();
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  if (options.region !== undefined) checkRegion(options.region);
  const world = new World(options.worldFile === undefined ? {} : readWorld(options.worldFile));
  const store = new Store(collections, options.stateFile);
  try {
    const context = newContext(store, world);
    if (options.seedFile !== undefined && !isPrepared(store)) seed(context, options.seedFile);
    const credentials = await prepare(store, context.clock.now(), options.region);
    const server = await startServer(context, options.port ?? 0, options.onRequest);
    return {
      url: server.url,
      ...credentials,
      async close() {
        await server.close();
        store.close();
      },
    };
  } catch (error) {
    store.close();
    throw error;
  }
}

function readWorld(file: string): SwitchChanges {
  return withFile("world file", file, (text) => decodeDocument(worldDocument, text));
}

/** Fills an empty store. */
function seed({ clock, store }: EmulatorContext, file: string): void {
  store.replace(withFile("seed file", file, (text) => seedChanges(text, clock)));
}
