import { beforeEach, describe, expect, test } from "@jest/globals";

import { Connection, type SpaceoneServices } from "../../../provider/clients/connection";
import { Deadline } from "../../../provider/clients/http/deadline";
import { useApiServer } from "../../support/api-server";
import { stackSettings } from "../../support/settings";
import { spaceoneToken } from "../../support/spaceone-token";

// What the clients make of services that differ from the 2.x code.

const api = useApiServer();
let services: SpaceoneServices;

beforeEach(() => {
  const config = { "spaceone:endpoint": api.url, "spaceone:token": spaceoneToken({}) };
  services = new Connection(stackSettings(config), () => undefined).spaceone(new Deadline(5000));
});

const type = { provider: "aws", group: "EC2", type: "Instance" };
const idsOf = (found: readonly { readonly id: string }[]): readonly string[] => found.map(({ id }) => id);

describe("a service that heeds no filter, or finds what contains a text", () => {
  const answer = (...results: object[]): void => {
    api.answer = () => ({ body: { results, total_count: results.length } });
  };

  test("gives only the cloud services with the reference", async () => {
    const named = (id: string, resource_id: string) => ({ cloud_service_id: id, reference: { resource_id } });
    answer(named("cloud-svc-1", "arn"), named("cloud-svc-2", "arn-2"), { cloud_service_id: "cloud-svc-3" });
    expect(idsOf(await services.cloudServices.listByReference("arn"))).toEqual(["cloud-svc-1"]);
  });

  test("gives only the secrets with the tag", async () => {
    const tagged = (id: string, nonce: string) => ({ secret_id: id, tags: { nonce } });
    answer(tagged("secret-1", "n1"), tagged("secret-2", "n12"), { secret_id: "secret-3" });
    expect(idsOf(await services.secrets.listByTag("nonce", "n1"))).toEqual(["secret-1"]);
  });
});

test.each([undefined, {}, { cloud_service_id: "", secret_id: "" }, { cloud_service_id: null, secret_id: null }])(
  "an update that is answered with %j shows nothing of the object",
  async (body) => {
    api.answer = () => ({ body });
    expect(await services.cloudServices.update("cloud-svc-1", { name: "n" })).toBeUndefined();
    expect(await services.secrets.update("secret-1", { name: "n" })).toBeUndefined();
    await expect(services.cloudServices.get("cloud-svc-1")).rejects.toMatchObject({ code: "UNEXPECTED_REPLY" });
  },
);

describe("a count", () => {
  const counted = () => services.cloudServices.countFound({ parameters: { provider: "aws" }, query: {} });
  const blocks = [{ cloud_service_id: "cloud-svc-1" }, { cloud_service_id: "cloud-svc-2" }];

  test.each([3, "3"])("is what the service tells: %j", async (total_count) => {
    api.answer = () => ({ body: { total_count } });
    expect(await counted()).toBe(3);
    expect(api.seen).toHaveLength(1);
  });

  test("that the service does not tell is that of a list", async () => {
    api.answer = (_, count) => ({ body: count === 1 ? {} : { results: blocks } });
    expect(await counted()).toBe(2);
    for (const { body } of api.seen) expect(body).toMatchObject({ provider: "aws" });
    api.answer = () => ({ body: {} });
    expect(await counted()).toBe(0);
  });
});

describe("a refusal", () => {
  const refusal = (status: number, code: string, message: string) => ({ status, body: { detail: { code, message } } });
  const gone = " Resource cannot be found. (('secret_id', 'domain_id') = ('secret-1', 'domain-1'))";

  test.each([400, 200])("of what is not found is known by its code and its key, with status %i", async (status) => {
    api.answer = () => refusal(status, "ERROR_NOT_FOUND", gone);
    await expect(services.secrets.get("secret-1")).rejects.toMatchObject({ isNotFound: true });
    api.answer = () => refusal(status, "ERROR_NOT_FOUND", " Resource cannot be found. (domain_id = domain-1)");
    await expect(services.secrets.get("secret-1")).rejects.toMatchObject({ isNotFound: false });
  });

  test.each([
    ["ERROR_RESOURCE_ALREADY_DELETED", "refused"],
    ["ERROR_PERMISSION_DENIED", "refused"],
    ["ERROR_GRPC_TIMEOUT", "unknown"],
    ["ERROR_UNKNOWN", "unknown"],
  ])("with the code %s and status 200 is no success, and its outcome is %s", async (code, outcome) => {
    api.answer = () => refusal(200, code, " no");
    const body = { ...type, data: {} };
    await expect(services.cloudServices.create(body)).rejects.toMatchObject({ code: "API_ERROR", outcome });
    expect(api.seen).toHaveLength(1);
  });

  test("of a deletion is not taken for its success", async () => {
    api.answer = () => refusal(200, "ERROR_INVALID_PARAMETER", " no");
    await expect(services.cloudServices.delete("cloud-svc-1")).rejects.toMatchObject({ outcome: "refused" });
    await expect(services.secrets.delete("secret-1")).rejects.toMatchObject({ outcome: "refused" });
  });
});
