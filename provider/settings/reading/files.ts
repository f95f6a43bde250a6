import { readFileSync } from "node:fs";

import { SettingsError } from "../errors";

/** The text of a settings file, or undefined where there is none. */
export function readSettingsFile(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw new SettingsError(`the file ${file} cannot be read (${code ?? "unknown error"})`);
  }
}

/** Does something when it is first needed, and remembers what came out. */
export function once<T>(work: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => (known ??= { value: work() }).value;
}
