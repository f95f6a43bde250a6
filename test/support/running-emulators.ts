import { afterEach } from "@jest/globals";
import { startEmulator, type Emulator, type EmulatorOptions } from "../../emulator/index";
import { EmulatorClient } from "./emulator-client";

interface Running {
  readonly emulator: Emulator;
  readonly client: EmulatorClient;
}

/** A function that starts emulators in this process; they are closed after the test. */
export function useEmulators(): (options?: EmulatorOptions) => Promise<Running> {
  const running: Running[] = [];
  afterEach(async () => {
    for (const { client, emulator } of running.splice(0)) {
      client.close();
      await emulator.close();
    }
  });
  return async (options = {}) => {
    const emulator = await startEmulator(options);
    const started = { emulator, client: new EmulatorClient(emulator) };
    running.push(started);
    return started;
  };
}
