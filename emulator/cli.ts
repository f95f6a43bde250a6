#!/usr/bin/env node
import { Console } from "node:console";
import { Command, CommanderError, InvalidArgumentError } from "commander";
import { startEmulator, type Emulator, type EmulatorOptions } from "./index";
import type { OpenRequest } from "./requests/request-log";

interface Arguments {
  readonly port: number;
  readonly state?: string;
  readonly region?: string;
  readonly world?: string;
  readonly quiet?: boolean;
}

const program = new Command("pulumi-scp-emulator")
  .description("A local emulator of Samsung Cloud Platform's security services and SpaceONE's inventory, for tests.")
  .option("--port <number>", "port on 127.0.0.1; 0 takes any free one", parsePort, 0)
  .option("--state <file>", "keep all state in this file; without it, it is gone when the emulator stops")
  .option("--region <name>", "region that the URL alone means: kr-west1 or, with --state, the one before")
  .option("--world <file>", "JSON object of switches that decide what nobody knows of the real services")
  .option("--quiet", "write no line per request to standard error")
  .addHelpText("after", "\nThe first line on standard output is a JSON object with the URL and the credentials.")
  .allowExcessArguments(false)
  .exitOverride();

void main();

async function main(): Promise<void> {
  // Programs read the first line on standard output, so nothing else is written there.
  globalThis.console = new Console(process.stderr);
  // The reader of standard error may have closed it: that is no reason to stop.
  process.stderr.on("error", () => undefined);
  const options = parseArguments();
  let emulator: Emulator | undefined;
  const stop = async () => {
    await emulator?.close();
    process.exit(0);
  };
  process.once("SIGTERM", () => void stop());
  process.once("SIGINT", () => void stop());
  try {
    emulator = await startEmulator(options);
  } catch (error) {
    console.error(`pulumi-scp-emulator: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
  const { close: _close, ...firstLine } = emulator;
  process.stdout.write(`${JSON.stringify(firstLine)}\n`);
}

function parseArguments(): EmulatorOptions {
  try {
    const { port, region, state, world, quiet } = program.parse().opts<Arguments>();
    return {
      port,
      ...(region !== undefined && { region }),
      ...(state !== undefined && { stateFile: state }),
      ...(world !== undefined && { worldFile: world }),
      ...(!quiet && { onRequest: logRequest }),
    };
  } catch (error) {
    // commander has already printed the help, or what is wrong with the arguments.
    if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : 2);
    throw error;
  }
}

function parsePort(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new InvalidArgumentError("It must be from 0 to 65535.");
  return Number(text);
}

function logRequest({ method, path, status, durationMs }: OpenRequest): void {
  console.error(`${method} ${path} ${String(status)} ${String(durationMs)} ms`);
}
