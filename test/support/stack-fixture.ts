import { afterAll, beforeAll } from "@jest/globals";

import type { RequestRecord } from "./emulator-client";
import { EmulatorProcess } from "./emulator-process";
import { Project, type ProjectOptions } from "./project";

/** An emulator, and a stack of a project of its own that uses it. */
export class StackFixture {
  emulator!: EmulatorProcess;
  project!: Project;

  constructor(
    private readonly settings: Record<string, string>,
    private readonly options: ProjectOptions,
  ) {}

  async start(): Promise<void> {
    this.emulator = await EmulatorProcess.start();
    this.project = await this.newProject();
  }

  /** Begins anew: an empty emulator, and another stack. */
  async restart(): Promise<void> {
    await this.project.remove();
    await this.emulator.client.reset();
    this.project = await this.newProject();
  }

  async stop(): Promise<void> {
    await this.project.remove();
    await this.emulator.stop();
  }

  /** The number of the last request, for `writes`. */
  async lastRequest(): Promise<number> {
    return (await this.emulator.client.requests()).at(-1)?.n ?? 0;
  }

  /** Requests since then that may have changed something. SpaceONE reads by POST, too. */
  async writes(since: number): Promise<readonly RequestRecord[]> {
    const requests = await this.emulator.client.requests(since);
    return requests.filter(({ method, path }) => method !== "GET" && !/\/(get|list)$/.test(path));
  }

  private newProject(): Promise<Project> {
    const { config, spaceoneConfig } = this.emulator;
    return Project.create({ ...config, ...spaceoneConfig, ...this.settings }, this.options);
  }
}

/** A fixture for the tests of a file. */
export function useStack(settings: Record<string, string> = {}, options: ProjectOptions = {}): StackFixture {
  const fixture = new StackFixture(settings, options);
  beforeAll(() => fixture.start());
  afterAll(() => fixture.stop());
  return fixture;
}

/** URN of a resource of SCP without a parent. */
export function urnOf(kind: string, name: string): string {
  return `urn:pulumi:test::test::pulumi-nodejs:dynamic/scp:${kind}::${name}`;
}
