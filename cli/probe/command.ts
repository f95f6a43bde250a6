import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { InvalidArgumentError, type Command } from "commander";

import { settingsSource } from "../../provider/settings/reading/source";
import { writeFiles } from "../output/write-files";
import { chosenConfiguration, withSettingsOptions, type SettingsOptions } from "../settings/options";
import { UserError } from "../user-error";
import { clientsFor, closeClients, credentialsOf, givenBy, type Clients } from "./clients";
import type { Findings } from "./findings";
import { nounOf } from "./objects";
import { plan, shownFindings } from "./plan";
import { Probe, type Outcome } from "./probe";
import { ProgressFile, type ProgressRecord } from "./progress";
import { Meter, ServiceWire } from "./service-wire";
import { replayed, transcriptIn } from "./transcript";
import { InterruptedError } from "./wire";
import { rowsOf, worldOf } from "./world";
import { tell } from "../output/tell";

/** Requests that a probe may send, those of earlier runs with the same folder included. */
export const mostRequests = 300;

interface Options extends SettingsOptions {
  readonly prefix: string;
  readonly patience: number;
  readonly out: string;
  readonly vaultAccessKey?: string;
  readonly run?: true;
  readonly serviceKey?: true;
  readonly replay?: string;
  readonly yes?: true;
}

export function addProbe(program: Command): void {
  const command = program
    .command("probe")
    .description("find out what nobody knows of the services: try it in an account, and remove what was made")
    .option("--prefix <text>", "what the names of all objects begin with", prefixOf, "scpprobe")
    .option("--patience <seconds>", "how long to wait for something to be shown", patienceOf, 60)
    .option("--out <folder>", "where world.json and transcript.json are written", "probe")
    .option("--vault-access-key <id>", "also make a vault, for this access key", accessKeyOf)
    .option("--run", "also start a run of a diagnosis, which is billed")
    .option("--service-key", "also ask for the key of a service, which may make one for good")
    .option("--replay <file>", "read a transcript again, without any request")
    .option("--yes", "do it; without it only the plan is shown")
    .action((options: Options) => probe(options));
  withSettingsOptions(command);
}

async function probe(options: Options): Promise<void> {
  if (options.replay !== undefined) {
    print(await replayed(transcriptIn(textOf(options.replay), options.replay)));
    return;
  }
  const meter = new Meter();
  const clients = clientsFor(settingsSource(await chosenConfiguration(options), process.env), meter.log);
  try {
    await probeWith(clients, meter, options);
  } finally {
    await closeClients(clients);
  }
}

async function probeWith(clients: Clients, meter: Meter, options: Options): Promise<void> {
  const { patience, out, yes, prefix } = options;
  const given = givenBy(clients, options.vaultAccessKey);
  const chosen = chosenOptions(options);
  const progress = new ProgressFile(join(out, "progress.json"));
  const earlier = progress.load();
  process.stdout.write(`${plan(chosen, given)}\n`);
  if (earlier !== undefined) tell(`\nIt goes on where an earlier probe has ended: ${leftText(earlier)}`);
  if (yes !== true) {
    tell(`\nNothing was done. To do it, with at most ${String(mostRequests)} requests, add --yes`);
    return;
  }
  const record = earlier ?? { prefix, requests: 0, made: [], stages: {} };
  meter.sent = record.requests;
  const interruption = interruptions();
  const wire = new ServiceWire({
    clients,
    meter,
    hidden: { prefix: record.prefix, secrets: credentialsOf(clients) },
    mostRequests,
    sleep: (ms) => pause(ms, undefined, { signal: interruption.signal }).catch(() => undefined),
    signal: interruption.signal,
  });
  try {
    const run = randomBytes(3).toString("hex");
    const all = { wire, progress, record, run, given, chosen, patience, sent: () => meter.sent, tell };
    await report(await new Probe(all).run(), meter.sent, out);
  } finally {
    interruption.end();
  }
}

/** The options that let stages take part. */
function chosenOptions({ vaultAccessKey, run, serviceKey }: Options): ReadonlySet<string> {
  return new Set([
    ...(vaultAccessKey === undefined ? [] : ["--vault-access-key"]),
    ...(run === true ? ["--run"] : []),
    ...(serviceKey === true ? ["--service-key"] : []),
  ]);
}

/** The first Ctrl-C ends what is being looked at, and what was made is removed; the second one ends everything. */
function interruptions(): { readonly signal: AbortSignal; readonly end: () => void } {
  const controller = new AbortController();
  const names = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  const interrupt = (name: NodeJS.Signals): void => {
    if (controller.signal.aborted) {
      end();
      process.kill(process.pid, name);
      return;
    }
    tell("Interrupted: what was made is being removed. Once more ends it at once");
    controller.abort();
  };
  const end = (): void => {
    for (const name of names) process.off(name, interrupt);
  };
  for (const name of names) process.on(name, interrupt);
  return { signal: controller.signal, end };
}

async function report({ findings, transcript, left, ended }: Outcome, sent: number, folder: string): Promise<void> {
  print(findings);
  tell(`\n${String(sent)} requests`);
  for (const one of left) tell(`pulumi-scp: not removed: ${one}`);
  if (ended === undefined && left.length === 0) {
    await writeFiles(folder, [
      { name: "world.json", text: `${JSON.stringify(worldOf(findings), undefined, 2)}\n` },
      { name: "transcript.json", text: `${JSON.stringify(transcript, undefined, 2)}\n` },
    ]);
    tell(`Written to ${folder}: world.json, for pulumi-scp-emulator --world, and transcript.json`);
    return;
  }
  const because = ended === undefined ? "" : `Ended before everything was done: ${ended.message}. `;
  tell(`${because}The same command goes on with what is left; ${folder}/progress.json says what that is`);
  process.exitCode = ended instanceof InterruptedError ? 130 : 1;
}

function print(findings: Findings): void {
  process.stdout.write(`\n${shownFindings(rowsOf(findings))}\n`);
}

function leftText({ made, stages }: ProgressRecord): string {
  const objects = made.map(({ kind, name }) => `${nounOf(kind)} ${name}`);
  const done = Object.keys(stages);
  return `done are ${done.length === 0 ? "no stages" : done.join(", ")}; ${
    objects.length === 0 ? "nothing is to be removed" : `to be removed are ${objects.join(", ")}`
  }`;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UserError(`cannot read ${file}: ${(error as Error).message}`);
  }
}

/** Keys have names of small letters and digits only, and diagnoses have short ones. */
function prefixOf(text: string): string {
  if (/^[a-z][a-z0-9]{2,11}$/.test(text)) return text;
  throw new InvalidArgumentError("It must have 3 to 12 characters: a small letter, then small letters and digits.");
}

function patienceOf(text: string): number {
  if (/^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= 3600) return Number(text);
  throw new InvalidArgumentError("It must be a whole number of seconds from 1 to 3600.");
}

function accessKeyOf(text: string): string {
  if (/^[0-9a-z]{32}$/.test(text)) return text;
  throw new InvalidArgumentError("It must be the id of an access key: 32 small letters and digits.");
}
