import { spawn, type ChildProcess } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const script = join(__dirname, "../../tools/engine/engine.mjs");

/** What `node tools/engine/engine.mjs` did. */
export interface EngineResult {
  readonly code: number | null;
  /** The folder that it names. */
  readonly folder: string;
  readonly log: string;
}

/** A machine of its own for tools/engine: a home folder, and commands on PATH that only play their part. */
export class FakeMachine {
  private readonly root = realpathSync(mkdtempSync(join(tmpdir(), "engine-")));
  readonly bin = this.newFolder("bin");
  readonly home = this.newFolder("home");
  readonly cache = join(this.root, "cache");
  private readonly runs: ChildProcess[] = [];

  newFolder(name: string): string {
    const folder = join(this.root, name);
    mkdirSync(folder);
    return folder;
  }

  command(name: string, body: string, folder = this.bin): void {
    const file = join(folder, name);
    writeFileSync(file, `#!/bin/sh\n${body}\n`);
    chmodSync(file, 0o755);
  }

  /** A `go` whose `build` notes its environment, runs `work` and writes a script to the output file. */
  go(work = ""): void {
    this.command(
      "go",
      `env >> "${this.root}/go-calls"
while [ $# -gt 1 ]; do [ "$1" = -o ] && output=$2; shift; done
${work}
echo "#!/bin/sh" > "$output"`,
    );
  }

  pulumi(version: string, folder = this.bin): void {
    this.command("pulumi", `echo v${version}`, folder);
    for (const plugin of ["pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"]) this.command(plugin, "", folder);
  }

  /** One line per variable that a `go` was given, of all calls so far. */
  get goCalls(): string[] {
    const file = join(this.root, "go-calls");
    return existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
  }

  get goCallCount(): number {
    return this.goCalls.filter((line) => line.startsWith("GOFLAGS=")).length;
  }

  start(env: Record<string, string> = {}): ChildProcess {
    const defaults = { PATH: `${this.bin}:/usr/bin:/bin`, HOME: this.home, PULUMI_SCP_CACHE: this.cache };
    const child = spawn(process.execPath, [script], {
      env: { ...defaults, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.runs.push(child);
    return child;
  }

  run(env?: Record<string, string>): Promise<EngineResult> {
    return finished(this.start(env));
  }

  remove(): void {
    for (const child of this.runs) child.kill("SIGKILL");
    rmSync(this.root, { recursive: true, force: true });
  }
}

export function finished(child: ChildProcess): Promise<EngineResult> {
  let folder = "";
  let log = "";
  child.stdout?.on("data", (chunk: Buffer) => (folder += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (log += chunk.toString()));
  return new Promise((resolve) => {
    child.on("close", (code) => {
      resolve({ code, folder: folder.trim(), log });
    });
  });
}
