import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "@jest/globals";

import type { ScpConnectionArgs, SpaceoneConnectionArgs } from "../../../provider/index";
import {
  explicitInput,
  inheritedInput,
  settingsOf,
  type Cloud,
  type Setting,
  type settings,
} from "../../../provider/settings/table";

/** The settings of both clouds by their keys, such as `scp:region`. */
const byKey = new Map<string, Setting>(
  (["scp", "spaceone"] as const).flatMap((cloud) =>
    Object.entries(settingsOf(cloud)).map(([name, setting]) => [`${cloud}:${name}`, setting] as const),
  ),
);

interface Row {
  readonly title: string;
  readonly keys: readonly string[];
  readonly configuration: string;
  readonly variables: readonly string[];
  readonly fileKeys: readonly string[];
}

const coded = (cell: string): string[] => Array.from(cell.matchAll(/`([^`]+)`/g), ([, code = ""]) => code);

/** The rows of the documented table of settings. */
const rows: readonly Row[] = readFileSync(join(__dirname, "../../../docs/configuration.md"), "utf8")
  .split("\n")
  .filter((line) => /^\|.*`(?:scp|spaceone):/.test(line))
  .map((line) => {
    const [, title = "", configuration = "", environment = "", files = ""] = line.split("|");
    return {
      title: title.trim(),
      keys: coded(configuration),
      configuration,
      variables: coded(environment),
      fileKeys: coded(files),
    };
  });

const settingsIn = ({ keys }: Row): Setting[] => keys.flatMap((key) => byKey.get(key) ?? []);
const said = (names: readonly (string | undefined)[]): string[] =>
  names.filter((name): name is string => name !== undefined && name !== "").sort();

test("docs/configuration.md names each setting once", () => {
  expect(rows.flatMap(({ keys }) => keys).sort()).toEqual([...byKey.keys()].sort());
});

describe.each(rows.map((row) => [row.title, row] as const))("the row %s of docs/configuration.md", (_, row) => {
  test("has the variables of its settings", () => {
    const variables = settingsIn(row).flatMap(({ variable, terraformVariable }) => [variable, terraformVariable]);
    expect([...row.variables].sort()).toEqual(said(variables));
  });

  test("has their keys in the files of other tools", () => {
    expect([...row.fileKeys].sort()).toEqual(said(settingsIn(row).flatMap(({ files = {} }) => Object.values(files))));
  });

  test("says which are secret, which are maps, and what numbers they take", () => {
    for (const key of row.keys) {
      const setting = byKey.get(key);
      expect(/\bsecret\b(?! key)/.test(row.title)).toBe(setting?.secret === true);
      expect(row.configuration.includes(`\`${key}\`, a map`)).toBe(setting?.type === "map");
      if (setting?.type !== "number") continue;
      const { minimum, maximum, default: usual } = setting;
      expect(row.configuration).toContain(`\`${key}\` (${minimum} to ${maximum}; ${usual})`);
    }
  });
});

test("no variable and no key of a file means two settings", () => {
  const names = [...byKey.entries()].flatMap(([key, { variable, terraformVariable, files = {} }]) => [
    variable,
    terraformVariable,
    ...Object.entries(files).map(([file, name]) => `${file} ${name}`),
    key,
  ]);
  expect(said(names)).toEqual([...new Set(said(names))]);
});

test("what messages call a setting or a variable is in the table", () => {
  const folder = join(__dirname, "../../../provider");
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const variables = [...byKey.values()].flatMap(({ variable, terraformVariable }) => [variable, terraformVariable]);
  const known = new Set([...byKey.keys(), ...said(variables), explicitInput, inheritedInput]);
  // What WorkloadCredentials gives an application begins with SCP_VAULT_: no setting does.
  expect([...known].filter((name) => name.startsWith("SCP_VAULT_"))).toEqual([]);
  const named = sources.flatMap((file) =>
    readFileSync(join(folder, file), "utf8").match(
      /(?<![-\w])(?:scp|spaceone):[a-zA-Z]+|\b(?:SCP|SPACEONE)_(?!VAULT_)[A-Z_]+\b/g,
    ),
  );
  expect(named.length).toBeGreaterThan(byKey.size);
  expect(named.filter((name) => name !== null && !known.has(name))).toEqual([]);
});

/** What a provider is given for a cloud: its settings, and for each credential the name of a variable that holds it. */
type ArgNames<In extends Cloud> =
  | (keyof (typeof settings)[In] & string)
  | {
      [Name in keyof (typeof settings)[In] & string]: (typeof settings)[In][Name] extends { role: "credential" }
        ? `${Name}Env`
        : never;
    }[keyof (typeof settings)[In] & string];

type Same<A, B> = [A, B] extends [B, A] ? true : false;

test("a provider's arguments are the settings of the table, which the compiler compares", () => {
  const scp: Same<keyof ScpConnectionArgs, ArgNames<"scp">> = true;
  const spaceone: Same<keyof SpaceoneConnectionArgs, ArgNames<"spaceone">> = true;
  expect([scp, spaceone]).toEqual([true, true]);
});
