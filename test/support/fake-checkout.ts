import { spawn, type ChildProcess } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
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
    for (const file of ["package.json", "tsconfig.json", "tsconfig.build.json"]) this.file(file, "{}");
    for (const file of ["provider/index.ts", "emulator/cli.ts", "emulator/page/page.html", "cli/main.ts"])
      this.file(file, "");
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

  private linesIn(path: string): number {
    return this.exists(path) ? readFileSync(join(this.root, path), "utf8").trim().split("\n").length : 0;
  }

  /** What is in a folder of the checkout, sorted. */
  list(path: string): string[] {
    return readdirSync(join(this.root, path)).sort();
  }

  exists(path: string): boolean {
    return existsSync(join(this.root, path));
  }

  lockFile(version: string): void {
    this.file("package-lock.json", JSON.stringify({ packages: { "": {}, "node_modules/one": { version } } }));
  }

  /** An `npm` that knows `test`, `run test:docs` and its like, and `ci`; `ci` notes its call, runs `work` and then installs. */
  npm(work = ""): void {
    const test = `[ "$1" = run ] && step=\${2#test:}\nexec "${process.execPath}" tools/run.mjs "\${step:-test}"`;
    const install = `mkdir -p node_modules && cp -R "${this.root}/fake-modules" node_modules/.bin
sed 's/"":{},//' package-lock.json > node_modules/.package-lock.json`;
    const ci = `echo ci >> "${this.root}/npm-calls"; rm -rf node_modules; ${work}\n${install}`;
    this.file("bin/npm", `#!/bin/sh\nif [ "$1" = ci ]; then\n${ci}\nelse\n${test}\nfi\n`, 0o755);
  }

  get npmCallCount(): number {
    return this.linesIn("npm-calls");
  }

  /** A `tsc` that notes its call, runs `work` and makes these files where dist/ is asked for. */
  tsc(files: readonly string[], work = ""): void {
    const write = files.map((file) => `mkdir -p "$4/$(dirname ${file})"; echo made > "$4/${file}"`).join("\n");
    this.installs("tsc", `[ "$1" = --noEmit ] && exit\necho tsc >> "${this.root}/tsc-calls"\n${work}\n${write}`);
  }

  get tscCallCount(): number {
    return this.linesIn("tsc-calls");
  }

  /** A command that `npm ci` brings along, or has brought already. */
  installs(name: string, body: string): void {
    const folders = ["fake-modules", "node_modules/.bin"].filter(
      (path) => path === "fake-modules" || this.exists(path),
    );
    for (const folder of folders) this.file(`${folder}/${name}`, `#!/bin/sh\n${body}\n`, 0o755);
  }

  /** What `jest` does to end with these counts. */
  jestResult(counts: Record<string, number>): string {
    const none = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, numBrokenFiles: 0 };
    return `echo '${JSON.stringify({ ...none, ...counts })}' > "$PULUMI_SCP_JEST_RESULT"`;
  }

  /** A Pulumi on PATH. */
  engine(): void {
    this.file("bin/pulumi", "#!/bin/sh\necho v3.300.0\n", 0o755);
    for (const plugin of ["pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"]) {
      this.file(`bin/${plugin}`, "", 0o755);
    }
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
