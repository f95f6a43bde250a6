import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";

import { type warnOfPlainKeys as WarnOfPlainKeys } from "../../../provider/program/plain-keys";

const warnings: string[] = [];
let warnOfPlainKeys: typeof WarnOfPlainKeys;

beforeEach(() => {
  warnings.length = 0;
  // Without an engine Pulumi writes to the console.
  jest.spyOn(console, "warn").mockImplementation((message: string) => {
    warnings.push(message);
  });
  jest.isolateModules(() => {
    // Each test is a program of its own.
    ({ warnOfPlainKeys } = jest.requireActual<{ warnOfPlainKeys: typeof WarnOfPlainKeys }>(
      "../../../provider/program/plain-keys",
    ));
  });
});

afterEach(() => {
  delete process.env["PULUMI_CONFIG_SECRET_KEYS"];
  jest.restoreAllMocks();
});

test("a plain key is warned about by name, once, and its value is not shown", () => {
  pulumi.runtime.setConfig("scp:secretKey", "marker-of-a-key");
  process.env["PULUMI_CONFIG_SECRET_KEYS"] = '["scp:accessKey"]';
  warnOfPlainKeys();
  warnOfPlainKeys();
  expect(warnings).toEqual([expect.stringMatching(/scp:secretKey stands in plain text .*--secret scp:secretKey/)]);
  expect(warnings.join()).not.toContain("marker");
});

test("secret keys are not warned about", () => {
  pulumi.runtime.setConfig("scp:secretKey", "x");
  process.env["PULUMI_CONFIG_SECRET_KEYS"] = '["scp:secretKey"]';
  warnOfPlainKeys();
  expect(warnings).toEqual([]);
});

test("where nobody says what is secret, nothing is claimed", () => {
  pulumi.runtime.setConfig("scp:secretKey", "x");
  warnOfPlainKeys();
  expect(warnings).toEqual([]);
});
