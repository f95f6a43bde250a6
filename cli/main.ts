#!/usr/bin/env node
import { Command, CommanderError } from "commander";

import { addCalendar } from "./calendar/command";
import { addDoctor } from "./doctor/command";
import { addAdopt, addImport } from "./import/command";
import { addInventory } from "./inventory/command";
import { addProbe } from "./probe/command";
import { addSweep } from "./sweep/command";
import { UserError } from "./user-error";
import { tell } from "./output/tell";

// The command `pulumi-scp`. Exit codes: 0 done, 1 failed or found something, 2 wrong arguments.

const program = new Command("pulumi-scp")
  .description("What is in an account of Samsung Cloud Platform and a tenant of SpaceONE, and what Pulumi knows of it.")
  .allowExcessArguments(false)
  .exitOverride()
  .configureHelp({ showGlobalOptions: true });

addInventory(program);
addImport(program);
addAdopt(program);
addDoctor(program);
addCalendar(program);
addSweep(program);
addProbe(program);

void main();

async function main(): Promise<void> {
  // The reader of the output may have closed it, as `head` does: then there is nobody to tell more.
  process.stdout.on("error", () => process.exit(process.exitCode ?? 0));
  try {
    await program.parseAsync();
  } catch (error) {
    // commander has already printed the help, or what is wrong with the arguments.
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
    else {
      tell(`pulumi-scp: ${error instanceof Error ? messageOf(error) : String(error)}`);
      process.exitCode = 1;
    }
  }
}

/** What a user can mend is said in one line; anything else is a fault of this program, and shows where it happened. */
function messageOf(error: Error): string {
  return error instanceof UserError || error.name === "CallError" || error.name === "SettingsError"
    ? error.message
    : (error.stack ?? error.message);
}
