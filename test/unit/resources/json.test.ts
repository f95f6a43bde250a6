import { describe, expect, test } from "@jest/globals";
import { z } from "zod";

import { behaviourOf } from "../../../provider/lifecycle/definition/behaviour";
import { differs } from "../../../provider/lifecycle/values/compare";
import { unknown } from "../../../provider/lifecycle/values/unknown";
import { cloudService } from "../../../provider/resources/spaceone/inventory/cloud-service";
import { managed } from "../../../provider/resources/spaceone/inventory/cloud-service-changes";
import { check } from "../../support/by-properties";

const type = { provider: "scp", cloudServiceGroup: "KMS", cloudServiceType: "Key" };
const checked = (inputs: object) =>
  check(behaviourOf(cloudService), z, {}, { ...type, data: {}, ...inputs }, { now: () => 0, random: () => 0 });

test.each([
  ["in an object", { key: { id: unknown } }],
  ["in a list", { ids: ["known", unknown] }],
  ["first in a list", { versions: [unknown, 2, 3] }],
  ["in a list of objects", { keys: [{ id: unknown }, { id: "known" }] }],
])("what is not known yet passes %s, and is kept", (_, data) => {
  expect(checked({ data, metadata: data, tags: data })).toEqual({
    inputs: expect.objectContaining({ data, metadata: data, tags: data }),
    failures: [],
  });
});

test("of data only the names that the program uses are managed, whatever else others have put there", () => {
  const data = { version: 1, theirs: true, none: null };
  expect(managed(data, { " version": 2, none: 1, later: unknown })).toEqual({ version: 1 });
  expect(managed(data, undefined)).toEqual({ version: 1, theirs: true });
});

describe("free content is refused, without showing any of it:", () => {
  test.each([
    ["a list of several types", { list: [1, "a"] }, "lists must hold values of one type"],
    ["a list that begins with null", { deep: { list: [null, null] } }, "lists must hold values of one type"],
    ["a name that begins with $", { $set: 1 }, "names must not begin with $"],
    ["what JSON does not have", { at: new Date(0) }, "must hold JSON values only"],
    ["a number that is none", { list: [Number.NaN] }, "must hold JSON values only"],
  ])("%s", (_, data, reason) => {
    expect(checked({ data }).failures).toEqual([{ property: "data", reason, secret: true }]);
  });

  test.each(["metadata", "tags"])("what is no content in %s", (property) => {
    const reason = "must hold JSON values only";
    expect(checked({ [property]: { at: new Date(0) } }).failures).toEqual([{ property, reason, secret: true }]);
  });
});

describe("tags", () => {
  const rule = behaviourOf(cloudService).inputs["tags"];
  const isChange = (a: unknown, b: unknown): boolean => rule === undefined || differs(rule, a, b);

  test("are the same if a number or a flag is shown instead of its text, in any order", () => {
    expect(isChange({ floor: "12", isOld: "true", team: "a" }, { team: "a", isOld: true, floor: 12 })).toBe(false);
    expect(isChange({ floor: "12" }, { floor: 13 })).toBe(true);
    expect(isChange({ floor: "012" }, { floor: 12 })).toBe(true);
    expect(isChange({ floor: "12" }, { floor: ["12"] })).toBe(true);
  });

  test("differ from what nobody can compare", () => {
    expect(isChange({ floor: "12" }, null)).toBe(true);
  });
});
