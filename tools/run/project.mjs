// Where things are in this checkout.
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");
export const inRoot = (...parts) => join(root, ...parts);

export const binFolder = inRoot("node_modules/.bin");

/** Scratch files of the tools, ignored by git. Not in node_modules, which `npm ci` removes. */
export const scratchFolder = inRoot(".cache");

/** Set-up talks on stderr: what a command itself prints stays the same whether or not something had to be set up. */
export const log = (line) => console.error(line);

/** `environment` with `folders` in front of everything else on its PATH. */
export function withPath(folders, environment = process.env) {
  const others = (environment.PATH ?? "").split(delimiter).filter((folder) => !folders.includes(folder));
  return { ...environment, PATH: [...folders, ...others].join(delimiter) };
}
