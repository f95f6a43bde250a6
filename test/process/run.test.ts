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

  test("are installed by one of two runs at once", async () => {
    checkout.npm("while [ -d bin ] && [ ! -e go-on ]; do sleep 0.05; done");
    const first = checkout.start(process.execPath, ["tools/run.mjs", "lint"]);
    const firstResult = finished(first);
    await until(() => checkout.npmCallCount === 1);
    const second = checkout.start(process.execPath, ["tools/run.mjs", "lint"]);
    const secondResult = finished(second);
    await new Promise((resolve) => second.stderr?.once("data", resolve));
    checkout.file("go-on", "");

    expect((await secondResult).output).toContain(
      `Waiting for process ${first.pid}, which is installing the packages.`,
    );
    expect((await firstResult).code).toBe(0);
    expect(checkout.npmCallCount).toBe(1);
  });

  test("are installed anew after an installation that was killed with its npm", async () => {
    checkout.npm("mkdir node_modules; kill -9 $PPID $$");
    await checkout.run("lint");
    checkout.npm();
    expect(await checkout.run("lint")).toMatchObject({ code: 0 });
    expect(checkout.npmCallCount).toBe(2);
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
    checkout.npm("rm fake-modules/node");
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
  test("keeps no output of a source file that is gone", async () => {
    checkout.file("emulator/cli.ts", "");
    const made = ["emulator/cli.js", "emulator/cli.d.ts", "provider/gone.js", "provider/gone.d.ts", ".tsbuildinfo"];
    checkout.installs("tsc", `mkdir -p dist/emulator dist/provider; cd dist; touch ${made.join(" ")}`);
    expect(await checkout.run("build")).toMatchObject({ code: 0 });
    expect(made.filter((file) => checkout.exists(`dist/${file}`))).toEqual([
      "emulator/cli.js",
      "emulator/cli.d.ts",
      ".tsbuildinfo",
    ]);
  });
});

describe(".ci/run", () => {
  test("ends with the summary and the exit code of the tests", async () => {
    checkout.npm();
    checkout.file("tools/run.mjs", 'console.log("3 passed, 1 failed, 1 skipped"); process.exitCode = 1;');
    expect(await checkout.ci()).toEqual({ code: 1, output: "3 passed, 1 failed, 1 skipped\n" });
  });

  test("ends with the summary where something is said after it", async () => {
    checkout.file("tools/run.mjs", 'console.log("3 passed, 0 failed\\nnpm notice");');
    expect(await checkout.ci()).toEqual({ code: 0, output: "3 passed, 0 failed\nnpm notice\n3 passed, 0 failed\n" });
  });

  test("counts one failure when the tests end before they could count", async () => {
    checkout.npm("echo 'npm error network' >&2; exit 1");
    const { code, output } = await checkout.ci();
    expect({ code, last: lastLine(output) }).toEqual({ code: 1, last: "0 passed, 1 failed" });
  });

  test("is never good without a summary", async () => {
    checkout.file("tools/run.mjs", "");
    expect(await checkout.ci()).toEqual({ code: 1, output: "0 passed, 1 failed\n" });
  });

  test("gives the tests no terminal to ask questions on", async () => {
    const script = 'process.stdin.on("data", () => {}).on("end", () => console.log("1 passed, 0 failed"));';
    checkout.file("tools/run.mjs", script);
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
