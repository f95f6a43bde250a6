import { describe, expect, test } from "@jest/globals";

import { checkPlace } from "../../../cli/doctor/place";
import { checkStart } from "../../../cli/doctor/start";
import { isAtLeast, versionIn } from "../../../cli/doctor/versions";

describe("versions", () => {
  test.each([
    ["v3.259.0\n", "3.259.0"],
    ["v24.21.0", "24.21.0"],
    ["warning: a new version is there\n3.226.1-alpha.1", "3.226.1"],
    ["no version", undefined],
    ["127.0.0.1", undefined],
  ])("of %j is %s", (text, version) => {
    expect(versionIn(text)).toBe(version);
  });

  test.each([
    ["3.254.0", true],
    ["3.254.1", true],
    ["3.300.0", true],
    ["4.0.0", true],
    ["3.253.9", false],
    ["3.99.0", false],
    ["2.300.0", false],
  ])("%s is new enough for 3.254.0: %s", (version, isEnough) => {
    expect(isAtLeast(version, "3.254.0")).toBe(isEnough);
  });
});

describe("the start of commands", () => {
  test("could be sooner where nothing keeps what Node.js compiles", () => {
    expect(checkStart({})).toMatchObject({
      status: "ok",
      message: expect.stringContaining("set the environment variable"),
    });
    expect(checkStart({ NODE_COMPILE_CACHE: "" })).toEqual(checkStart({}));
  });

  test("is as it can be where the user has decided", () => {
    const messages = [
      { NODE_COMPILE_CACHE: "/home/me/.cache/node" },
      { NODE_COMPILE_CACHE: "/home/me/.cache/node", NODE_DISABLE_COMPILE_CACHE: "1" },
    ].map((env) => checkStart(env).message);
    expect(messages).toEqual([
      "Node.js keeps what it compiles: NODE_COMPILE_CACHE is set",
      "NODE_DISABLE_COMPILE_CACHE has Node.js compile everything at each command",
    ]);
  });
});

describe("the place that answers", () => {
  const [account, region] = ["a".repeat(32), "kr-west1"];
  const statuses = (wanted: object, ...places: object[]): string[] =>
    checkPlace({ accountId: undefined, region: undefined, ...wanted }, places).map(({ status }) => status);

  test.each(["kr-west1", "west1"])("is right where it is spelled %s", (shown) => {
    expect(statuses({ accountId: account, region }, { account, region: shown })).toEqual(["ok", "ok"]);
  });

  test.each(["kr-east1", "east1", "est1", "r-west1"])("is wrong where it is %s", (shown) => {
    expect(statuses({ region }, { region: shown })).toEqual(["ok", "wrong"]);
  });

  test("is not judged where nothing tells it, or nothing is wanted", () => {
    expect(checkPlace({ accountId: account, region }, [{}])).toMatchObject([
      { status: "ok", message: "unknown: no object was shown that tells its account" },
      { status: "ok", message: "unknown: no object was shown that tells its region" },
    ]);
    expect(statuses({}, { account, region })).toEqual(["ok", "ok"]);
  });
});
