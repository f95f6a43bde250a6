import { expect, test } from "@jest/globals";
import { useEmulator } from "../../support/in-process-emulator";

const running = useEmulator();

const marker = "planted-marker";

/** Requests with secrets, by what is left of their bodies. */
const requests: readonly (readonly [method: string, path: string, secrets: object, rest: object])[] = [
  ["POST", "/v1/secrets", { secret_value: `{"a":"${marker}"}` }, { name: "orders", kms_id: "k" }],
  ["PUT", "/services/secretsmanager/v1/secrets/s/values", { secret_value: `{"a":"${marker}"}` }, {}],
  ["POST", "/v1/certificatemanager", { private_key: marker }, { cert_body: "public" }],
  ["POST", "/v1/certificatemanager/check-validation", { private_key: marker }, { cert_body: "public" }],
  [
    "POST",
    "/v1/configinspection/diagnosis/request",
    { access_key: marker, secret_key: marker },
    { diagnosis_id: "DIA-1", tenant_id: "t" },
  ],
  ["POST", "/v1/kms/openapi/encrypt/k", { plaintext: marker }, {}],
  ["POST", "/v1/kms/openapi/sign/k", { input: marker }, {}],
  ["POST", "/v1/kms/openapi/verify/k", { input: marker }, { signature: "vault:v1:public" }],
  ["POST", "/v1/kms/openapi/hmac/verify/k", { input: marker }, { hmac: "vault:v1:public" }],
  ["POST", "/secret/secret/create", { data: { nested: [marker] } }, { name: "orders", tags: { a: "b" } }],
  ["POST", "/secret/secret/update-data", { data: { password: marker } }, { secret_id: "s" }],
  ["POST", "/v1/secret", { secret_value: marker }, { name: "sent to no service" }],
];

async function logged(): Promise<unknown> {
  return (await running.client.requests()).at(-1)?.body;
}

test.each(requests)("%s %s is logged without its secrets, and with the rest", async (method, path, secrets, rest) => {
  await running.client.call(method, path, { body: { ...rest, ...secrets } });
  const body = await logged();
  expect(JSON.stringify(body)).not.toContain(marker);
  expect(body).toMatchObject(rest);
  expect(Object.keys(body as object).sort()).toEqual(Object.keys({ ...rest, ...secrets }).sort());
});

test.each(requests)("%s %s is logged without its secrets if it is not JSON", async (method, path, secrets, rest) => {
  await running.client.plain(method, path, { body: JSON.stringify({ ...rest, ...secrets }).slice(0, -1) });
  expect(JSON.stringify(await logged())).not.toContain(marker);
});

test("a request that a fault strikes is logged without its secrets", async () => {
  await running.client.addFault({ fault: { status: 503 } });
  await running.client.call("PUT", "/v1/secrets/s/values", { body: { secret_value: marker } });
  expect(await logged()).toEqual({
    secret_value: expect.stringContaining("(masked, 14 characters, digest ") as unknown,
  });
});

test("fields of the same name in other services are logged", async () => {
  await running.client.call("POST", "/inventory/cloud-service/create", { body: { data: { a: marker } } });
  expect(await logged()).toEqual({ data: { a: marker } });
});

test("masked secrets can be compared with each other", async () => {
  const { client } = running;
  for (const value of ["same", "same", "other"]) {
    await client.call("PUT", "/v1/secrets/s/values", { body: { secret_value: value } });
  }
  const [first, second, third] = (await client.requests()).map(({ body }) => body);
  expect(second).toEqual(first);
  expect(third).not.toEqual(first);
});

test("the names of a value's parts stay, and only what they hold is masked", async () => {
  const data = { user: "orders", port: 5432, enabled: true, nothing: null };
  await running.client.call("POST", "/secret/secret/create", { body: { data } });
  expect(await logged()).toEqual({
    data: {
      user: expect.stringMatching(/^\(masked, 6 characters, digest [0-9a-f]{16}\)$/) as unknown,
      port: expect.stringMatching(/^\(masked, 4 characters, digest [0-9a-f]{16}\)$/) as unknown,
      enabled: true,
      nothing: null,
    },
  });
});
