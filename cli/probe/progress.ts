import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

import { z } from "zod";

import { UserError } from "../user-error";
import type { Findings } from "./findings";
import { objectKinds, type Made } from "./objects";
import { stageDocument, type StageTranscript } from "./transcript";

/** What a stage has found, and what was said on the way. */
export interface StageRecord extends StageTranscript {
  readonly findings: Findings;
}

/** All that the next run needs if this one ends in the middle. */
export interface ProgressRecord {
  /** What all names of the probe begin with. */
  readonly prefix: string;
  /** Requests so far. */
  readonly requests: number;
  /** Objects that are not removed yet. */
  readonly made: readonly Made[];
  /** Stages that are done, by name. */
  readonly stages: Readonly<Record<string, StageRecord>>;
}

const made = z.object({
  kind: z.enum(objectKinds),
  name: z.string(),
  id: z.string().optional(),
});

const finding = z.object({
  values: z.array(z.union([z.string(), z.number(), z.boolean()])),
  because: z.string().optional(),
});

const document = z.object({
  format: z.literal("pulumi-scp-probe-progress"),
  prefix: z.string(),
  requests: z.int().min(0),
  made: z.array(made),
  stages: z.record(z.string(), stageDocument.extend({ findings: z.record(z.string(), finding) })),
});

/** Where progress is kept. */
export interface ProgressStore {
  load(): ProgressRecord | undefined;
  save(record: ProgressRecord): void;
  remove(): void;
}

/** Keeps progress in a file that only the user can read. It is there before anything is made. */
export class ProgressFile implements ProgressStore {
  constructor(private readonly file: string) {}

  load(): ProgressRecord | undefined {
    let text: string;
    try {
      text = readFileSync(this.file, "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw new UserError(`cannot read ${this.file}: ${(error as Error).message}`);
    }
    try {
      return document.parse(JSON.parse(text)) as ProgressRecord;
    } catch {
      throw new UserError(
        `${this.file} is not the progress of a probe. Move it away, and remove what an earlier probe has left with ` +
          "pulumi-scp sweep",
      );
    }
  }

  save(record: ProgressRecord): void {
    const text = `${JSON.stringify({ format: "pulumi-scp-probe-progress", ...record }, undefined, 2)}\n`;
    try {
      mkdirSync(dirname(this.file), { recursive: true });
      writeFileSync(`${this.file}.partial`, text, { mode: 0o600 });
      renameSync(`${this.file}.partial`, this.file);
    } catch (error) {
      throw new UserError(`cannot write ${this.file}: ${(error as Error).message}`);
    }
  }

  remove(): void {
    rmSync(this.file, { force: true });
  }
}
