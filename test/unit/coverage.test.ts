import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { ComponentResource } from "@pulumi/pulumi";

import * as program from "../../provider/index";
import { scpServices, spaceoneServices, type CoveredService } from "../../tools/pages/coverage";
import type { CoverageEntries } from "../../tools/pages/coverage-entry";
import { documentedApis, readApiFixture } from "../support/api-fixture";
import { documents } from "../support/api-document";
import { coverageFaults, namesIn, type CoverageToCheck } from "../support/coverage-faults";
import { exportedKinds } from "../support/exported-kinds";

const root = join(__dirname, "..", "..");
const page = readFileSync(join(root, "docs", "coverage.md"), "utf8");

interface Commands {
  readonly commands: readonly { service: string; command: string; versions: readonly string[] }[];
}

const { commands } = JSON.parse(readFileSync(join(documents, "scpcli.json"), "utf8")) as Commands;

/** The cells of all rows of the page's tables. */
const rows = page
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .map((line) => line.split("|").slice(1, -1))
  .map((cells) => cells.map((cell) => cell.trim()));

const components = Object.entries(program)
  .filter(([, value]) => "prototype" in value && value.prototype instanceof ComponentResource)
  .map(([name]) => name);

const exported = new Map(
  Object.keys(program).map((name) => [name, Object.keys(exportedKinds.get(name)?.properties ?? {})]),
);

/** Names of the operations that the code of a client uses. */
function calledBy(folder: string): string[] {
  const path = join(root, "provider", "clients", folder);
  const code = readdirSync(path).map((file) => readFileSync(join(path, file), "utf8"));
  return [...code.join("\n").matchAll(/\b\w*[oO]perations\.(\w+)/g)].map(([, name = ""]) => name);
}

const documentedVersions = new Map<string, string[]>();
for (const { service, version } of documentedApis()) {
  for (const { method, path } of readApiFixture(service, version).operations) {
    const key = `\`${method} ${path}\``;
    documentedVersions.set(key, [...(documentedVersions.get(key) ?? []), version]);
  }
}

test("all operations of the reference are on the page, in each of their versions", () => {
  expect([...documentedVersions.values()].flat()).toHaveLength(118);
  for (const [operation, versions] of documentedVersions) {
    const found = rows.filter(([name]) => name === operation);
    expect(found).toHaveLength(1);
    expect(found[0]?.[1]?.split(", ")).toEqual(expect.arrayContaining(versions));
  }
});

test("all published operations of SpaceONE's services are on the page", () => {
  for (const service of ["inventory", "secret", "cost-analysis"]) {
    const text = readFileSync(join(documents, `spaceone-${service}.json`), "utf8");
    const { operations } = JSON.parse(text) as { operations: { path: string }[] };
    for (const { path } of operations) expect(rows.filter(([name]) => name === `\`${path}\``)).toHaveLength(1);
  }
});

test("all commands of scpcli are on the page, each beside an operation of the same versions", () => {
  expect(commands.flatMap(({ versions }) => versions)).toHaveLength(117);
  for (const { service, command, versions } of commands) {
    const found = rows.filter(([, , cell]) => cell === `\`scpcli ${service} ${command}\``);
    expect(found.map(([operation = ""]) => documentedVersions.get(operation))).toEqual([versions]);
  }
});

test("no cell says nothing, but where scpcli has no command", () => {
  const lacking = rows.filter((cells) => cells.some((cell, column) => cell === "" && column !== 2));
  expect(lacking).toEqual([]);
});

const services = [...scpServices, ...spaceoneServices];

function toCheck({ title, folder, operations, entries }: CoveredService): CoverageToCheck {
  const service = basename(folder);
  return {
    service: title,
    operations: Object.keys(operations),
    entries,
    called: calledBy(folder),
    commands: folder.startsWith("scp/")
      ? commands.filter((one) => one.service === service).map((one) => one.command)
      : [],
  };
}

test.each(services.map((service) => ({ ...service })))("the entries of $title name what there is", (service) => {
  expect(coverageFaults(toCheck(service), exported)).toEqual([]);
});

test("each resource and each function calls some operation", () => {
  const named = services.flatMap(({ entries }) => Object.values(entries).flatMap(namesIn));
  const names = new Set(named.map((name) => name.split(".")[0]));
  // The second form of a function has the same name with "Output" behind it. A provider has settings only, and a condition
  // is data. A component consists of resources.
  const first = [...exported.keys()]
    .map((name) => name.replace(/Output$/, ""))
    .filter((name) => !["ScpProvider", "where", ...components].includes(name));
  expect(first.filter((name) => !names.has(name))).toEqual([]);
});

describe("what would be wrong is found:", () => {
  const sound: CoverageToCheck = {
    service: "KMS",
    operations: ["showKey", "sign"],
    entries: {
      showKey: { command: "kms show", by: ["Key.name", "getKey for a name"] },
      sign: { notDone: "see `Key`" },
    },
    called: ["showKey"],
    commands: ["kms show"],
  };
  const names = new Map([
    ["Key", ["name"]],
    ["getKey", []],
  ]);
  const withEntries = (entries: CoverageEntries): CoverageToCheck => ({
    ...sound,
    entries: { ...sound.entries, ...entries },
  });

  test("nothing, if nothing is", () => {
    expect(coverageFaults(sound, names)).toEqual([]);
  });

  test.each<[string, CoverageToCheck]>([
    ["encrypt has no entry", { ...sound, operations: ["showKey", "sign", "encrypt"] }],
    ["verify is no operation", withEntries({ verify: { notDone: "no" } })],
    ["kms sign has no entry", { ...sound, commands: ["kms show", "kms sign"] }],
    ["kms show is no command", { ...sound, commands: [] }],
    ["kms show stands twice", withEntries({ sign: { command: "kms show", notDone: "no" } })],
    ["showKey: there is no Keys", withEntries({ showKey: { command: "kms show", by: ["Keys"] } })],
    ["showKey: there is no Key.size", withEntries({ showKey: { command: "kms show", by: ["Key.size"] } })],
    ["showKey: there is no getKey.name", withEntries({ showKey: { command: "kms show", by: ["getKey.name"] } })],
    ["sign: there is no Vault", withEntries({ sign: { notDone: "see `Vault`" } })],
    ["sign has no reason", withEntries({ sign: { notDone: " " } })],
    ["showKey is not called", { ...sound, called: [] }],
    ["sign is called", { ...sound, called: ["showKey", "sign"] }],
  ])("%s", (fault, check) => {
    expect(coverageFaults(check, names)).toEqual([`KMS: ${fault}`]);
  });
});
