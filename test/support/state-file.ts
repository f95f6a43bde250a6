import { appendFileSync, copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
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
  /** The records of a collection that are in the file. */
  readonly records: (collection: string) => readonly StoredRecord[];
  /** Changes fields of a record in the file, while no emulator runs on it. */
  readonly change: (collection: string, id: string, fields: StoredRecord) => void;
}

type StoredRecord = Readonly<Record<string, unknown>>;

/** A line of a state file. */
interface StoredEntry {
  readonly changes: readonly (readonly [collection: string, id: string, record: StoredRecord | null])[];
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
    records: (collection) => [...recordsOf(file.path, collection).values()],
    change: (collection, id, fields) => {
      const record = { ...recordsOf(file.path, collection).get(id), ...fields };
      appendFileSync(file.path, `${JSON.stringify({ changes: [[collection, id, record]] })}\n`);
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

/** A collection's records by their ids. */
function recordsOf(path: string, collection: string): Map<string, StoredRecord> {
  const records = new Map<string, StoredRecord>();
  for (const line of readFileSync(path, "utf8").split("\n").slice(1, -1)) {
    for (const [name, id, record] of (JSON.parse(line) as StoredEntry).changes) {
      if (name !== collection) continue;
      if (record) records.set(id, record);
      else records.delete(id);
    }
  }
  return records;
}
