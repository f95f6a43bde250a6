import { describe, expect, test } from "@jest/globals";
import { refusalOf } from "../../support/emulator-client";
import { useEmulator } from "../../support/in-process-emulator";

const running = useEmulator();

const text = { plaintext: "YQ==" };
const days = { body: { waiting_time_ndays: 7 } };

describe("keyUseLagSeconds", () => {
  test("a young key is Active, and cannot be used for so long", async () => {
    const { client } = running;
    await client.setWorld({ keyUseLagSeconds: 60 });
    const key = await client.keys.create("orders");
    expect(key.state).toBe("Active");
    expect(refusalOf(await client.keys.use("encrypt", key, text))).toMatchObject({
      status: 400,
      code: "scp-security.kms.key.state.invalid",
    });
    const body = { acl_cidr: "127.0.0.1/32", kms_id: key.id, name: "orders", secret_value: '{"a":"b"}' };
    expect(refusalOf(await client.call("POST", "/v1/secrets", { body }))).toMatchObject({
      status: 400,
      code: "scp-security.secretsmanager.kms.invalid",
    });
    await client.advance("PT60S");
    expect((await client.keys.use("encrypt", key, text)).status).toBe(200);
    expect((await client.call("POST", "/v1/secrets", { body })).status).toBe(201);
  });

  test("a young key can be changed and deleted", async () => {
    const { client } = running;
    await client.setWorld({ keyUseLagSeconds: 60 });
    const key = await client.keys.create("orders");
    expect((await client.keys.rotate(key)).current_version).toBe(2);
    expect((await client.call("DELETE", `/v1/kms/transit/${key.id}`)).status).toBe(204);
  });
});

describe("readyLagSeconds", () => {
  test("a young key is Creating, and can only be deleted at once", async () => {
    const { client } = running;
    await client.setWorld({ readyLagSeconds: 60 });
    const key = await client.keys.create("orders");
    const target = `/v1/kms/transit/${key.id}`;
    const { keys } = (await client.call("GET", "/v1/kms/transit")).body as { keys: { state: string }[] };
    expect([key.state, (await client.keys.show(key.id)).state, keys[0]?.state]).toEqual(Array(3).fill("Creating"));
    for (const answer of [
      await client.call("PUT", `${target}/description`, { body: { description: "b" } }),
      await client.call("PUT", `${target}/state`, { body: { state: "Stop" } }),
      await client.call("POST", `${target}/rotate`),
      await client.call("DELETE", target),
      await client.keys.use("encrypt", key, text),
    ]) {
      expect(refusalOf(answer)).toMatchObject({ status: 400, code: "scp-security.kms.key.state.invalid" });
    }
    await client.advance("PT60S");
    expect((await client.keys.show(key.id)).state).toBe("Active");
    expect((await client.keys.rotate(key)).current_version).toBe(2);
    const other = await client.keys.create("other");
    expect((await client.call("DELETE", `/v1/kms/transit/${other.id}?is_directly=true`)).status).toBe(204);
  });

  test("a young vault is Creating, and can neither be used nor terminated", async () => {
    const { client } = running;
    await client.setWorld({ readyLagSeconds: 60 });
    const vault = await client.vaults.create("orders");
    const terminate = () => client.call("PUT", `/v1/secretvault/${vault.id}/terminated`, days);
    const { secret_vaults } = (await client.call("GET", "/v1/secretvault")).body as {
      secret_vaults: { vaultkey_state: string }[];
    };
    expect([vault.vaultkey_state, secret_vaults[0]?.vaultkey_state]).toEqual(["Creating", "Creating"]);
    expect(refusalOf(await terminate())).toMatchObject({ code: "scp-security.secretvault.state.invalid" });
    await client.advance("PT60S");
    expect((await terminate()).status).toBe(200);
  });

  test("the platform's key, and what was made before, stay as they are", async () => {
    const { client } = running;
    const key = await client.keys.create("orders");
    await client.advance("PT2M");
    await client.setWorld({ readyLagSeconds: 60 });
    expect((await client.keys.show(key.id)).state).toBe("Active");
    const { keys } = (await client.call("GET", "/v1/managed-kms/transit")).body as {
      keys: { id: string; state: string }[];
    };
    expect(keys[0]?.state).toBe("Active");
    const target = `/v1/managed-kms/transit/${keys[0]?.id ?? ""}`;
    expect((await client.call("PUT", `${target}/description`, { body: { description: "b" } })).status).toBe(200);
  });
});
