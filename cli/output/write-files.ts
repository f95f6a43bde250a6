import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { UserError } from "../user-error";
import { undisturbed } from "./undisturbed";

export interface NewFile {
  readonly name: string;
  readonly text: string;
  /** True if only the user may read it. */
  readonly isPrivate?: boolean;
}

/** Writes all of the files into a folder or, where that fails, none; the folder is made if it is not there. */
export async function writeFiles(folder: string, files: readonly NewFile[]): Promise<void> {
  await undisturbed(() => {
    try {
      const made = mkdirSync(folder, { recursive: true });
      writeInto(folder, files, made);
    } catch (error) {
      throw new UserError(`cannot write to ${folder}: ${error instanceof Error ? error.message : String(error)}`);
    }
  });
}

/** `made` is the first folder that was made for them: it goes if nothing can be written. */
function writeInto(folder: string, files: readonly NewFile[], made: string | undefined): void {
  const partial = (name: string): string => join(folder, `.${name}.partial`);
  try {
    for (const { name, text, isPrivate = false } of files) {
      refuseFolder(join(folder, name));
      // A file that is left of an earlier failure may be readable by others.
      rmSync(partial(name), { force: true });
      writeFileSync(partial(name), text, { mode: isPrivate ? 0o600 : 0o666 });
    }
    for (const { name } of files) renameSync(partial(name), join(folder, name));
  } catch (error) {
    for (const { name } of files) rmSync(partial(name), { force: true });
    if (made !== undefined) rmSync(made, { recursive: true, force: true });
    throw error;
  }
}

/** It would stop the work half-way. */
function refuseFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) throw new Error(`${path} is a folder`);
}
