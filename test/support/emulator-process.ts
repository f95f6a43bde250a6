import { EmulatorClient, type EmulatorAddress } from "./emulator-client";
import { SpawnedEmulator } from "./spawned-emulator";

/** An emulator in its own process, its client, and the configuration with which a stack uses it. */
export class EmulatorProcess {
  private constructor(
    private readonly spawned: SpawnedEmulator,
    readonly address: EmulatorAddress,
    readonly client: EmulatorClient,
  ) {}

  static async start(...args: string[]): Promise<EmulatorProcess> {
    const { address, emulator } = await SpawnedEmulator.start(...args);
    return new EmulatorProcess(emulator, address, new EmulatorClient(address));
  }

  /** For a stack that uses SCP. */
  get config(): Record<string, string> {
    const { accessKey, secretKey, url } = this.address;
    return { "scp:endpoint": url, "scp:region": "kr-west1", "scp:accessKey": accessKey, "scp:secretKey": secretKey };
  }

  /** For a stack that uses SpaceONE. */
  get spaceoneConfig(): Record<string, string> {
    const { spaceoneToken = "", url } = this.address;
    return { "spaceone:endpoint": url, "spaceone:token": spaceoneToken };
  }

  /** Waits for a request's line in the emulator's log. */
  logged(line: RegExp): Promise<void> {
    return this.spawned.logged(line);
  }

  async stop(): Promise<void> {
    this.client.close();
    await this.spawned.kill("SIGTERM");
  }
}
