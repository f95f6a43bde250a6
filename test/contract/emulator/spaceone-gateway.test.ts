import { describe, expect, test } from "@jest/globals";
import { detailOf } from "../../support/emulator-client";
import { useEmulator } from "../../support/in-process-emulator";

const running = useEmulator();

const list = "/inventory/cloud-service/list";
const create = "/inventory/cloud-service/create";

const unknown = (message: string) => ({ status: 500, detail: { code: "ERROR_UNKNOWN", message } });
const unsupported = (path: string) => ({
  status: 500,
  detail: {
    code: "ERROR_UNSUPPORTED_API",
    message: `Call Unsupported API. (reason = method: POST, path: ${path})`,
  },
});

describe("a path", () => {
  test("for the health check is answered without a token", async () => {
    expect(await running.client.plain("GET", "/check")).toMatchObject({ status: 200, body: { status: "SERVING" } });
  });

  test.each(["/inventory/cloud_service/list", "/secret/secret/get-data", "/identity/project/list"])(
    "of no operation, %s, is refused as an unsupported API",
    async (path) => {
      expect(detailOf(await running.client.spaceone(path))).toEqual(unsupported(path));
    },
  );

  test.each([
    ["POST", "/inventory/v1/cloud-service/create", 404, "Not Found"],
    ["GET", "/inventory/cloud-service", 404, "Not Found"],
    ["GET", "/inventory", 404, "Not Found"],
    ["GET", list, 405, "Method Not Allowed"],
    ["PUT", list, 405, "Method Not Allowed"],
    ["GET", "/inventory/cloud_service/list", 405, "Method Not Allowed"],
    ["POST", "/check", 405, "Method Not Allowed"],
  ])("%s %s is answered by the framework with %d", async (method, path, status, detail) => {
    expect(detailOf(await running.client.plain(method, path))).toEqual({ status, detail });
  });

  test("says which method it has", async () => {
    expect((await running.client.plain("GET", list)).headers.allow).toBe("POST");
    expect((await running.client.plain("POST", "/check")).headers.allow).toBe("GET");
  });

  test("with a slash at its end is redirected", async () => {
    const { url } = running.emulator;
    const answer = await running.client.spaceone(`${list}/?a=b`, {});
    expect({ status: answer.status, location: answer.headers.location, text: answer.text }).toEqual({
      status: 307,
      location: `${url}${list}?a=b`,
      text: "",
    });
    expect((await running.client.plain("GET", "/check/")).headers.location).toBe(`${url}/check`);
  });

  test.each(["/v1/kms/nothing", "/v1/kms/transit", "/services/kms/nothing"])(
    "of SCP, %s, is left to SCP's gateway",
    async (path) => {
      const answer = await running.client.plain("POST", path, { body: {} });
      expect(answer).toMatchObject({ status: 404, body: { path, status: 404, error: "Not Found" } });
    },
  );

  test.each(["/cost-analysis/cost/analyze", "/cost-analysis/data-source/sync"])(
    "of an operation that is not emulated, %s, says so",
    async (path) => {
      const detail = { code: "ERROR_NOT_IMPLEMENTED", message: `The emulator does not serve ${path}.` };
      expect(detailOf(await running.client.spaceone(path))).toEqual({ status: 501, detail });
    },
  );

  test.each(["enable", "disable"])(
    "of a method that the service lacks, %s, fails without a look at the token",
    async (verb) => {
      const answer = await running.client.spaceone(`/secret/secret/${verb}`, { secret_id: "secret-1" }, null);
      expect(detailOf(answer)).toEqual(unknown(" Method not implemented!"));
    },
  );
});

describe("a body", () => {
  const notJson = unknown("JSON Parsing Error: Request body requires JSON format.");

  test("has to be JSON", async () => {
    const headers = { Authorization: `Bearer ${running.emulator.spaceoneToken}` };
    expect(detailOf(await running.client.plain("POST", list, { headers }))).toEqual(notJson);
    expect(detailOf(await running.client.spaceone(list, "{"))).toEqual(notJson);
  });

  test.each<[string, string]>([
    ["[]", "list indices must be integers or slices, not str"],
    ['"text"', "'str' object does not support item assignment"],
    ["1", "'int' object does not support item assignment"],
    ["null", "'NoneType' object does not support item assignment"],
    ["true", "'bool' object does not support item assignment"],
  ])("%s is no object", async (body, message) => {
    expect(detailOf(await running.client.spaceone(list, body))).toEqual(unknown(message));
  });

  test("may have the gateway's own field, which is dropped", async () => {
    expect(await running.client.spaceone(list, { grpc_method: 5 })).toMatchObject({ status: 200, text: "{}" });
  });

  test("is read before the token", async () => {
    expect(detailOf(await running.client.spaceone(list, { nope: 1 }, null)).status).toBe(500);
  });

  test("of more than 1 MiB is refused by the server in front", async () => {
    const data = "x".repeat(1024 * 1024);
    const answer = await running.client.spaceone(create, { data: { data } });
    expect(answer).toMatchObject({ status: 413, headers: { "content-type": "text/html" } });
    expect(answer.text).toContain("<h1>413 Request Entity Too Large</h1>");
  });

  /** What a decoder of protocol buffers says; recorded of the one that the 2.x gateway has. */
  test.each<[string, object, string]>([
    [create, { name: [] }, "Failed to parse name field: expected string or bytes-like object, got 'list'."],
    [create, { name: 5.5 }, "Failed to parse name field: expected string or bytes-like object, got 'float'."],
    [create, { name: "\ud800" }, "Failed to parse name field: Unpaired surrogate at CreateServiceRequest.name."],
    [
      create,
      { instanceSize: "x" },
      "Failed to parse instanceSize field: Couldn't parse float: x at CreateServiceRequest.instanceSize.",
    ],
    [
      create,
      { instance_size: [] },
      "Failed to parse instance_size field: float() argument must be a string or a real number, not 'list'.",
    ],
    [create, { reference: 5 }, "Failed to parse reference field: 'int' object is not iterable."],
    [
      create,
      { reference: [1] },
      "Failed to parse reference field: Failed to parse 1 field: expected string or bytes-like object, got 'int'..",
    ],
    [
      create,
      { reference: ["resource_id"] },
      "Failed to parse reference field: Failed to parse resource_id field: list indices must be integers or slices, not str..",
    ],
    [
      create,
      { reference: "x" },
      'Failed to parse reference field: Message type "spaceone.api.inventory.v1.CloudServiceReference" has no field named "x" at "CreateServiceRequest.reference".\n Available Fields(except extensions): "[\'resourceId\', \'externalLink\']".',
    ],
    [
      list,
      { query: { page: { limit: "1 0" } } },
      'Failed to parse query field: Failed to parse page field: Failed to parse limit field: Couldn\'t parse integer: "1 0" at CloudServiceQuery.query.page.limit...',
    ],
    [
      list,
      { query: { page: { limit: true } } },
      "Failed to parse query field: Failed to parse page field: Failed to parse limit field: Bool value True is not acceptable for integer field at CloudServiceQuery.query.page.limit...",
    ],
    [
      list,
      { query: { page: { limit: "x" } } },
      "Failed to parse query field: Failed to parse page field: Failed to parse limit field: invalid literal for int() with base 10: 'x'...",
    ],
    [
      list,
      { query: { page: { start: 4294967296 } } },
      "Failed to parse query field: Failed to parse page field: Failed to parse start field: Value out of range: 4294967296...",
    ],
    [
      list,
      { query: { minimal: "true" } },
      "Failed to parse query field: Failed to parse minimal field: Expected true or false without quotes at CloudServiceQuery.query.minimal..",
    ],
    [
      list,
      { query: { filter: [{ key: "a", k: "b" }] } },
      'Failed to parse query field: Failed to parse filter field: Message type "spaceone.api.core.v2.Filter" should not have multiple "key_alias" oneof fields at "CloudServiceQuery.query.filter[0]"...',
    ],
    [
      list,
      { query: { filter: [null] } },
      "Failed to parse query field: Failed to parse filter field: null is not allowed to be used as an element in a repeated field at CloudServiceQuery.query.filter[0]..",
    ],
    [
      list,
      { query: { lookup: {} } },
      "Failed to parse query field: Failed to parse lookup field: ListValue must be in [] which is {} at CloudServiceQuery.query.lookup..",
    ],
    [
      list,
      { query: { addFields: [1, "a"] } },
      "Failed to parse query field: Failed to parse addFields field: Struct must be in a dict which is [1, 'a'] at CloudServiceQuery.query.addFields..",
    ],
  ])("%s %j does not fit its message", async (path, body, message) => {
    expect(detailOf(await running.client.spaceone(path, body))).toEqual(unknown(message));
  });

  test.each<[unknown, unknown]>([
    [0, undefined],
    ["0", undefined],
    [0.1, 0.1],
    ["1.5", 1.5],
    [" 2 ", 2],
    [true, 1],
    [16777217, 16777216],
  ])("may say a size as %j", async (instance_size, size) => {
    const made = await running.client.cloudServices.create({ instance_size });
    expect((made as { instance_size?: number }).instance_size).toBe(size);
  });

  test.each([{ page: { limit: "1" } }, { page: { limit: 1 } }])(
    "may say the limit of a page as in %j",
    async (query) => {
      await running.client.cloudServices.create();
      await running.client.cloudServices.create();
      const { body } = await running.client.spaceone(list, { query });
      expect((body as { results: unknown[] }).results).toHaveLength(1);
    },
  );

  test.each([
    { page: null },
    { page: "" },
    { page: [] },
    { page: { limit: 0 } },
    { filter: null, only: [""].slice(1) },
  ])("says nothing with %j", async (query) => {
    await running.client.cloudServices.create();
    expect((await running.client.spaceone(list, { query })).body).toMatchObject({ total_count: 1 });
  });
});

describe("faults, and the log of requests", () => {
  test("reach these paths too", async () => {
    const { client } = running;
    await client.addFault({ method: "POST", path: "^/inventory/cloud-service/create$", fault: { drop: "after" } });
    await expect(client.cloudServices.create({ name: "lost" })).rejects.toThrow();
    expect(await client.cloudServices.stored()).toMatchObject([{ name: "lost", state: "ACTIVE" }]);
    expect(await client.requests()).toMatchObject([{ path: create, status: 0, body: { name: "lost" } }]);
    await client.spaceone(list);
    expect((await client.requests(1))[0]).toMatchObject({ n: 2, path: list, status: 200, version: null });
  });

  test("can stand in for the gateway", async () => {
    const body = { detail: { code: "ERROR_GRPC_TIMEOUT", message: "gRPC Timeout." } };
    await running.client.addFault({ path: "/inventory/", fault: { status: 503, body } });
    expect(await running.client.spaceone(list)).toMatchObject({ status: 503, body });
  });
});
