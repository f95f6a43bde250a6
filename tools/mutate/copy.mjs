// A copy of this checkout in which a file is changed, tested and put back.
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import typescript from "typescript";
import { runQuietly } from "../child.mjs";
import { inRoot, root } from "../run/project.mjs";

export class Copy {
  /** `env`: what `prepare` has made, for tests that need dist/ or the engine. */
  static async make(env) {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-scp-mutation-")));
    const listed = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    const { code, output } = await runQuietly("git", listed, { cwd: root });
    if (code !== 0) throw new Error(`git cannot list the files of this checkout: ${output}`);
    for (const path of output.split("\0").filter((path) => path !== "")) copyFile(path, folder);
    cpSync(inRoot("dist"), join(folder, "dist"), { recursive: true });
    symlinkSync(inRoot("node_modules"), join(folder, "node_modules"));
    return new Copy(folder, env);
  }

  constructor(folder, env) {
    this.folder = folder;
    this.env = env;
    this.options = compilerOptions();
  }

  /** Does something while a file of the copy is changed: in the source, and in what is built of it. */
  async with(file, change, work) {
    const built = join("dist", file.replace(/\.ts$/, ".js"));
    const before = [file, built].map((path) => [path, this.read(path)]);
    const source = change(this.read(file));
    this.write(file, source);
    this.write(built, typescript.transpileModule(source, { compilerOptions: this.options, fileName: file }).outputText);
    try {
      return await work();
    } finally {
      for (const [path, text] of before) this.write(path, text);
    }
  }

  /** Runs files of tests. Resolves to the titles of those that failed, or that the run has broken off. */
  async test(files, minutes) {
    const results = join(this.folder, ".cache-results.json");
    rmSync(results, { force: true });
    const project = ["--selectProjects", ...new Set(files.map((file) => file.split("/")[1]))];
    // A connection that a mutation leaves open would keep jest from ending after a failure.
    const args = [...files, "--runInBand", "--forceExit", "--json", `--outputFile=${results}`, ...project];
    const since = performance.now();
    const options = { cwd: this.folder, env: this.env, timeout: minutes * 60_000 };
    const { code, output } = await runQuietly("jest", args, options);
    const isOver = performance.now() - since >= options.timeout;
    try {
      return failuresIn(JSON.parse(readFileSync(results, "utf8")), output);
    } catch (error) {
      if (error.code !== "ENOENT") throw error;
      const title = isOver ? `no end within ${minutes} minutes` : `the run breaks off, with code ${code}`;
      return [{ file: files.map(shortName).join(", "), title }];
    }
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true });
  }

  read(path) {
    return readFileSync(join(this.folder, path), "utf8");
  }

  write(path, text) {
    writeFileSync(join(this.folder, path), text);
  }
}

function copyFile(path, folder) {
  cpSync(inRoot(path), join(folder, path), { recursive: true, verbatimSymlinks: true, force: true });
}

/** A file that cannot even be loaded proves nothing of a rule. */
function failuresIn({ testResults }, output) {
  const broken = testResults.find(
    ({ assertionResults, status }) => status === "failed" && assertionResults.length === 0,
  );
  if (broken !== undefined) throw new Error(`${broken.name} cannot be run:\n${broken.message || output}`);
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === "failed")
      .map(({ fullName }) => ({ file: shortName(name), title: fullName })),
  );
}

function shortName(file) {
  return file.split("test/").slice(1).join("test/");
}

function compilerOptions() {
  const file = inRoot("tsconfig.build.json");
  const { config } = typescript.readConfigFile(file, typescript.sys.readFile);
  return typescript.parseJsonConfigFileContent(config, typescript.sys, dirname(file)).options;
}
