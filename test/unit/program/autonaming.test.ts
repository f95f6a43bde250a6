import { afterEach, expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";

import { autonamingDeletesFirst } from "../../../provider/program/autonaming";

const type = "pulumi-nodejs:dynamic/scp:KmsKey";
const withSetting = (setting: unknown): boolean => {
  const text = typeof setting === "string" ? setting : JSON.stringify(setting);
  pulumi.runtime.setAllConfig({ "pulumi:autonaming": text });
  return autonamingDeletesFirst(type);
};

afterEach(() => {
  pulumi.runtime.setAllConfig({});
});

test("without the setting, the package decides", () => {
  expect(autonamingDeletesFirst(type)).toBe(false);
});

test.each([
  [{ mode: "verbatim" }],
  [{ mode: "disabled" }],
  [{ pattern: "${name}" }],
  [{ pattern: "${project}-${stack}-${name}", enforce: true }],
  [{ providers: { "pulumi-nodejs": { mode: "verbatim" } } }],
  [{ mode: "default", providers: { "pulumi-nodejs": { pattern: "${name}" } } }],
  [{ providers: { "pulumi-nodejs": { mode: "default", resources: { [type]: { mode: "disabled" } } } } }],
  [
    {
      mode: "verbatim",
      providers: { "pulumi-nodejs": { resources: { "pulumi-nodejs:dynamic/scp:Secret": { mode: "default" } } } },
    },
  ],
])("%j has the old object deleted first", (setting) => {
  expect(withSetting(setting)).toBe(true);
});

test.each([
  [{}],
  [{ mode: "default" }],
  [{ pattern: "${name}-${hex(4)}" }],
  [{ pattern: "${alphanum(3)}${name}" }],
  [{ pattern: "${name}${string(2)}" }],
  [{ pattern: "${name}${num(6)}" }],
  [{ pattern: "${name}-${uuid}" }],
  [{ mode: "verbatim", providers: { "pulumi-nodejs": { mode: "default" } } }],
  [{ mode: "verbatim", providers: { "pulumi-nodejs": { resources: { [type]: { pattern: "x${hex(9)}" } } } } }],
  [{ providers: { aws: { mode: "verbatim" } } }],
  ["no JSON"],
  ["7"],
])("%j leaves the order to the package", (setting) => {
  expect(withSetting(setting)).toBe(false);
});
