import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { EmulatorProcess } from "./emulator-process";
import { PluginProcess } from "./plugin-process";
import { linkPackage } from "./project";
import { StackModel } from "./stack-model";

/** An emulator, a folder that has this checkout as a dependency, and plugin processes in it. */
export class PluginFixture {
  private count = 0;

  private constructor(
    readonly emulator: EmulatorProcess,
    readonly folder: string,
    readonly plugin: PluginProcess,
  ) {}

  static async start(): Promise<PluginFixture> {
    const folder = await mkdtemp(join(tmpdir(), "pulumi-scp-plugin-"));
    await linkPackage(folder);
    const emulator = await EmulatorProcess.start();
    return new PluginFixture(emulator, folder, await PluginProcess.start(folder, settings(emulator)));
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

/** Fewer repetitions than by default: a fault that stays is met sooner. */
function settings(emulator: EmulatorProcess): Record<string, string> {
  return { ...emulator.config, "scp:maxRetries": "3" };
}
