import { afterEach, expect, jest, test } from "@jest/globals";

import type * as parts from "../../../provider/clients/http/undici";

const load = (): typeof parts => jest.requireActual("../../../provider/clients/http/undici");

const file = "undici/lib/dispatcher/env-http-proxy-agent";

afterEach(() => {
  jest.dontMock(file);
  jest.resetModules();
});

test("the parts of undici that are loaded by themselves can call", () => {
  jest.resetModules();
  const { Pool } = load();
  const pool = new Pool("http://127.0.0.1:1");
  expect([typeof pool.dispatch, typeof pool.connect]).toEqual(["function", "function"]);
});

test("where its files have other names, all of it is loaded", () => {
  jest.resetModules();
  let isMissing = true;
  jest.doMock(file, () => {
    if (!isMissing) return jest.requireActual(file);
    isMissing = false;
    throw new Error("Cannot find module");
  });
  const { Pool, EnvHttpProxyAgent } = load();
  expect([Pool.name, EnvHttpProxyAgent.name, isMissing]).toEqual(["Pool", "EnvHttpProxyAgent", false]);
});
