import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

import { expect, test } from "@jest/globals";

import { packageFolder, quickStart } from "../support/project";

const run = promisify(execFile);

test("the demo tells the same story on each run, and leaves nothing behind", async () => {
  const env = { ...process.env, ...quickStart() };
  const { stdout } = await run(process.execPath, [join("tools", "demo.mjs")], { cwd: packageFolder, env });
  const recorded = await readFile(join(__dirname, "fixtures", "demo.txt"), "utf8");
  expect(stdout).toBe(recorded);
  expect((await readdir(packageFolder)).filter((name) => /^Pulumi\..+\.yaml$/.test(name))).toEqual([]);
});
