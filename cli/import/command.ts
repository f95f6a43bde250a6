import { existsSync, statSync } from "node:fs";
import { join } from "node:path";

import { Option, type Command } from "commander";

import { listedKinds } from "../inventory/kinds";
import { writeFiles } from "../output/write-files";
import { withSettingsOptions, type SettingsOptions } from "../settings/options";
import { UserError } from "../user-error";
import { chosenPlan, type Choice, type Chosen } from "./choice";
import { importFile } from "./import-file";
import { nextSteps, setCommand } from "./next-steps";
import type { Plan } from "./plan";
import { programText } from "./program";
import { tell } from "../output/tell";

const kindNames = listedKinds.map(({ kind }) => kind);
const files = { program: "index.ts", resources: "import.json", settings: "config-needed.json" };

interface Options extends Choice {
  readonly all?: true;
  readonly out: string;
  readonly force?: true;
  readonly json?: true;
}

export function addImport(program: Command): void {
  const command = program
    .command("import")
    .description("write a program for objects that exist, and the file with which Pulumi takes them over as they are")
    .option("--all", "all objects")
    .addOption(new Option("--kind <kind...>", "all objects of these kinds").choices(kindNames))
    .option("--id <id...>", "the objects with these ids")
    .requiredOption("--out <folder>", `folder for ${Object.values(files).join(", ")}`)
    .option("--state <file or stack>", "leave out what a resource of this exported state or stack manages already")
    .option("--force", "write over files that are there")
    .option("--json", "print what was written as JSON")
    .action((options: Options) => importObjects(options, command));
  withSettingsOptions(command);
}

export function addAdopt(program: Command): void {
  const command = program
    .command("adopt")
    .description("print a program for one object, which its resource adopts: for versions of Pulumi before 3.254")
    .argument("<id>", "id of the object")
    .action((id: string, options: SettingsOptions) => adoptObject(id, options));
  withSettingsOptions(command);
}

async function importObjects(options: Options, command: Command): Promise<void> {
  const { all, kind, id, out, force } = options;
  if (all === undefined && kind === undefined && id === undefined) {
    command.error("error: say what to import: '--all', '--kind' or '--id'");
  }
  if (all !== undefined && (kind !== undefined || id !== undefined)) {
    command.error("error: option '--all' cannot be used with '--kind' and '--id'");
  }
  if (id?.includes("") === true)
    throw new UserError("an id is empty: give --id an id as pulumi-scp inventory shows it");
  refuseFolder(out, force === true);
  const chosen = await chosenPlan(options, "import");
  const { plan, leftOut, failures } = chosen;
  if (plan.resources.length === 0) {
    throw new UserError(["there is nothing to import", ...leftOut, ...failures].join("\n"));
  }
  await write(out, plan);
  report(chosen, options);
  if (failures.length > 0) process.exitCode = 1;
}

/** Known before anything is asked of the services. */
function refuseFolder(out: string, isForced: boolean): void {
  if (out === "") throw new UserError("--out is empty: give it the name of a folder");
  if (existsSync(out) && !statSync(out).isDirectory()) {
    throw new UserError(`${out} is a file: give --out the name of a folder`);
  }
  const present = Object.values(files).filter((file) => existsSync(join(out, file)));
  if (present.length > 0 && !isForced) {
    throw new UserError(
      `${out} has ${present.join(" and ")} already: choose another folder, or write over them with --force`,
    );
  }
}

async function adoptObject(id: string, options: SettingsOptions): Promise<void> {
  if (id === "") throw new UserError("the id is empty: give the id of an object as pulumi-scp inventory shows it");
  const { plan, leftOut, failures } = await chosenPlan({ ...options, id: [id] }, "adopt");
  if (plan.resources.length === 0) throw new UserError([...leftOut, ...failures].join("\n"));
  process.stdout.write(programText(plan, "adopt"));
  for (const setting of plan.settings) tell(`Set it with: ${setCommand(setting)}  # ${setting.what}`);
}

async function write(folder: string, plan: Plan): Promise<void> {
  const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;
  await writeFiles(folder, [
    { name: files.program, text: programText(plan, "import") },
    // Digests in it are secret in state.
    { name: files.resources, text: json(importFile(plan)), isPrivate: true },
    { name: files.settings, text: json(plan.settings) },
  ]);
}

function report({ plan, leftOut, failures }: Chosen, { out, json }: Options): void {
  if (json === true) {
    const resources = plan.resources.map(({ existing, name }) => ({ kind: existing.kind, id: existing.id, name }));
    process.stdout.write(
      `${JSON.stringify({ resources, settings: plan.settings, leftOut, failures }, undefined, 2)}\n`,
    );
  } else {
    const paths = Object.entries(files).map(([role, file]) => [role, join(out, file)]);
    process.stdout.write(`${nextSteps(plan, Object.fromEntries(paths) as typeof files)}\n`);
    for (const line of leftOut) tell(`Left out: ${line}`);
  }
  for (const failure of failures) tell(`pulumi-scp: ${failure}`);
}
