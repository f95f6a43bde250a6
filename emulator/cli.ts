#!/usr/bin/env node
import { Console } from "node:console";
import { Command, CommanderError, InvalidArgumentError } from "commander";
import { emulatorUrl, exportsOf } from "./command/env";
import { serve, type ServeOptions } from "./command/serve";
import { tryPulumi } from "./command/try";

const program = new Command("pulumi-scp-emulator")
  .description("A local emulator of Samsung Cloud Platform's security services and SpaceONE's inventory, for tests.")
  .option("--port <number>", "port on 127.0.0.1; 0 takes any free one", parsePort, 0)
  .option("--region <name>", "region that the URL alone means: kr-west1 or, with --state, the one before")
  .option("--state <file>", "keep all state in this file; without it, it is gone when the emulator stops")
  .option("--seed <file>", "snapshot to start with; with --state, only where that file is new")
  .option("--world <file>", "JSON object of switches that decide what nobody knows of the real services")
  .option("--quiet", "write no line per request to standard error")
  .addHelpText("after", "\nThe first line on standard output is a JSON object with the URL and the credentials.")
  .addHelpText("after", "At that URL, /_emulator/ is a web page that shows what the emulator holds and does.")
  .addHelpText("after", "Exit codes: 0 ended by a signal, 1 it could not start, 2 wrong arguments.")
  .allowExcessArguments(false)
  .enablePositionalOptions()
  .exitOverride()
  .action((options: ServeOptions) => serve(options));

program
  .command("env")
  .description("Print the variables with which programs use a running emulator, as lines for a shell.")
  .requiredOption("--url <url>", "the emulator's address, such as http://127.0.0.1:41234", parseUrl)
  .addHelpText("after", '\nUse it as: eval "$(pulumi-scp-emulator env --url http://127.0.0.1:41234)"')
  .addHelpText("after", "Exit codes: 0 printed, 1 no emulator answers there, 2 wrong arguments.")
  .action(async ({ url }: { url: URL }) => {
    process.stdout.write(await exportsOf(url));
  });

program
  .command("try")
  .description("Run pulumi on the project of this folder, with an emulator and a stack that are there for trying only.")
  .argument("[arguments...]", "what pulumi gets; `up` without any")
  .passThroughOptions()
  .allowUnknownOption()
  .addHelpText("after", "\nState is kept in the folder .pulumi-scp: remove it to begin anew.")
  .addHelpText("after", "The exit code is that of pulumi.")
  .action(async (words: string[]) => {
    process.exitCode = await tryPulumi(words);
  });

void main();

async function main(): Promise<void> {
  // Programs read what is on standard output, so nothing else is written there.
  globalThis.console = new Console(process.stderr);
  // The reader of standard error may have closed it: that is no reason to stop.
  process.stderr.on("error", () => undefined);
  try {
    await program.parseAsync();
  } catch (error) {
    // commander has already printed the help, or what is wrong with the arguments.
    if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : 2);
    console.error(`pulumi-scp-emulator: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
}

function parsePort(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new InvalidArgumentError("It must be from 0 to 65535.");
  return Number(text);
}

function parseUrl(text: string): URL {
  const url = emulatorUrl(text);
  if (!url) throw new InvalidArgumentError("It must be an address of this machine, such as http://127.0.0.1:41234.");
  return url;
}
