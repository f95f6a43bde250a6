import { beforeEach, describe, expect, test } from "@jest/globals";

import { Connection, type SpaceoneServices } from "../../../provider/clients/connection";
import { Deadline } from "../../../provider/clients/http/deadline";
import { useApiServer } from "../../support/api-server";
import { stackSettings } from "../../support/settings";
import { spaceoneToken } from "../../support/spaceone-token";

const api = useApiServer();
let services: SpaceoneServices;
let warnings: string[];

beforeEach(() => {
  warnings = [];
  const config = { "spaceone:endpoint": api.url, "spaceone:token": spaceoneToken() };
  const warn = (message: string): void => void warnings.push(message);
  services = new Connection(stackSettings(config), () => undefined, warn).spaceone(new Deadline(5000));
});

const records = (from: number, count: number): object[] =>
  Array.from({ length: count }, (_, index) => ({ cloud_service_id: `cloud-svc-${String(from + index)}` }));
const query = { sort: [{ key: "cloud_service_id" }] };
const pages = (): unknown[] => api.seen.map(({ body }) => (body as { query: { page: object } }).query.page);
const found = async (page: object = {}): Promise<number> =>
  (await services.cloudServices.find({ query: { ...query, page } })).length;

describe("a search of SpaceONE's", () => {
  test("gives an object once that moves to another block while it is read", async () => {
    api.answer = (_, count) => ({ body: { results: records(count === 1 ? 0 : 998, 1000), total_count: 1998 } });
    expect(await found()).toBe(1998);
    expect(pages()).toEqual([
      { start: 1, limit: 1000 },
      { start: 1001, limit: 1000 },
    ]);
  });

  test("gives the items inside an object as often as they come", async () => {
    api.answer = () => ({ body: { results: [...records(0, 1), ...records(0, 1)], total_count: 2 } });
    const unwind = { path: "data.disks" };
    expect(await services.cloudServices.find({ query: { ...query, only: ["data.disks"], unwind } })).toHaveLength(2);
  });

  test("goes on after a block that is smaller than it was asked for", async () => {
    api.answer = (_, count) => ({ body: { results: records((count - 1) * 100, 100), total_count: 300 } });
    expect(await found()).toBe(300);
    expect(pages()).toEqual([1, 101, 201].map((start) => ({ start, limit: 1000 })));
  });

  test("ends with an empty block, whatever the number of all is", async () => {
    api.answer = (_, count) => ({ body: count === 1 ? { results: records(0, 1000), total_count: 5000 } : {} });
    expect(await found()).toBe(1000);
    expect(api.seen).toHaveLength(2);
  });

  test("ends with an empty block where the number of all is not told: one that is not full may be all that is allowed", async () => {
    api.answer = (_, count) => ({ body: count === 4 ? {} : { results: records((count - 1) * 20, 20) } });
    expect(await found()).toBe(60);
    expect(pages()).toEqual([1, 21, 41, 61].map((start) => ({ start, limit: 1000 })));
  });

  test("takes the text of a number for the number of all", async () => {
    api.answer = (_, count) => ({ body: { results: records((count - 1) * 2, 2), total_count: "4" } });
    expect(await found()).toBe(4);
    expect(await services.cloudServices.countFound({ parameters: {}, query: {} })).toBe(4);
  });

  test("reads the part that is asked for", async () => {
    api.answer = ({ body }) => {
      const { page } = (body as { query: { page: { start: number; limit: number } } }).query;
      return { body: { results: records(page.start, page.limit), total_count: 9000 } };
    };
    expect(await found({ start: 500, limit: 1200 })).toBe(1200);
    expect(await found({ limit: 1000 })).toBe(1000);
    expect(pages()).toEqual([
      { start: 500, limit: 1000 },
      { start: 1500, limit: 200 },
      { start: 1, limit: 1000 },
    ]);
  });

  test("leaves out what it cannot read, and says so once", async () => {
    api.answer = () => ({ body: { results: [...records(0, 1), { cloud_service_id: 5 }], total_count: 2 } });
    expect([await found(), await found()]).toEqual([1, 1]);
    expect(warnings).toEqual([
      "inventory /inventory/cloud-service/list: entries that cannot be read are left out (cloud_service_id)",
    ]);
  });
});
