import { describe, expect, test } from "@jest/globals";
import { refusalOf, type Answer } from "../../support/emulator-client";
import { makeSelfSigned } from "../../support/certificates";
import { useEmulator } from "../../support/in-process-emulator";

const running = useEmulator();

const unknownKey = `/v1/kms/transit/${"0".repeat(32)}`;
const newKey = { auto_rotate: "N", key_type: "basic", name: "orders", purpose: "aes-256", rotate_cycle: 90 };

function unknownCloudService(): Promise<Answer> {
  return running.client.spaceone("/inventory/cloud-service/get", { cloud_service_id: "cloud-svc-0" });
}

test.each([
  ["conflict", 409],
  ["badRequest", 400],
  ["forbidden", 403],
  ["unprocessable", 422],
  ["serverError", 500],
] as const)("takenName %s", async (takenName, status) => {
  const { client } = running;
  await client.keys.create("orders");
  await client.setWorld({ takenName });
  const answer = await client.call("POST", "/v1/kms/transit", { body: { ...newKey, description: "" } });
  expect(refusalOf(answer)).toMatchObject({ status, code: "scp-security.kms.key.name.duplicated" });
  expect((await client.call("GET", unknownKey)).status).toBe(404);
});

test.each([
  ["forbidden", 403],
  ["badRequest", 400],
  ["conflict", 409],
  ["unprocessable", 422],
  ["tooMany", 429],
] as const)("quotaStatus %s", async (quotaStatus, status) => {
  const { client } = running;
  await client.setWorld({ quotaStatus });
  const vault = await client.vaults.create("orders");
  for (let count = 0; count < 5; count++) await client.vaults.requestTemporaryKey(vault);
  const answer = await client.vaults.requestTemporaryKey(vault);
  expect(refusalOf(answer)).toMatchObject({ status, code: "scp-security.secretvault.temporarykey.quota.exceeded" });
});

describe("sameName", () => {
  /** The statuses of second creations with one name: key, secret, vault, the vault's access key, certificate and diagnosis. */
  async function secondCreations(): Promise<readonly number[]> {
    const { client } = running;
    const { id } = await client.keys.create("orders");
    await client.secrets.create("orders", id);
    const { access_key_id } = await client.vaults.create("orders");
    await client.certificates.selfSign("orders");
    await client.diagnoses.save("orders");
    const statusOf = (made: Promise<unknown>): Promise<number> =>
      made.then(
        () => 200,
        (error: unknown) => Number(/"status":\s*(\d+)/.exec(String(error))?.[1]),
      );
    return [
      await statusOf(client.keys.create("orders")),
      await statusOf(client.secrets.create("orders", id)),
      await statusOf(client.vaults.create("orders")),
      await statusOf(client.vaults.create("others", { access_key_id })),
      await statusOf(client.certificates.selfSign("orders")),
      await statusOf(client.diagnoses.save("orders")),
    ];
  }

  test.each([
    ["own", [409, 409, 409, 409, 409, 200]],
    ["accepted", [200, 200, 200, 200, 200, 200]],
    ["refused", [409, 409, 409, 409, 409, 409]],
  ] as const)("%s", async (sameName, statuses) => {
    await running.client.setWorld({ sameName });
    expect(await secondCreations()).toEqual(statuses);
  });

  test("refused: a diagnosis that takes the place of its own keeps its name", async () => {
    const { client } = running;
    await client.setWorld({ sameName: "refused", savedTwice: "updated" });
    await client.diagnoses.save("orders");
    const { body } = (await client.requests()).at(-1) ?? {};
    expect((await client.call("POST", "/v1/configinspection/diagnosis/save", { body })).status).toBe(201);
    expect(await client.diagnoses.stored()).toHaveLength(1);
  });
});

test.each([
  ["accepted", undefined],
  ["refused", "scp-security.certificatemanager.body.duplicated"],
] as const)("sameMaterial %s", async (sameMaterial, code) => {
  const { client } = running;
  await client.setWorld({ sameMaterial });
  const pem = await makeSelfSigned();
  await client.certificates.upload("orders", pem);
  const second = await client.certificates.upload("others", pem).then(
    () => "",
    (error: unknown) => String(error),
  );
  expect(second).toContain(code ?? "");
  await client.certificates.selfSign("first");
  await client.certificates.selfSign("second");
  expect(await client.certificates.stored()).toHaveLength(code === undefined ? 4 : 3);
});

test.each([
  ["notFound", 404],
  ["badRequest", 400],
] as const)("unknownObject %s", async (unknownObject, status) => {
  const { client } = running;
  await client.setWorld({ unknownObject });
  const answer = await client.call("GET", unknownKey);
  expect(refusalOf(answer)).toMatchObject({ status, code: "NotFound" });
  expect((await client.call("GET", "/v1/kms/nothing/at/all")).status).toBe(404);
  expect(await unknownCloudService()).toMatchObject({ status, body: { detail: { code: "ERROR_NOT_FOUND" } } });
});

test("refusalStatus ok: the body of a refusal comes with 200, and a gateway's refusal as ever", async () => {
  const { client } = running;
  await client.setWorld({ refusalStatus: "ok", emptyTexts: true });
  const answer = await client.call("GET", unknownKey);
  expect([answer.status, answer.body]).toMatchObject([
    200,
    { errors: [{ status: 404, code: "NotFound", response: null }] },
  ]);
  expect((await client.call("GET", "/v1/kms/nothing/at/all")).status).toBe(404);
  expect(await unknownCloudService()).toMatchObject({ status: 200, body: { detail: { code: "ERROR_NOT_FOUND" } } });
});

describe("deletedName", () => {
  const days = { body: { waiting_time_ndays: 7 } };

  test.each([
    ["taken", 409],
    ["free", 201],
  ] as const)("%s: of what waits for its deletion", async (deletedName, status) => {
    const { client } = running;
    await client.setWorld({ deletedName });
    const key = await client.keys.create("orders");
    const used = await client.keys.create("used");
    const secret = await client.secrets.create("orders", used.id);
    const vault = await client.vaults.create("orders");
    const bodies = (await client.requests()).filter(({ method }) => method === "POST").map(({ body }) => body);
    expect((await client.call("DELETE", `/v1/kms/transit/${key.id}`)).status).toBe(204);
    expect((await client.call("DELETE", `/v1/secrets/${secret.id}`, days)).status).toBe(204);
    expect((await client.call("PUT", `/v1/secretvault/${vault.id}/terminated`, days)).status).toBe(200);
    const paths = ["/v1/kms/transit", "/v1/kms/transit", "/v1/secrets", "/v1/secretvault"];
    const again = async (index: number, more: object = {}) =>
      (await client.call("POST", paths[index] ?? "", { body: { ...(bodies[index] as object), ...more } })).status;
    const value = { secret_value: '{"a":"b"}' };
    expect([await again(0), await again(2, value), await again(3, { access_key_id: "f".repeat(32) })]).toEqual([
      status,
      status,
      status,
    ]);
    const { body } = await client.call("GET", "/v1/kms/transit/duplicate?name=orders");
    expect(body).toEqual({ isDuplicateName: true });
    const restored = await client.call("PUT", `/v1/secrets/${secret.id}/restore`);
    expect(restored.status).toBe(deletedName === "free" ? 409 : 200);
    await client.advance("P8D");
    expect((await client.call("GET", "/v1/kms/transit/duplicate?name=orders")).body).toEqual({
      isDuplicateName: deletedName === "free",
    });
  });
});
