import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";

const root = join(__dirname, "../..");
const read = (file: string) => readFileSync(join(root, file), "utf8");

interface Manifest {
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
}

const manifest = JSON.parse(read("package.json")) as Manifest;
const [, atRunTime = "", forDevelopment = ""] = read("docs/dependencies.md").split(/^## /m);

describe.each([
  ["at run time", manifest.dependencies, atRunTime],
  ["for development", manifest.devDependencies, forDevelopment],
])("packages %s", (_when, packages, section) => {
  const table = section.match(/^\| .*/gm)?.slice(2) ?? [];
  const explained = table.flatMap((row) =>
    [...(row.split("|")[1] ?? "").matchAll(/`([^`]+)`/g)].map((match) => match[1]),
  );

  test("are those that docs/dependencies.md gives a reason for", () => {
    expect(explained.sort()).toEqual(Object.keys(packages).sort());
  });

  test("have exact versions", () => {
    for (const version of Object.values(packages)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });
});
