import { afterAll, beforeAll, beforeEach } from "@jest/globals";
import { startEmulator, type Emulator } from "../../emulator/index";
import { EmulatorClient } from "./emulator-client";

/** An emulator for all tests of a file, at its start state before each, and the client of its first account. */
export function useEmulator(): { readonly client: EmulatorClient; readonly emulator: Emulator } {
  let running: { client: EmulatorClient; emulator: Emulator } | undefined;
  const get = () => {
    if (!running) throw new Error("the emulator runs only while tests do");
    return running;
  };
  beforeAll(async () => {
    const emulator = await startEmulator();
    running = { emulator, client: new EmulatorClient(emulator) };
  });
  beforeEach(() => get().client.reset());
  afterAll(async () => {
    get().client.close();
    await get().emulator.close();
  });
  return {
    get client() {
      return get().client;
    },
    get emulator() {
      return get().emulator;
    },
  };
}
