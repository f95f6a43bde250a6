import { existsSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";

import { UserError } from "../user-error";
import { beginning } from "./icalendar";

/** Refuses, before anything is asked for, a file that is there and no calendar: it would be lost. */
export function refuseOtherFile(file: string): void {
  if (!existsSync(file)) return;
  try {
    if (readFileSync(file, "utf8").startsWith(beginning.trimEnd())) return;
  } catch (error) {
    throw unwritable(file, error);
  }
  throw new UserError(`${file} is there and is no calendar file, so it is not written over: choose another name`);
}

export async function writeCalendar(file: string, text: string): Promise<void> {
  await writeFile(file, text).catch((error: unknown) => {
    throw unwritable(file, error);
  });
}

function unwritable(file: string, error: unknown): UserError {
  const { code = "unknown error" } = error as NodeJS.ErrnoException;
  return new UserError(`${file} cannot be written (${code}): choose a file in a folder that is there`);
}
