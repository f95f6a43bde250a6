import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "@jest/globals";
import { startEmulator } from "../../emulator/index";
import { EmulatorClient } from "./emulator-client";

/** A state file of a test's own, and emulators that run on it one after the other. */
export interface StateFile {
  /** The file that the next emulator runs on. */
  path: string;
  /** Runs an emulator for as long as the work takes. */
  readonly run: <T>(work: (client: EmulatorClient) => Promise<T>) => Promise<T>;
  /** A copy of the file as it is now, which is what a kill would leave. */
  readonly copy: () => string;
}

/** A new state file for each test. */
export function useStateFile(): StateFile {
  let folder = "";
  const file: StateFile = {
    path: "",
    run: async (work) => {
      const emulator = await startEmulator({ stateFile: file.path });
      const client = new EmulatorClient(emulator);
      try {
        return await work(client);
      } finally {
        client.close();
        await emulator.close();
      }
    },
    copy: () => {
      const killed = join(folder, "killed.jsonl");
      copyFileSync(file.path, killed);
      return killed;
    },
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "emulator-"));
    file.path = join(folder, "state.jsonl");
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return file;
}
