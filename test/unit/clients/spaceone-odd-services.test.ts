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

test.each([undefined, {}])("an update that is answered with %j shows nothing of the object", async (body) => {
  api.answer = () => ({ body });
  expect(await services.cloudServices.update("cloud-svc-1", { name: "n" })).toBeUndefined();
  expect(await services.secrets.update("secret-1", { name: "n" })).toBeUndefined();
  await expect(services.cloudServices.get("cloud-svc-1")).rejects.toMatchObject({ code: "UNEXPECTED_REPLY" });
});
