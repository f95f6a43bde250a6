import { startEmulator } from "../index";
import type { OpenRequest } from "../requests/request-log";

/** The options of the command, as its arguments say them. */
export interface ServeOptions {
  readonly port: number;
  readonly region?: string;
  readonly state?: string;
  readonly seed?: string;
  readonly world?: string;
  readonly quiet?: boolean;
}

/** Starts an emulator that runs until a signal ends this process. Rejects where it cannot be started. */
export async function serve({ port, region, seed, state, world, quiet }: ServeOptions): Promise<void> {
  const starting = startEmulator({
    port,
    ...(region !== undefined && { region }),
    ...(state !== undefined && { stateFile: state }),
    ...(seed !== undefined && { seedFile: seed }),
    ...(world !== undefined && { worldFile: world }),
    ...(!quiet && { onRequest: logRequest }),
  });
  const stop = () => void starting.then(({ close }) => close()).finally(() => process.exit(0));
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  const { close: _close, ...firstLine } = await starting;
  process.stdout.write(`${JSON.stringify(firstLine)}\n`);
}

function logRequest({ method, path, status, durationMs }: OpenRequest): void {
  console.error(`${method} ${path} ${String(status)} ${String(durationMs)} ms`);
}
