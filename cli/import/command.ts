import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { Option, type Command } from "commander";

import { newEnvironment } from "../../provider/calls/new-environment";
import { collect } from "../inventory/collect";
import type { Item } from "../inventory/item";
import { listedKinds } from "../inventory/kinds";
import { withProgress } from "../output/progress";
import { managedResources } from "../pulumi/stack-state";
import { chosenConfiguration, withSettingsOptions, type SettingsOptions } from "../settings/options";
import { UserError } from "../user-error";
import { ExistingObjects } from "./existing";
import { importFile } from "./import-file";
import { planned, type NeededSetting, type Plan } from "./plan";
import { programText } from "./program";

const kindNames = listedKinds.map(({ kind }) => kind);
const files = { program: "index.ts", resources: "import.json", settings: "config-needed.json" };

interface Options extends SettingsOptions {
  readonly all?: true;
  readonly kind?: readonly string[];
  readonly id?: readonly string[];
  readonly out: string;
  readonly state?: string;
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
  const present = Object.values(files).filter((file) => existsSync(join(out, file)));
  if (present.length > 0 && force !== true) {
    throw new UserError(
      `${out} has ${present.join(" and ")} already: choose another folder, or write over them with --force`,
    );
  }
  const wanted = (item: Item): boolean =>
    all === true || kind?.includes(item.kind) === true || id?.includes(item.id) === true;
  const { plan, skipped, failures } = await planOf(options, wanted, id ?? []);
  if (plan.resources.length === 0) {
    throw new UserError(["there is nothing to import", ...failures].join("\n"));
  }
  await write(out, plan);
  report(plan, skipped, failures, options);
  if (failures.length > 0) process.exitCode = 1;
}

async function adoptObject(id: string, options: SettingsOptions): Promise<void> {
  const { plan, failures } = await planOf(options, (item) => item.id === id, [id]);
  if (plan.resources.length === 0) throw new UserError(failures.join("\n"));
  process.stdout.write(programText(plan, "adopt"));
  for (const setting of plan.settings) console.error(`Set it with: ${setCommand(setting)}  # ${setting.what}`);
}

interface Planned {
  readonly plan: Plan;
  /** Why objects were left out that need not be imported. */
  readonly skipped: readonly string[];
  readonly failures: readonly string[];
}

async function planOf(
  { state, ...options }: SettingsOptions & Pick<Options, "state">,
  isWanted: (item: Item) => boolean,
  ids: readonly string[],
): Promise<Planned> {
  const configuration = await chosenConfiguration(options);
  const managed = new Set((state === undefined ? [] : await managedResources(state)).map(({ id }) => id));
  const { items, failures } = await collect(newEnvironment(configuration), listedKinds);
  const chosen = items.filter(isWanted);
  const missing = ids.filter((id) => !chosen.some((item) => item.id === id));
  const isLeft = ({ id, dates }: Item): boolean => !managed.has(id) && dates["deleteAt"] === undefined;
  const objects = new ExistingObjects(configuration);
  const left = chosen.filter(isLeft);
  const existing = await withProgress(`Reading ${String(left.length)} objects`, () => objects.read(left));
  return {
    plan: planned(existing),
    skipped: chosen
      .filter((item) => !isLeft(item))
      .map(({ kind, name, id }) => `${kind} ${name}: ${managed.has(id) ? "is managed" : "waits for its deletion"}`),
    failures: [
      ...failures,
      ...objects.failures,
      ...missing.map((id) => `there is no object with the id ${id} in this account and region`),
    ],
  };
}

async function write(folder: string, plan: Plan): Promise<void> {
  await mkdir(folder, { recursive: true });
  const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;
  await writeFile(join(folder, files.program), programText(plan, "import"));
  // Digests in it are secret in state.
  await writeFile(join(folder, files.resources), json(importFile(plan)), { mode: 0o600 });
  await writeFile(join(folder, files.settings), json(plan.settings));
}

function report(plan: Plan, skipped: readonly string[], failures: readonly string[], options: Options): void {
  const { out, json } = options;
  if (json === true) {
    const resources = plan.resources.map(({ existing, name }) => ({ kind: existing.kind, id: existing.id, name }));
    process.stdout.write(
      `${JSON.stringify({ resources, settings: plan.settings, skipped, failures }, undefined, 2)}\n`,
    );
  } else {
    process.stdout.write(`${nextSteps(plan, out)}\n`);
    for (const line of skipped) console.error(`Left out: ${line}`);
  }
  for (const failure of failures) console.error(`pulumi-scp: ${failure}`);
}

function nextSteps({ resources, settings }: Plan, out: string): string {
  const required = settings.filter((setting) => setting.required);
  const optional = settings.length - required.length;
  return [
    `${String(resources.length)} objects: ${join(out, files.program)}, ${join(out, files.resources)}`,
    ...(settings.length === 0
      ? []
      : [
          `Nobody can read ${String(settings.length)} values: ${join(out, files.settings)} lists them. Set them to what they are:`,
          ...required.map((setting) => `  ${setCommand(setting)}`),
          ...(optional === 0 ? [] : [`  ${String(optional)} more may be set, and need not be`]),
        ]),
    "Then, with this program as that of the stack:",
    `  pulumi import --file ${join(out, files.resources)} --generate-code=false`,
    "  pulumi preview --expect-no-changes",
  ].join("\n");
}

function setCommand({ key, secret, form }: NeededSetting): string {
  return `pulumi config set ${secret ? "--secret " : ""}${key}${form === "JSON" ? "  (as JSON)" : ""}`;
}
