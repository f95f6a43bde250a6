import { Option, type Command } from "commander";

import { newEnvironment } from "../../provider/calls/new-environment";
import { csv } from "../output/csv";
import { table } from "../output/table";
import { managedResources } from "../pulumi/stack-state";
import { chosenConfiguration, withSettingsOptions, type SettingsOptions } from "../settings/options";
import { usedKinds } from "./clouds";
import { collect } from "./collect";
import { isWanted, kindsWithTags, type Filters } from "./filters";
import type { ShownItem } from "./item";
import { listedKinds } from "./kinds";
import { shownItems } from "./show";
import { tell } from "../output/tell";

interface Options extends Filters, SettingsOptions {
  readonly state?: string;
  readonly json?: true;
  readonly csv?: true;
}

const kindNames = listedKinds.map(({ kind }) => kind);

export function addInventory(program: Command): void {
  const command = program
    .command("inventory")
    .description("list what exists, what needs it, and which resource of a stack manages it")
    .option("--state <file or stack>", "an exported state or a stack: adds what manages each object")
    .addOption(new Option("--kind <kind...>", "only objects of these kinds").choices(kindNames))
    .option("--name <text>", "only objects whose name has this text, in any letter case")
    .option(
      "--tag <key or key=value...>",
      `only objects with all of these tags; shown of ${kindsWithTags.join(" and ")} only`,
    )
    .option("--unmanaged", "only objects that nothing in the state manages; needs --state")
    .addOption(new Option("--json", "print JSON").conflicts("csv"))
    .option("--csv", "print CSV")
    .action((options: Options) => inventory(options, command));
  withSettingsOptions(command);
}

async function inventory(options: Options, command: Command): Promise<void> {
  const { state, kind, tag, unmanaged } = options;
  if (unmanaged === true && state === undefined) {
    command.error("error: option '--unmanaged' needs '--state': what is managed stands in a stack's state");
  }
  const tagless = tag === undefined ? undefined : kind?.find((name) => !kindsWithTags.includes(name));
  if (tagless !== undefined) {
    command.error(
      `error: option '--tag' cannot be used with '--kind ${tagless}': the service does not show its tags. It ` +
        `shows only those of ${kindsWithTags.join(" and ")}`,
    );
  }
  const environment = newEnvironment(await chosenConfiguration(options));
  const kinds = kind === undefined ? usedKinds(environment, listedKinds) : withNeeds(kind);
  const managed = state === undefined ? undefined : await managedResources(state);
  const { items, failures } = await collect(environment, kinds);
  const shown = shownItems(items, managed).filter((item) => isWanted(item, options));
  process.stdout.write(`${printed(shown, options)}\n`);
  for (const failure of failures) tell(`pulumi-scp: ${failure}`);
  if (failures.length > 0) process.exitCode = 1;
}

/** What needs an object may be of a kind that is not asked for: secrets need keys. */
function withNeeds(asked: readonly string[]): typeof listedKinds {
  const areKeysWanted = asked.some((kind) => kind.endsWith("KmsKey"));
  return listedKinds.filter(({ kind }) => asked.includes(kind) || (areKeysWanted && kind === "Secret"));
}

function printed(items: readonly ShownItem[], options: Options): string {
  if (options.json === true) return JSON.stringify(items, undefined, 2);
  const headings = ["kind", "name", "id", "state", "dates", "needed by"];
  const rows = items.map(({ kind, name, id, state, dates, neededBy, managedBy }) => [
    kind,
    name,
    id,
    state,
    Object.entries(dates)
      .map(([date, value]) => `${date} ${value}`)
      .join("; "),
    neededBy.join("; "),
    ...(managedBy === undefined ? [] : [managedBy ?? "unmanaged"]),
  ]);
  if (options.state !== undefined) headings.push("managed by");
  return options.csv === true ? csv(headings, rows) : table(headings, rows);
}
