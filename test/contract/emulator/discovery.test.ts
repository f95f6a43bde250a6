import { expect, test } from "@jest/globals";
import { newestApiFixtures } from "../../support/api-fixture";
import { refusalOf } from "../../support/emulator-client";
import { useEmulator } from "../../support/in-process-emulator";

const running = useEmulator();

test("the catalogue lists the services that there are documents of", async () => {
  const { body } = await running.client.call("GET", "/v1/endpoints", { version: null });
  const { endpoints } = body as { endpoints: { region: string; service_type: string; service_name: string }[] };
  expect(endpoints.map((endpoint) => endpoint.service_name)).toEqual(
    expect.arrayContaining(["Secrets Manager", "Secret Vault", "Certificate Manager", "Config Inspection"]),
  );
  expect(endpoints).toContainEqual({
    region: "kr-west1",
    service_type: "scp-kms",
    service_name: "Key Management Service",
    url: `${running.emulator.url}/services/kms`,
  });
  const listed = endpoints.filter(({ region }) => region === "kr-west1").map((one) => ({ ...one, service_name: "" }));
  const documented = newestApiFixtures().map(({ service }) => ({
    region: "kr-west1",
    service_type: `scp-${service}`,
    service_name: "",
    url: `${running.emulator.url}/services/${service}`,
  }));
  expect(listed).toHaveLength(documented.length);
  expect(listed).toEqual(expect.arrayContaining(documented));
});

test("an address of the catalogue answers its versions without a signature", async () => {
  for (const path of ["/services/kms", "/services/kms/"]) {
    const { status, body } = await running.client.plain("GET", path);
    const { versions } = body as { versions: Record<string, unknown>[] };
    expect(status).toBe(200);
    expect(versions.map(({ id, not_before, status }) => [id, not_before, status])).toEqual([
      ["v1.3", "", "CURRENT"],
      ["v1.2", "", "SUPPORTED"],
      ["v1.1", "2026-08-31", "SUPPORTED"],
      ["v1.0", "2025-12-31", "DEPRECATED"],
    ]);
  }
});

test("a service that another one needs has its own address and versions", async () => {
  const { body } = await running.client.plain("GET", "/services/secretsmanager");
  const { versions } = body as { versions: Record<string, unknown>[] };
  expect(versions.map(({ id, not_before, status }) => [id, not_before, status])).toEqual([
    ["v1.2", "", "CURRENT"],
    ["v1.1", "", "SUPPORTED"],
    ["v1.0", "2026-08-31", "SUPPORTED"],
  ]);
  for (const path of ["/services/secretsmanager/v1/secrets", "/services/secretsmanager//v1/secrets"]) {
    expect(await running.client.call("GET", path)).toMatchObject({ status: 200, body: { count: 0, secret: [] } });
  }
});

test("the newest version is served where none is asked for", async () => {
  const { body } = await running.client.call("GET", "/v1/managed-kms/transit", { version: null });
  expect(body).toMatchObject({ count: 1 });
});

test.each(["kms 1.4", "kms", "1.2", "kms 1.2 ", "iam 1.2", "KMS 1.2", "secretsmanager 1.1"])(
  "version %j is refused",
  async (version) => {
    const answer = await running.client.call("GET", "/v1/kms/transit", { version });
    // Node takes the space off the end of a header.
    const expected = version === "kms 1.2 " ? [200, undefined] : [400, "UnsupportedApiVersion"];
    expect([answer.status, version === "kms 1.2 " ? undefined : refusalOf(answer).code]).toEqual(expected);
  },
);

test.each(["1.0", "1.1"])("version %s has no managed keys", async (version) => {
  const answer = await running.client.call("GET", "/v1/managed-kms/transit", { version: `kms ${version}` });
  expect(refusalOf(answer)).toMatchObject({ status: 400, code: "UnsupportedApiVersion" });
});

test.each(["certificatemanager", "configinspection"])(
  "%s still has the version that older clients need",
  async (name) => {
    const { body } = await running.client.plain("GET", `/services/${name}`);
    const { versions } = body as { versions: { id: string }[] };
    expect(versions.map(({ id }) => id)).toEqual(["v1.2", "v1.1", "v1.0"]);
  },
);

test.each([
  ["GET", "/v1/nothing"],
  ["PATCH", "/v1/kms/transit"],
  ["GET", "/v1/kms/transit/"],
  ["GET", "/v1/kms/openapi/encrypt/0"],
  ["POST", "/v1/kms/openapi/export/0"],
  ["GET", "/services/secretvault/v1/secrets"],
  ["GET", "/services/nothing"],
  ["GET", "/"],
])("%s %s is not routed", async (method, path) => {
  const answer = await running.client.call(method, path);
  expect(answer).toMatchObject({ status: 404, body: { status: 404, error: "Not Found", path } });
  expect(answer.headers["content-type"]).toBe("application/json");
});

test("replies carry the emulator's time", async () => {
  const now = await running.client.advance("P10D");
  for (const path of ["/v1/kms/transit", "/v1/nothing", "/services/kms"]) {
    const { headers } = await running.client.call("GET", path);
    expect(Math.abs(Date.parse(headers.date ?? "") - Date.parse(now))).toBeLessThan(10_000);
  }
});
