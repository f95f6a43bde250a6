import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { FakeMachine, finished } from "../support/engine-run";

const executables = ["pulumi", "pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"];
const build = { PULUMI_SCP_ENGINE: "build" };

let machine: FakeMachine;
beforeEach(() => {
  machine = new FakeMachine();
});
afterEach(() => {
  machine.remove();
});

/** Waits for something that another process does. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await pause(20);
}

/** A `go` that stays in its build until the file is there (or the whole machine is gone). */
function goThatWaits(): string {
  const file = join(machine.home, "go-on");
  machine.go(`while [ -d "${machine.home}" ] && [ ! -e "${file}" ]; do sleep 0.05; done`);
  return file;
}

/** The folders in which engines are being made, or were when their run was killed. */
function workspaces(): string[] {
  return readdirSync(machine.cache).filter((name) => name.includes(".partial-"));
}

describe("building with Go", () => {
  test("the three executables are in one folder, and it says beforehand what it does", async () => {
    machine.go();
    const { code, folder, log } = await machine.run(build);
    expect(code).toBe(0);
    expect(readdirSync(folder).sort()).toEqual(executables);
    expect(log).toMatch(/^Building the Pulumi engine \d+\.\d+\.\d+ with Go, once; 2 to 8 minutes/);
    expect(machine.goCallCount).toBe(2);
  });

  test("the second run needs neither Go nor the network", async () => {
    machine.go();
    const first = await machine.run(build);
    machine.command("go", "exit 1");
    machine.command("curl", "exit 1");
    expect(await machine.run(build)).toEqual({ code: 0, folder: first.folder, log: "" });
    expect(machine.goCallCount).toBe(2);
  });

  test("runs at once may all build, and answer the one folder that the first of them has made", async () => {
    const goOn = goThatWaits();
    const runs = [machine.start(build), machine.start(build), machine.start(build)].map(finished);
    await until(() => machine.goCallCount === 3);
    writeFileSync(goOn, "");

    const results = await Promise.all(runs);
    expect(results.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(new Set(results.map(({ folder }) => folder)).size).toBe(1);
    expect(readdirSync(machine.cache)).toEqual([basename(results[0]?.folder ?? "")]);
  });

  test("a run builds without waiting for what a run that was killed halfway has left", async () => {
    goThatWaits();
    const killed = machine.start(build);
    await until(() => machine.goCallCount === 1);
    killed.kill("SIGKILL");
    await new Promise((resolve) => killed.on("exit", resolve));
    const left = workspaces();
    expect(left).toHaveLength(1);

    machine.go();
    const { code, folder, log } = await machine.run(build);
    expect(code).toBe(0);
    expect(log).toMatch(/^Building/);
    expect(readdirSync(folder).sort()).toEqual(executables);
    expect(workspaces()).toEqual(left);
  });

  test("what killed runs have left is cleared away after a day", async () => {
    machine.go();
    const { folder } = await machine.run(build);
    mkdirSync(`${folder}.partial-young`);
    mkdirSync(`${folder}.partial-old`);
    const twoDaysAgo = Date.now() / 1000 - 2 * 24 * 60 * 60;
    utimesSync(`${folder}.partial-old`, twoDaysAgo, twoDaysAgo);

    rmSync(join(folder, "pulumi"));
    await machine.run(build);
    expect(workspaces()).toEqual([`${basename(folder)}.partial-young`]);
  });

  test("a folder that lacks a file is made anew", async () => {
    machine.go();
    const { folder } = await machine.run(build);
    rmSync(join(folder, "pulumi-language-nodejs"));
    expect(await machine.run(build)).toMatchObject({ code: 0, folder });
    expect(readdirSync(folder).sort()).toEqual(executables);
    expect(machine.goCallCount).toBe(4);
  });

  test("an unfinished folder never has the finished name", async () => {
    const goOn = goThatWaits();
    const run = finished(machine.start(build));
    await until(() => machine.goCallCount === 1);
    expect(readdirSync(machine.cache)).toEqual(workspaces());
    writeFileSync(goOn, "");
    expect(existsSync((await run).folder)).toBe(true);
  });

  test("a run that is told to stop leaves nothing", async () => {
    goThatWaits();
    const stopped = machine.start(build);
    await until(() => machine.goCallCount === 1);
    stopped.kill("SIGTERM");
    await new Promise((resolve) => stopped.on("exit", resolve));
    expect(readdirSync(machine.cache)).toEqual([]);
  });

  test("when the build fails, the end of its output and the ways out are shown, and nothing is kept", async () => {
    machine.go("seq 1 30; echo 'no such module' >&2; exit 1");
    const { code, folder, log } = await machine.run(build);
    expect({ code, folder }).toEqual({ code: 1, folder: "" });
    expect(log).toContain("\n30\nno such module\nWays out:");
    expect(log).not.toContain("\n11\n");
    expect(readdirSync(machine.cache)).toEqual([]);
  });

  test("modules are never changed, whatever the user's settings of Go are", async () => {
    machine.go();
    await machine.run({ ...build, GOFLAGS: "-mod=mod", GOOS: "plan9", GOWORK: "/tmp/go.work" });
    expect(machine.goCalls).toEqual(expect.arrayContaining(["GOFLAGS=-mod=readonly", "GOWORK=off", "CGO_ENABLED=0"]));
    expect(machine.goCalls.filter((line) => line.startsWith("GOOS="))).toEqual([]);
  });
});

describe("the cache", () => {
  test("is below an empty home folder where nothing else is set", async () => {
    machine.go();
    const { folder } = await machine.run({ ...build, PULUMI_SCP_CACHE: "" });
    expect(dirname(folder)).toBe(join(machine.home, ".cache/pulumi-scp"));
  });

  test("follows XDG_CACHE_HOME", async () => {
    machine.go();
    const { folder } = await machine.run({ ...build, PULUMI_SCP_CACHE: "", XDG_CACHE_HOME: machine.home });
    expect(dirname(folder)).toBe(join(machine.home, "pulumi-scp"));
  });

  test("holds Go's own caches where there is no home folder", async () => {
    machine.go();
    const { code } = await machine.run({ ...build, HOME: "" });
    expect(code).toBe(0);
    expect(machine.goCalls).toEqual(
      expect.arrayContaining([
        `GOPATH=${machine.cache}/go`,
        `GOCACHE=${machine.cache}/go-build`,
        "GOFLAGS=-mod=readonly -modcacherw",
      ]),
    );
  });

  test("that cannot be made is an error that names the variable to set", async () => {
    machine.go();
    writeFileSync(machine.cache, "a file");
    const { code, log } = await machine.run(build);
    expect(code).toBe(1);
    expect(log).toContain("Set PULUMI_SCP_CACHE");
  });
});

describe("a Pulumi on PATH", () => {
  test("is used as it is when it is new enough", async () => {
    machine.pulumi("3.226.1");
    const { folder, log } = await machine.run();
    expect(folder).toBe(machine.bin);
    expect(log).toBe(`Using Pulumi 3.226.1 from ${machine.bin}.\n`);
  });

  test("is used from its real folder when it is a symbolic link", async () => {
    const real = machine.newFolder("real");
    machine.pulumi("3.300.0", real);
    symlinkSync(join(real, "pulumi"), join(machine.bin, "pulumi"));
    expect((await machine.run()).folder).toBe(real);
  });

  test.each(["3.226.0", "3.9.9", "2.300.0", "4.0.0", "unknown"])(
    "is not used when it is version %s",
    async (version) => {
      machine.pulumi(version);
      machine.go();
      const { folder, log } = await machine.run();
      expect(dirname(folder)).toBe(machine.cache);
      expect(log).toMatch(/^Not using .*3\.226\.1 or newer/);
    },
  );

  test("is not used without its plugins", async () => {
    machine.command("pulumi", "echo v3.300.0");
    machine.go();
    const { folder, log } = await machine.run();
    expect(dirname(folder)).toBe(machine.cache);
    expect(log).toContain("pulumi-language-nodejs is neither beside it nor on PATH");
  });

  test("keeps its home folder as it was when it is asked for its version", async () => {
    machine.pulumi("3.300.0");
    machine.command("pulumi", `echo "$PULUMI_HOME" > "${machine.home}/seen"; echo v3.300.0`);
    await machine.run({ PULUMI_HOME: join(machine.home, "mine") });
    expect(readFileSync(join(machine.home, "seen"), "utf8")).not.toContain(machine.home);
  });

  test("is left out when PULUMI_SCP_ENGINE asks for a build", async () => {
    machine.pulumi("3.300.0");
    machine.go();
    expect(dirname((await machine.run(build)).folder)).toBe(machine.cache);
  });
});

describe("Pulumi's installer", () => {
  const installer = `while [ $# -gt 1 ]; do [ "$1" = -o ] && output=$2; shift; done
cat > "$output" <<'END'
[ "$1 $3 $5" = "--version --install-root --no-edit-path" ] || exit 1
mkdir "$4/bin"
for name in pulumi pulumi-language-nodejs pulumi-watch; do echo "$2" > "$4/bin/$name"; done
END`;

  test("is used when it is asked for", async () => {
    machine.go();
    machine.command("curl", installer);
    const { folder, log } = await machine.run({ PULUMI_SCP_ENGINE: "installer" });
    expect(readdirSync(folder).sort()).toEqual(executables);
    expect(log).toMatch(/^Downloading the Pulumi engine \d+\.\d+\.\d+ with Pulumi's installer/);
    expect(readFileSync(join(folder, "pulumi"), "utf8")).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(machine.goCallCount).toBe(0);
  });

  test("that cannot be downloaded is an error that names the ways out", async () => {
    machine.command("curl", "echo 'no route to host' >&2; exit 7");
    const { code, log } = await machine.run({ PULUMI_SCP_ENGINE: "installer" });
    expect(code).toBe(1);
    expect(log).toContain("no route to host\nWays out: install Pulumi");
  });
});

test("without Pulumi, Go and curl the error says what to install", async () => {
  const { code, log } = await machine.run({ PATH: machine.bin });
  expect(code).toBe(1);
  expect(log).toContain("Install Go 1.26 or newer");
});

test("a value of PULUMI_SCP_ENGINE that means nothing is an error", async () => {
  const { code, log } = await machine.run({ PULUMI_SCP_ENGINE: "docker" });
  expect({ code, log }).toEqual({
    code: 1,
    log: 'PULUMI_SCP_ENGINE is "docker"; it can be "build" or "installer", or left out.\n',
  });
});
