import type { Command } from "commander";

import { newEnvironment } from "../../provider/calls/new-environment";
import { settingsSource } from "../../provider/settings/reading/source";
import { dayMs } from "../../provider/words/times";
import { usedKinds } from "../inventory/clouds";
import { collect } from "../inventory/collect";
import { table } from "../output/table";
import { chosenConfiguration, withSettingsOptions, type SettingsOptions } from "../settings/options";
import { refuseOtherFile, writeCalendar } from "./calendar-file";
import { daysOf } from "./days";
import type { CalendarEvent } from "./event";
import { iCalendar } from "./icalendar";
import { eventsWithin } from "./occurrences";
import { scpSources } from "./scp-sources";
import { spaceoneSources } from "./spaceone-sources";
import { tell } from "../output/tell";

interface Options extends SettingsOptions {
  readonly days: number;
  readonly ics?: string;
  readonly json?: true;
}

export function addCalendar(program: Command): void {
  const command = program
    .command("calendar")
    .description(
      "list what will happen by itself: rotations, ends of certificates and tokens, deletions, clean-ups, runs",
    )
    .option("--days <number>", "how many days are looked at", daysOf, 30)
    .option("--ics <file>", "also write a calendar file (iCalendar), over an earlier one of that name")
    .option("--json", "print JSON")
    .action((options: Options) => calendar(options));
  withSettingsOptions(command);
}

async function calendar(options: Options): Promise<void> {
  const { days, ics, json } = options;
  if (ics !== undefined) refuseOtherFile(ics);
  const configuration = await chosenConfiguration(options);
  const environment = newEnvironment(configuration);
  const sources = [...scpSources, ...spaceoneSources(settingsSource(configuration, process.env))];
  const { items, failures } = await collect(environment, usedKinds(environment, sources));
  const events = eventsWithin(items, (cloud) => {
    // The lists have told the service's time.
    const from = environment.connection.serviceTime(cloud, environment.now());
    return { from, to: from + days * dayMs };
  });
  if (ics !== undefined) await writeCalendar(ics, iCalendar(events, Date.now()));
  process.stdout.write(`${json === true ? JSON.stringify(events, undefined, 2) : shown(events, days)}\n`);
  for (const failure of failures) tell(`pulumi-scp: ${failure}`);
  if (failures.length > 0) process.exitCode = 1;
}

function shown(events: readonly CalendarEvent[], days: number): string {
  if (events.length === 0) return `Nothing happens by itself within ${String(days)} days`;
  const rows = events.map(({ at, kind, name, text, id }) => [at, kind, name, text, id]);
  return table(["at", "kind", "name", "what happens", "id"], rows);
}
