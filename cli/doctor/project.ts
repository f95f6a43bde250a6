import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

import { z } from "zod";

import { UserError } from "../user-error";

/** The Pulumi project of a folder. */
export interface Project {
  readonly file: string;
  /** The language of its program: `nodejs`. */
  readonly runtime: string;
  /** The folder in which the program runs, and the plugin that loads this package. */
  readonly programFolder: string;
  /** The folder with the configurations of its stacks. */
  readonly configurationFolder: string;
  /** The configuration that all stacks have. */
  readonly configuration: Readonly<Record<string, unknown>>;
}

const configuration = z.record(z.string(), z.unknown()).nullish();

const projectFile = z.object({
  runtime: z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]),
  main: z.string().nullish(),
  stackConfigDir: z.string().nullish(),
  config: z.union([configuration, z.string().transform(() => undefined)]),
});

const stackFile = z.object({ config: configuration }).nullish();

const fileNames = ["Pulumi.yaml", "Pulumi.yml"];

/** The project of a folder or of one above it, as Pulumi finds it; undefined where there is none. */
export async function findProject(folder: string): Promise<Project | undefined> {
  const file = fileNames.map((name) => join(folder, name)).find((path) => existsSync(path));
  if (file === undefined) return dirname(folder) === folder ? undefined : findProject(dirname(folder));
  const parsed = projectFile.safeParse(await yamlOf(file));
  if (!parsed.success) {
    const where = parsed.error.issues.map(({ path }) => path.join(".")).join(", ");
    throw new UserError(`${file} is no project file of Pulumi's (${where})`);
  }
  const { runtime, main, stackConfigDir, config } = parsed.data;
  return {
    file,
    runtime,
    programFolder: programFolder(resolve(folder, main ?? ".")),
    configurationFolder: resolve(folder, stackConfigDir ?? "."),
    configuration: config ?? {},
  };
}

/** The configuration in a stack's file. */
export async function stackFileConfiguration(file: string): Promise<Readonly<Record<string, unknown>>> {
  const parsed = stackFile.safeParse(await yamlOf(file));
  if (!parsed.success) throw new UserError(`${file} is no configuration of a stack`);
  return parsed.data?.config ?? {};
}

/** The stack whose configuration a file holds; undefined for another file. */
export function stackOfFile(file: string): string | undefined {
  return /^Pulumi\.(.+)\.ya?ml$/.exec(basename(file))?.[1];
}

/** Pulumi starts a program in its folder, whether `main` names that or the file. */
function programFolder(main: string): string {
  return statSync(main, { throwIfNoEntry: false })?.isDirectory() === true ? main : dirname(main);
}

async function yamlOf(file: string): Promise<unknown> {
  const { parse } = await import("yaml");
  try {
    return parse(readFileSync(file, "utf8"), { logLevel: "error" });
  } catch {
    throw new UserError(`${file} is not YAML, or cannot be read`);
  }
}
