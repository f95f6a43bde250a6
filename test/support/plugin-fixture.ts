import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, beforeEach } from "@jest/globals";

import { EmulatorProcess } from "./emulator-process";
import { PluginProcess } from "./plugin-process";
import { linkPackage } from "./project";
import { StackModel } from "./stack-model";

/** An emulator, a project's folder that has this package in it, and plugin processes there. */
export class PluginFixture {
  emulator!: EmulatorProcess;
  plugin!: PluginProcess;
  /** The project's folder. */
  folder!: string;
  private count = 0;

  async start(): Promise<void> {
    this.folder = await mkdtemp(join(tmpdir(), "pulumi-scp-plugin-"));
    await linkPackage(this.folder);
    this.emulator = await EmulatorProcess.start();
    this.plugin = await this.startPlugin();
  }

  /** Another plugin process, as the next `pulumi` command starts one. */
  startPlugin(config: Record<string, string> = {}, env: Record<string, string> = {}): Promise<PluginProcess> {
    return PluginProcess.start(this.folder, { ...settings(this.emulator), ...config }, env);
  }

  /** A resource with a name of its own. */
  stack(kind: string): StackModel {
    return new StackModel(this.plugin, kind, `resource${String(this.count++)}`);
  }

  async reset(): Promise<void> {
    await this.emulator.client.reset();
    this.plugin.errors = "";
  }

  async stop(): Promise<void> {
    await this.plugin.stop();
    await this.emulator.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** A fixture for the tests of a file or of a `describe`: started before them, and empty for each. */
export function usePluginFixture(): PluginFixture {
  const fixture = new PluginFixture();
  beforeAll(() => fixture.start());
  beforeEach(() => fixture.reset());
  afterAll(() => fixture.stop());
  return fixture;
}

/** Fewer repetitions than by default: a fault that stays is met sooner. */
function settings(emulator: EmulatorProcess): Record<string, string> {
  return { ...emulator.config, ...emulator.spaceoneConfig, "scp:maxRetries": "3" };
}
