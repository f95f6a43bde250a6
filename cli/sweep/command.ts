import { Option, type Command } from "commander";

import type { Environment } from "../../provider/calls/environment";
import { newEnvironment } from "../../provider/calls/new-environment";
import { usedKinds } from "../inventory/clouds";
import { collect } from "../inventory/collect";
import { listedKinds, type ListedKind } from "../inventory/kinds";
import { withProgress } from "../output/progress";
import { table } from "../output/table";
import { chosenConfiguration, withSettingsOptions, type SettingsOptions } from "../settings/options";
import { ageOf, prefixOf } from "./arguments";
import { Candidate } from "./candidate";
import { executed, previewed, type Swept } from "./execute";
import { judged, withDependents, type Planned } from "./plan";
import { tell } from "../output/tell";

interface Options extends SettingsOptions {
  readonly prefix: string;
  readonly minAge: number;
  readonly kind?: readonly string[];
  readonly yes?: true;
  readonly json?: true;
}

/** What the platform keeps is not deleted. */
const kinds: readonly ListedKind[] = listedKinds.filter(({ kind }) => kind !== "ManagedKmsKey");

export function addSweep(program: Command): void {
  const names = kinds.map(({ kind }) => kind);
  const command = program
    .command("sweep")
    .description("list and, with --yes, delete what tests have left: objects with a prefix and an age")
    .requiredOption("--prefix <text>", "only objects whose names begin with this text", prefixOf)
    .addOption(
      new Option("--min-age <age>", "only objects that are at least so old: 90m, 36h, 1d, 2w")
        .argParser(ageOf)
        .default(ageOf("1d"), "1d"),
    )
    .addOption(new Option("--kind <kind...>", "only objects of these kinds").choices(names))
    .option("--yes", "delete them; without it they are only listed")
    .option("--json", "print JSON")
    .action((options: Options) => sweep(options));
  withSettingsOptions(command);
}

async function sweep(options: Options): Promise<void> {
  const environment = newEnvironment(await chosenConfiguration(options));
  const named = options.kind;
  const chosen = named === undefined ? usedKinds(environment, kinds) : kinds.filter(({ kind }) => named.includes(kind));
  const { planned, failures } = await planOf(environment, chosen, options);
  const swept = options.yes === true ? await withProgress("Deleting", () => executed(planned)) : planned.map(previewed);
  process.stdout.write(`${options.json === true ? asJson(swept) : shown(swept, options.prefix)}\n`);
  report(swept, failures, options.yes === true);
}

interface Plan {
  readonly planned: readonly Planned[];
  readonly failures: readonly string[];
}

async function planOf(environment: Environment, chosen: readonly ListedKind[], options: Options): Promise<Plan> {
  const areSecretsNeeded = chosen.some(({ kind }) => kind === "KmsKey" || kind === "Secret");
  const others = await collect(
    environment,
    chosen.filter(({ kind }) => kind !== "Secret"),
  );
  const secrets = await collect(environment, areSecretsNeeded ? kinds.filter(({ kind }) => kind === "Secret") : []);
  const names = chosen.map(({ kind }) => kind);
  const candidates = [...others.items, ...secrets.items]
    .filter(({ kind, name }) => names.includes(kind) && name.startsWith(options.prefix))
    .map((item) => new Candidate(environment, item));
  const planned = await withProgress(`Reading ${String(candidates.length)} objects`, async () => {
    const all = await Promise.all(candidates.map((candidate) => judged(candidate, options.minAge)));
    const present = all.filter((one) => one !== undefined);
    return withDependents(present, secrets.failures.length > 0 ? undefined : secrets.items);
  });
  return { planned, failures: [...others.failures, ...secrets.failures] };
}

/** An object as it is shown. */
function rowOf({ candidate, createdAt, neededBy, outcome, because }: Swept) {
  const { kind, name, id } = candidate.item;
  return { kind, name, id, createdAt, neededBy: neededBy.map((dependent) => dependent.name), outcome, because };
}

function asJson(swept: readonly Swept[]): string {
  return JSON.stringify(swept.map(rowOf), undefined, 2);
}

function shown(swept: readonly Swept[], prefix: string): string {
  if (swept.length === 0) return `No object has a name that begins with ${prefix}`;
  const rows = swept.map(rowOf).map(({ kind, name, id, createdAt, neededBy, outcome, because }) => {
    return [kind, name, id, createdAt, neededBy.join(", "), because === "" ? outcome : `${outcome}: ${because}`];
  });
  return table(["kind", "name", "id", "created", "needed by", "outcome"], rows);
}

function report(swept: readonly Swept[], failures: readonly string[], isDone: boolean): void {
  for (const failure of failures) tell(`pulumi-scp: ${failure}`);
  const count = (outcome: Swept["outcome"]): number => swept.filter((one) => one.outcome === outcome).length;
  const waiting = count("to delete");
  if (waiting > 0) tell(`Nothing was deleted. To delete what is marked (${String(waiting)}), add --yes`);
  if (failures.length > 0 || count("failed") > 0 || (isDone && count("needed") > 0)) process.exitCode = 1;
}
