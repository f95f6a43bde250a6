import { beforeEach, expect } from "@jest/globals";

import { clouds } from "../cloud-words";
import type { EmulatorClient } from "../emulator-client";
import { usePluginFixture } from "../plugin-fixture";
import type { PluginProcess, Properties } from "../plugin-process";
import type { StackModel } from "../stack-model";
import { theOnly } from "../the-only";
import type { ResourceTable } from "./table";

type Found = { id: string } & object;

/** What the chapters of the suite share: the kind's table, its plugin process, and its objects in the emulator. */
export class Suite {
  /** With what was made for the test at hand. */
  readonly table: ResourceTable & { minimal: Properties; full: Properties };
  readonly cloud;
  readonly fixture;
  private minutes = 0;

  constructor(kind: ResourceTable) {
    this.table = { ...kind };
    this.cloud = clouds[kind.cloud ?? "scp"];
    this.fixture = usePluginFixture();
    beforeEach(async () => {
      const given = { ...(await kind.given?.(this.client)), ...this.another() };
      this.table.minimal = { ...kind.minimal, ...given };
      this.table.full = { ...kind.full, ...given, ...(await kind.givenFull?.()) };
    });
  }

  get client(): EmulatorClient {
    return this.fixture.emulator.client;
  }

  get plugin(): PluginProcess {
    return this.fixture.plugin;
  }

  readonly another = (): Properties => this.table.another?.() ?? {};

  readonly startPlugin = (config: Record<string, string>): Promise<PluginProcess> => this.fixture.startPlugin(config);

  readonly stack = (): StackModel => this.fixture.stack(this.table.kind);

  /**
   * What was just made may be unknown everywhere for a while: from here on it is not. Each time by more, since the plugin
   * may go by the clock of the test before, which was reset.
   */
  readonly settled = (): Promise<unknown> => this.client.advance(`PT${String(++this.minutes)}M`);

  readonly objects = (): Promise<readonly Found[]> => this.table.objects(this.client);

  readonly only = async (): Promise<Found> => theOnly(await this.objects());

  readonly expectOne = async (model: StackModel): Promise<void> => {
    expect(model.state?.id).toBe((await this.only()).id);
  };
}
