import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";

import { expect } from "@jest/globals";

import { packageFolder } from "./project";
import type { StackFixture } from "./stack-fixture";
import { linesMissing, type Shown } from "./transcript";

/** What a test does before a command of a page, or in its place: gets the command, and gives what was printed. */
export type Stage = (line: string) => Promise<string>;

/** The commands of a guide, run in a project of their own with an emulator. */
export class Guide {
  constructor(private readonly stack: StackFixture) {}

  /** Begins with an empty cloud, an empty stack and the command `pulumi-scp`, which npx finds. */
  async begin(): Promise<void> {
    await this.stack.restart();
    const bin = join(this.stack.project.folder, "node_modules", ".bin");
    await mkdir(bin);
    await symlink(join(packageFolder, "dist", "cli", "main.js"), join(bin, "pulumi-scp"));
  }

  /** A stage that does something before its command. */
  readonly after =
    (work: () => Promise<void>): Stage =>
    async (line) => {
      await work();
      return this.shell(line);
    };

  /** `stages` are those of the commands by their numbers; a command without one is just run. */
  follow(commands: readonly Shown[], stages?: readonly (Stage | undefined)[]): Promise<void> {
    return follow(this.shell, commands, stages);
  }

  private readonly shell: Stage = async (line) => (await this.stack.project.shell(line)).output;
}

/** Runs commands as the readers of a page do, and compares what they print with what the page shows. */
export async function follow(
  shell: Stage,
  commands: readonly Shown[],
  stages: readonly (Stage | undefined)[] = [],
): Promise<void> {
  expect(commands.length).toBeGreaterThan(0);
  for (const [index, shown] of commands.entries()) {
    const output = await (stages[index] ?? shell)(shown.command);
    const missing = linesMissing(shown, output);
    const told = [`$ ${shown.command}`, ...missing, "--- printed:", output].join("\n");
    expect(missing.length === 0 ? "" : told).toBe("");
  }
}
