import { copyFile } from "node:fs/promises";
import { join } from "node:path";

import { beforeAll, expect, test } from "@jest/globals";

import { packageFolder } from "../support/project";
import { useStack } from "../support/stack-fixture";

const stack = useStack({}, { main: "index.ts" });

beforeAll(async () => {
  const program = join(packageFolder, "examples", "secret-release", "index.ts");
  await copyFile(program, join(stack.project.folder, "index.ts"));
});

/** What applications read after a stage of the release. */
async function read(stage: string, password?: string): Promise<object> {
  const { project } = stack;
  if (password !== undefined) await project.must("config", "set", "--secret", "release:password", password);
  await project.must("config", "set", "release:stage", stage);
  await project.must("up", "--yes", "--skip-preview");
  const { output } = await project.must("stack", "output", "--json", "--show-secrets");
  const { live, candidate } = JSON.parse(output) as { live: string; candidate: string };
  return { live, candidate };
}

test("a new value is tried by the candidates, and then read by all; a worse one is taken back", async () => {
  expect(await read("live", "first")).toEqual({ live: "first", candidate: "first" });
  expect(await read("trial", "second")).toEqual({ live: "first", candidate: "second" });
  expect(await read("live")).toEqual({ live: "second", candidate: "second" });
  expect(await read("trial", "third")).toEqual({ live: "second", candidate: "third" });
  expect(await read("back")).toEqual({ live: "second", candidate: "second" });
  const [secret] = await stack.emulator.client.secrets.stored();
  expect(secret?.versions).toHaveLength(3);
  expect((await stack.project.preview("--expect-no-changes")).code).toBe(0);
});

test("a stage that is none is refused", async () => {
  await stack.project.must("config", "set", "release:stage", "green");
  expect((await stack.project.preview()).output).toContain("release:stage must be trial, live or back, and not green");
});
