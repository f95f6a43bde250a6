import type { ChildProcess, StdioOptions } from "node:child_process";

/** What a command did. */
export interface CommandResult {
  readonly code: number;
  /** Both streams, as a user sees them. */
  readonly output: string;
}

interface CommandOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

export const checkout: string;
export function linkPackages(folder: string, names: readonly string[]): Promise<void>;
export function makePulumiHome(folder: string): Promise<Record<string, string>>;
export function pulumi(args: readonly string[], options: CommandOptions): Promise<CommandResult>;
export function pulumiMust(args: readonly string[], options: CommandOptions): Promise<CommandResult>;
export function runCommand(command: string, args: readonly string[], options: CommandOptions): Promise<CommandResult>;
export function spawnEmulator(
  args: readonly string[],
  stdio: StdioOptions,
  nodeOptions?: readonly string[],
): ChildProcess;
