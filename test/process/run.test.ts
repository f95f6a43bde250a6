import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { FakeCheckout, finished } from "../support/fake-checkout";

let checkout: FakeCheckout;
beforeEach(() => {
  checkout = new FakeCheckout();
});
afterEach(() => {
  checkout.remove();
});

const lastLine = (output: string) => output.trimEnd().split("\n").at(-1);
const installing = "Installing the packages of package-lock.json with npm ci; about half a minute.\n";
const quick = ["test", "--only", "format,lint,types,unused,unit,contract"];

const lint = () => checkout.start(process.execPath, ["tools/run.mjs", "lint"]);
const build = () => checkout.start(process.execPath, ["tools/run.mjs", "build"]);

/** The folders in which something is being made, or was when its run was killed. */
const workspaces = () => checkout.list(".").filter((name) => name.includes(".partial-"));

/** Waits for something that another process does. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await pause(20);
}

describe("the packages", () => {
  test("are installed in a fresh clone, once", async () => {
    expect(await checkout.run("lint")).toMatchObject({ code: 0, output: expect.stringContaining(installing) });
    expect((await checkout.run("lint")).output).not.toContain("Installing");
    expect(checkout.npmCallCount).toBe(1);
  });

  test("are installed anew for another package-lock.json", async () => {
    await checkout.run("lint");
    checkout.lockFile("2.0.0");
    await checkout.run("lint");
    expect(checkout.npmCallCount).toBe(2);
  });

  test("may be installed by two runs at once, and are there once", async () => {
    checkout.npm("while [ -d ../bin ] && [ ! -e ../go-on ]; do sleep 0.05; done");
    const runs = [lint(), lint()].map(finished);
    await until(() => checkout.npmCallCount === 2);
    expect(checkout.exists("node_modules")).toBe(false);
    checkout.file("go-on", "");

    expect((await Promise.all(runs)).map(({ code }) => code)).toEqual([0, 0]);
    expect(workspaces()).toEqual([]);
    expect(await checkout.run("lint")).toMatchObject({ code: 0 });
    expect(checkout.npmCallCount).toBe(2);
  });

  test("are installed anew after a run that was killed halfway, which changes nothing of those that are there", async () => {
    await checkout.run("lint");
    checkout.lockFile("2.0.0");
    checkout.npm("mkdir node_modules; kill -9 $PPID $$");
    await checkout.run("lint");
    expect(checkout.exists("node_modules/.bin/eslint")).toBe(true);

    checkout.npm();
    expect(await checkout.run("lint")).toMatchObject({ code: 0 });
    expect(checkout.npmCallCount).toBe(3);
  });

  test("are installed anew over a half-made folder", async () => {
    checkout.file("node_modules/.bin/eslint", "half");
    expect(await checkout.run("lint")).toMatchObject({ code: 0 });
    expect(workspaces()).toEqual([]);
  });

  test("that cannot be installed are an error with the end of what npm said", async () => {
    checkout.npm("echo 'npm error EUSAGE' >&2; exit 1");
    expect(await checkout.run("lint")).toEqual({
      code: 1,
      output: `${installing}npm ci failed. The last lines it said:\nnpm error EUSAGE\n`,
    });
  });
});

describe("the Node of package-lock.json", () => {
  test("runs everything, whichever Node has started it", async () => {
    checkout.installs("node", `echo "on the pinned Node"; exec "${process.execPath}" "$@"`);
    checkout.installs("eslint", "command -v node");
    const { output } = await checkout.run("lint");
    expect(output.match(/on the pinned Node/g)).toHaveLength(1);
    expect(output).toContain("/node_modules/.bin/node\n");
  });

  test("is done without, with a word, where its install script was not allowed to run", async () => {
    checkout.npm("rm ../fake-modules/node");
    const { code, output } = await checkout.run("lint");
    expect(code).toBe(0);
    expect(output).toContain(`going on with ${process.version}`);
  });
});

describe("the steps of test", () => {
  test("count one each for a check, and the tests of a suite", async () => {
    checkout.installs("jest", checkout.jestResult({ numPassedTests: 20, numPendingTests: 1, numTodoTests: 2 }));
    const { code, output } = await checkout.run(...quick);
    expect({ code, last: lastLine(output) }).toEqual({ code: 0, last: "44 passed, 0 failed, 6 skipped" });
  });

  test("all run, even when the first one fails", async () => {
    checkout.installs("prettier", "echo 'not pretty'; exit 1");
    checkout.installs("jest", checkout.jestResult({ numPassedTests: 1 }));
    const { code, output } = await checkout.run(...quick);
    expect({ code, last: lastLine(output) }).toEqual({ code: 1, last: "5 passed, 1 failed" });
    expect(output).toContain("not pretty");
  });

  test("end-to-end tests run beside the steps after the unit tests, and print when it is their turn", async () => {
    const goOn = `"${checkout.root}/go-on"`;
    const acts = `case "$*" in
*"--selectProjects e2e "*) echo "e2e prints"; touch ${goOn};;
*"--selectProjects process "*) while [ -d "${checkout.root}/bin" ] && [ ! -e ${goOn} ]; do sleep 0.05; done;;
*) sleep 0.2; [ ! -e ${goOn} ] || exit 1;;
esac`;
    checkout.installs("jest", `${acts}\n${checkout.jestResult({ numPassedTests: 1 })}`);
    checkout.tsc([]);
    checkout.engine();
    const { code, output } = await checkout.run("test", "--only", "unit,process,e2e");
    expect({ code, last: lastLine(output) }).toEqual({ code: 0, last: "3 passed, 0 failed" });
    expect(output).toMatch(/\nunit: .*[^]*\nprocess: .*[^]*\ne2e: .*\ne2e prints\n/);
  });

  test("a failed test and a test file that cannot be run are failures", async () => {
    checkout.installs(
      "jest",
      `${checkout.jestResult({ numPassedTests: 3, numFailedTests: 1, numBrokenFiles: 1 })}; exit 1`,
    );
    expect(lastLine((await checkout.run("unit")).output)).toBe("3 passed, 2 failed");
  });

  test("a jest that dies without a result is a failure", async () => {
    checkout.installs("jest", "kill -9 $$");
    expect(lastLine((await checkout.run("unit")).output)).toBe("0 passed, 1 failed");
  });

  test("a jest that fails although its tests passed is a failure", async () => {
    checkout.installs("jest", `${checkout.jestResult({ numPassedTests: 3 })}; exit 1`);
    expect(lastLine((await checkout.run("unit")).output)).toBe("3 passed, 1 failed");
  });

  test("a suite that has tests and runs none is a failure", async () => {
    checkout.file("test/unit/deep/some.test.ts", "");
    const { code, output } = await checkout.run("unit");
    expect({ code, last: lastLine(output) }).toEqual({ code: 1, last: "0 passed, 1 failed" });
    expect(output).toMatch(/^unit +0 +1 .*no test was run$/m);
  });

  test("a suite without tests is none", async () => {
    expect(await checkout.run("contract")).toMatchObject({ code: 0 });
  });

  test("a name that fits no test is a failure", async () => {
    expect(lastLine((await checkout.run("unit", "-t", "nothing")).output)).toBe("0 passed, 1 failed");
  });

  test("what is not for the tools goes to jest", async () => {
    checkout.installs("jest", `echo "jest got: $*"; ${checkout.jestResult({ numPassedTests: 1 })}`);
    expect((await checkout.run("unit", "-t", "name")).output).toMatch(/^jest got: .* -t name$/m);
    const { output } = await checkout.run("test", "--only=unit", "--", "--only");
    expect(output).toMatch(/^jest got: .* --only$/m);
  });

  test("when dist/ cannot be built, the suites that need it are failures and the others run", async () => {
    checkout.installs("tsc", '[ "$1" = --noEmit ] || { echo "x.ts(1,1): error"; exit 2; }');
    checkout.installs("jest", checkout.jestResult({ numPassedTests: 1 }));
    const { output } = await checkout.run("test", "--only", "types,unit,process");
    expect(output).toContain("x.ts(1,1): error");
    expect(lastLine(output)).toBe("2 passed, 1 failed");
  });
});

describe("dist/", () => {
  const made = ["emulator/cli.js", "provider/index.js"];

  test("is built once for the same sources", async () => {
    checkout.tsc(made);
    await checkout.run("build");
    expect(await checkout.run("build")).toEqual({ code: 0, output: "" });
    expect(checkout.tscCallCount).toBe(1);
  });

  test.each([
    "provider/index.ts",
    "emulator/cli.ts",
    "emulator/new.ts",
    "emulator/page/page.html",
    "cli/main.ts",
    "tsconfig.json",
  ])("is built anew after a change of %s", async (file) => {
    checkout.tsc(made);
    await checkout.run("build");
    checkout.file(file, "// changed");
    await checkout.run("build");
    expect(checkout.tscCallCount).toBe(2);
  });

  test("keeps no output of a source file that is gone", async () => {
    checkout.tsc([...made, "provider/gone.js"]);
    await checkout.run("build");
    checkout.tsc(made);
    checkout.file("provider/index.ts", "// gone is not imported");
    expect(await checkout.run("build")).toMatchObject({ code: 0 });
    expect(checkout.list("dist/provider")).toEqual(["index.js"]);
  });

  test("may be built by two runs at once, and is there once", async () => {
    checkout.tsc(made, `while [ -d "${checkout.root}/bin" ] && [ ! -e "${checkout.root}/go-on" ]; do sleep 0.05; done`);
    await checkout.run("lint");
    const runs = [build(), build()].map(finished);
    await until(() => checkout.tscCallCount === 2);
    expect(checkout.exists("dist")).toBe(false);
    checkout.file("go-on", "");

    expect((await Promise.all(runs)).map(({ code }) => code)).toEqual([0, 0]);
    expect(checkout.list("dist")).toEqual([".sources", "emulator", "provider"]);
    expect(workspaces()).toEqual([]);
  });

  test("stays as it was where a build fails or is killed halfway", async () => {
    checkout.tsc(made);
    await checkout.run("build");
    checkout.file("provider/index.ts", "// changed");
    for (const end of ["exit 1", "kill -9 $PPID"]) {
      checkout.tsc([], end);
      await checkout.run("build");
      expect(checkout.list("dist/provider")).toEqual(["index.js"]);
    }
  });
});

describe(".ci/run", () => {
  const says = (text: string): string => `console.log(${JSON.stringify(text)});`;
  /** What `npm test`, `npm run test:docs` and `npm run test:options` do. */
  const doing = (test: string, docs: string, options = says("10 passed, 0 failed")): void => {
    checkout.file(
      "tools/run.mjs",
      `({ test() {${test}}, options() {${options}}, docs() {${docs}} })[process.argv[2]]();`,
    );
  };

  test("ends with the sum of all commands, and with the exit code of the one that failed", async () => {
    checkout.npm();
    doing(`${says("3 passed, 1 failed, 1 skipped")} process.exitCode = 1;`, says("2 passed, 0 failed, 1 skipped"));
    const { code, output } = await checkout.ci();
    expect({ code, last: lastLine(output) }).toEqual({ code: 1, last: "15 passed, 1 failed, 2 skipped" });
  });

  test("names no skipped tests where there are none", async () => {
    doing(says("3 passed, 0 failed\nnpm notice"), says("1 passed, 0 failed"));
    const { code, output } = await checkout.ci();
    expect({ code, last: lastLine(output) }).toEqual({ code: 0, last: "14 passed, 0 failed" });
  });

  test("counts one failure of each command that ends before it could count", async () => {
    checkout.npm("echo 'npm error network' >&2; exit 1");
    doing("process.exitCode = 3;", "process.exitCode = 1;", "process.exitCode = 1;");
    const { code, output } = await checkout.ci();
    expect(code).not.toBe(0);
    expect(lastLine(output)).toBe("0 passed, 3 failed");
  });

  test("fails where the tests print no summary", async () => {
    doing("", says("1 passed, 0 failed"));
    const { code, output } = await checkout.ci();
    expect({ code, last: lastLine(output) }).toEqual({ code: 1, last: "11 passed, 1 failed" });
  });

  test("gives the tests no terminal to ask questions on", async () => {
    const script = 'process.stdin.on("data", () => {}).on("end", () => console.log("1 passed, 0 failed"));';
    doing(script, script);
    expect(await checkout.ci()).toMatchObject({ code: 0 });
  });
});

test("--help names the commands and installs nothing", async () => {
  const { code, output } = await checkout.run("--help");
  expect(code).toBe(0);
  expect(output).toMatch(/^ {2}demo /m);
  expect(checkout.npmCallCount).toBe(0);
});

test.each(["tets", "test --only e3e"])("%s is refused with the list of commands", async (line) => {
  const { code, output } = await checkout.run(...line.split(" "));
  expect(code).toBe(2);
  expect(output).toContain("Usage:");
});
