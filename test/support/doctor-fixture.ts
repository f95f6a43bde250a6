import { createServer } from "node:http";
import { createServer as createTcpServer, type AddressInfo, type Server } from "node:net";
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Duplex } from "node:stream";

import { afterAll, afterEach, beforeAll, beforeEach, expect } from "@jest/globals";

import { pulumiScp, variablesOf, type Ran } from "./command";
import { EmulatorProcess } from "./emulator-process";
import { linkPackage } from "./project";

/** A check as `doctor --json` prints it. */
export interface ShownCheck {
  readonly check: string;
  readonly status: "ok" | "warning" | "wrong";
  readonly message: string;
  readonly remedy?: string;
}

export interface Diagnosis {
  readonly code: number | null;
  readonly isHealthy: boolean;
  readonly checks: readonly ShownCheck[];
}

/** A project of which nothing is wrong, and what a test changes of it. */
class DoctorFixture {
  private constructor(
    private readonly root: string,
    private readonly emulator: EmulatorProcess,
  ) {}

  static async create(emulator: EmulatorProcess): Promise<DoctorFixture> {
    const fixture = new DoctorFixture(await mkdtemp(join(tmpdir(), "pulumi-scp-doctor-")), emulator);
    for (const folder of [fixture.folder, fixture.home, fixture.bin]) await mkdir(folder);
    await symlink(process.execPath, join(fixture.bin, "node"));
    await fixture.write("Pulumi.yaml", "name: shop\nruntime: nodejs\n");
    await linkPackage(fixture.folder);
    await fixture.engine("v3.259.0");
    return fixture;
  }

  /** The project's folder. */
  get folder(): string {
    return join(this.root, "project");
  }

  get home(): string {
    return join(this.root, "home");
  }

  private get bin(): string {
    return join(this.root, "bin");
  }

  /** The variables of a shell in which everything works. */
  get variables(): Record<string, string> {
    return { ...variablesOf(this.emulator), PATH: this.bin, HOME: this.home };
  }

  /** Writes a file of the project. */
  async write(name: string, text: string): Promise<void> {
    await writeFile(join(this.folder, name), text);
  }

  /** Makes the `pulumi` on PATH one that says this version. */
  async engine(version: string): Promise<void> {
    await this.executable("pulumi", `echo ${version}`);
  }

  async executable(name: string, script: string): Promise<void> {
    const file = join(this.bin, name);
    await rm(file, { force: true });
    await writeFile(file, `#!/bin/sh\n${script}\n`);
    await chmod(file, 0o755);
  }

  run(args: readonly string[] = [], env: Record<string, string> = this.variables, cwd = this.folder): Promise<Ran> {
    return pulumiScp(["doctor", ...args], env, cwd);
  }

  async diagnose(
    env: Record<string, string> = this.variables,
    args: readonly string[] = [],
    cwd?: string,
  ): Promise<Diagnosis> {
    const { code, stdout, stderr } = await this.run(["--json", ...args], env, cwd);
    if (stderr !== "") throw new Error(stderr);
    return { code, ...(JSON.parse(stdout) as Omit<Diagnosis, "code">) };
  }

  async remove(): Promise<void> {
    await rm(this.root, { recursive: true, force: true });
  }
}

/** The checks of a diagnosis that are not in order. */
export function findings({ checks }: Diagnosis): readonly ShownCheck[] {
  return checks.filter(({ status }) => status !== "ok");
}

/** Variables without some of them. */
export function without(variables: Record<string, string>, ...names: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !names.includes(name)));
}

/** A port of this machine at which nothing listens. */
export async function closedPort(): Promise<number> {
  const server = createTcpServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Runs something with a proxy that refuses every connection with 403; it is given the proxy's address. */
export async function withRefusingProxy<T>(run: (url: string) => Promise<T>): Promise<T> {
  const proxy = createServer();
  proxy.on("connect", (_, socket: Duplex) => {
    socket.on("error", () => undefined);
    socket.end("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
  });
  try {
    return await run(`http://127.0.0.1:${String(await listen(proxy))}`);
  } finally {
    await new Promise((resolve) => proxy.close(resolve));
  }
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

export const scpServices = ["kms", "secretsmanager", "secretvault", "certificatemanager", "configinspection"];

/** A check that is wrong. */
export const wrong = (check: string, message: RegExp, remedy: RegExp): ShownCheck => ({
  check,
  status: "wrong",
  message: expect.stringMatching(message) as unknown as string,
  remedy: expect.stringMatching(remedy) as unknown as string,
});

interface Doctor {
  readonly emulator: EmulatorProcess;
  /** Another project for each test. */
  readonly fixture: DoctorFixture;
  /** Runs it with these variables, and expects exactly these checks to be wrong. */
  expectWrong(env: Record<string, string>, ...expected: readonly ShownCheck[]): Promise<void>;
}

/** An emulator for all tests of a file, and a healthy project for each. */
export function useDoctor(): Doctor {
  let emulator: EmulatorProcess;
  let fixture: DoctorFixture;
  beforeAll(async () => {
    emulator = await EmulatorProcess.start();
  });
  afterAll(() => emulator.stop());
  beforeEach(async () => {
    fixture = await DoctorFixture.create(emulator);
  });
  afterEach(async () => {
    await emulator.client.removeFaults();
    await fixture.remove();
  });
  return {
    get emulator() {
      return emulator;
    },
    get fixture() {
      return fixture;
    },
    async expectWrong(env, ...expected) {
      const diagnosis = await fixture.diagnose(env);
      expect(findings(diagnosis)).toEqual(expected);
      expect(diagnosis).toMatchObject({ code: 1, isHealthy: false });
    },
  };
}
