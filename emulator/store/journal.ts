import * as fs from "node:fs";
import * as path from "node:path";
import { z } from "zod";
import type { Change } from "./collection";
import { lockStateFile } from "./lock";
import { reason, StateFileError } from "./state-file-error";

/** The changes of one step: after a restart either all of them are there, or none. */
export interface JournalEntry {
  /** Everything before this line is obsolete. */
  readonly clear?: true;
  readonly changes: readonly Change[];
}

const header = `${JSON.stringify({ format: "pulumi-scp-emulator", version: 1 })}\n`;

/** A file up to this length, in bytes, is not made smaller while the emulator runs. */
const minLongLength = 64 * 1024 * 1024;

const entrySchema = z.strictObject({
  clear: z.literal(true).optional(),
  changes: z.array(z.tuple([z.string(), z.string(), z.looseObject({}).nullable()])),
});

/**
 * A state file: lines of JSON that are only appended. Each line is written before its request is answered, so that a
 * killed process loses at most a line whose request got no answer. Lines are written to the system's cache without
 * fsync: they survive SIGKILL, but not a power failure.
 */
export class Journal {
  readonly #file: string;
  readonly #release: () => void;
  #descriptor: number | undefined;
  #length = 0;
  /** The length from which the file is worth making smaller. */
  #longLength = 0;

  private constructor(file: string, release: () => void) {
    this.#file = file;
    this.#release = release;
  }

  static open(stateFile: string): Journal {
    const file = resolveFile(stateFile);
    return new Journal(file, lockStateFile(file));
  }

  /** The lines of an earlier emulator; none where the file does not exist yet. */
  read(): JournalEntry[] {
    const text = this.#readFile();
    if (text === "") return [];
    if (!text.startsWith(header))
      throw new StateFileError(this.#file, "line 1 is not the start of an emulator's state");
    const lines = text.slice(header.length).split("\n");
    // After the last line feed there is nothing, or a line that a kill has torn: its request got no answer.
    lines.pop();
    return lines.map((line, index) => this.#parseLine(line, index + 2));
  }

  /** Whether most of a large file is obsolete. */
  get isLong(): boolean {
    return this.#length > this.#longLength;
  }

  /** Replaces the file in one step by the records that are left, and opens it for appending. A failure leaves the old file. */
  start(snapshot: Iterable<JournalEntry>): void {
    const temporary = `${this.#file}.tmp`;
    const [descriptor, length] = [this.#descriptor, this.#length];
    this.#length = 0;
    try {
      this.#descriptor = fs.openSync(temporary, "w", 0o600);
      this.#write(header);
      for (const entry of snapshot) this.append(entry);
      fs.renameSync(temporary, this.#file);
      closeFile(descriptor);
    } catch (error) {
      if (this.#descriptor !== descriptor) closeFile(this.#descriptor);
      fs.rmSync(temporary, { force: true });
      [this.#descriptor, this.#length] = [descriptor, length];
      throw new StateFileError(this.#file, `cannot be written: ${reason(error)}`, { cause: error });
    } finally {
      this.#longLength = Math.max(minLongLength, 2 * this.#length);
    }
  }

  append(entry: JournalEntry): void {
    this.#write(`${JSON.stringify(entry)}\n`);
  }

  close(): void {
    closeFile(this.#descriptor);
    this.#descriptor = undefined;
    this.#release();
  }

  #readFile(): string {
    try {
      return fs.readFileSync(this.#file, "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
      throw new StateFileError(this.#file, `cannot be read: ${reason(error)}`, { cause: error });
    }
  }

  #parseLine(line: string, number: number): JournalEntry {
    try {
      return entrySchema.parse(JSON.parse(line)) as JournalEntry;
    } catch (error) {
      const problem = `line ${number} is damaged; put a copy of the file back, or start with another file`;
      throw new StateFileError(this.#file, problem, { cause: error });
    }
  }

  #write(line: string): void {
    if (this.#descriptor === undefined) throw new StateFileError(this.#file, "is closed");
    const bytes = Buffer.from(line);
    try {
      for (let written = 0; written < bytes.length;) {
        written += fs.writeSync(this.#descriptor, bytes, written, bytes.length - written, this.#length + written);
      }
    } catch (error) {
      // Half a line in the middle would make the file unreadable.
      fs.ftruncateSync(this.#descriptor, this.#length);
      throw new StateFileError(this.#file, `cannot be written: ${reason(error)}`, { cause: error });
    }
    this.#length += bytes.length;
  }
}

function closeFile(descriptor: number | undefined): void {
  if (descriptor !== undefined) fs.closeSync(descriptor);
}

/** A symbolic link is followed, since renaming onto it would replace the link. */
function resolveFile(stateFile: string): string {
  try {
    return fs.realpathSync(stateFile);
  } catch {
    return path.resolve(stateFile);
  }
}
