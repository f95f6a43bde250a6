import { spawn, type ChildProcess } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const project = join(__dirname, "../..");

/** What a command did. */
export interface CommandResult {
  readonly code: number | null;
  /** Both streams, without a line that says how long something took. */
  readonly output: string;
}

/**
 * A fresh clone that has the real tools/ and .ci/, and nothing else that is real: `npm`, and what it installs, only
 * play their part.
 */
export class FakeCheckout {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), "checkout-")));
  private readonly runs: ChildProcess[] = [];

  constructor() {
    for (const part of ["tools", ".ci"]) cpSync(join(project, part), join(this.root, part), { recursive: true });
    this.lockFile("1.0.0");
    this.npm();
    this.installs("node", `exec "${process.execPath}" "$@"`);
    for (const name of ["prettier", "eslint", "tsc", "knip"]) this.installs(name, "");
    this.installs("jest", this.jestResult({}));
  }

  file(path: string, text: string, mode = 0o644): void {
    const file = join(this.root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    chmodSync(file, mode);
  }

  exists(path: string): boolean {
    return existsSync(join(this.root, path));
  }

  lockFile(version: string): void {
    this.file("package-lock.json", JSON.stringify({ packages: { "": {}, "node_modules/one": { version } } }));
  }

  /** An `npm` that knows `test` and `ci`; `ci` notes its call, runs `work` and then installs. */
  npm(work = ""): void {
    const test = `exec "${process.execPath}" tools/run.mjs test`;
    const install = `mkdir -p node_modules && cp -R fake-modules node_modules/.bin
sed 's/"":{},//' package-lock.json > node_modules/.package-lock.json`;
    const ci = `echo ci >> npm-calls; rm -rf node_modules; ${work}\n${install}`;
    this.file("bin/npm", `#!/bin/sh\nif [ "$1" = ci ]; then\n${ci}\nelse\n${test}\nfi\n`, 0o755);
  }

  get npmCallCount(): number {
    return this.exists("npm-calls") ? readFileSync(join(this.root, "npm-calls"), "utf8").trim().split("\n").length : 0;
  }

  /** A command that `npm ci` brings along. */
  installs(name: string, body: string): void {
    this.file(`fake-modules/${name}`, `#!/bin/sh\n${body}\n`, 0o755);
  }

  /** What `jest` does to end with these counts. */
  jestResult(counts: Record<string, number>): string {
    const none = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, numBrokenFiles: 0 };
    return `echo '${JSON.stringify({ ...none, ...counts })}' > "$PULUMI_SCP_JEST_RESULT"`;
  }

  start(command: string, args: string[] = []): ChildProcess {
    const env = { PATH: `${join(this.root, "bin")}:/usr/bin:/bin`, HOME: this.root };
    const child = spawn(command, args, { cwd: this.root, env, stdio: ["ignore", "pipe", "pipe"] });
    this.runs.push(child);
    return child;
  }

  run(...args: string[]): Promise<CommandResult> {
    return finished(this.start(process.execPath, ["tools/run.mjs", ...args]));
  }

  ci(): Promise<CommandResult> {
    return finished(this.start(join(this.root, ".ci/run")));
  }

  remove(): void {
    for (const child of this.runs) child.kill("SIGKILL");
    rmSync(this.root, { recursive: true, force: true });
  }
}

export function finished(child: ChildProcess): Promise<CommandResult> {
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  }
  return new Promise((resolve) => {
    child.on("close", (code) => {
      resolve({ code, output: output.replace(/^ {2}installed in .*\n/m, "") });
    });
  });
}
