import { beforeEach, describe, expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";

import { getSecretVault, getTemporaryKey, getTemporaryKeyOutput, listSecretVaults } from "../../../provider/index";
import { EmulatorClient, type VaultRecord } from "../../support/emulator-client";
import { useEmulator } from "../../support/in-process-emulator";
import { seen, startProgram, useProgram } from "../../support/program";

const running = useEmulator();
useProgram(() => running.emulator);

let vault: VaultRecord;

beforeEach(async () => {
  vault = await running.client.vaults.create("builds");
});

const shown = () => ({
  id: vault.id,
  name: "builds",
  accessKeyId: vault.access_key_id,
  allowedIps: ["127.0.0.1/32"],
  description: "",
  temporaryKeyTtlInHours: 3,
  tokenTtlInDays: 30,
  state: "Active",
  tokenExpiresAt: vault.vault_token_expired_at,
  deleteAt: undefined,
});

const token = () => ({
  secretVaultId: vault.id,
  tokenId: vault.vault_token_id,
  tokenSecret: vault.vault_token_secret_value,
});

const sent = async (): Promise<string[]> =>
  (await running.client.requests()).map(({ method, path }) => `${method} ${path}`);
const keysMade = async (): Promise<number> => (await running.client.vaults.only()).temporaryKeys.length;

async function sentBy(work: () => unknown): Promise<string[]> {
  const before = (await sent()).length;
  await work();
  return (await sent()).slice(before);
}

async function failureOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "no failure",
    (error: unknown) => String(error),
  );
}

describe("a vault", () => {
  test("is found by its id and by its name, without its token", async () => {
    expect(await getSecretVault({ id: vault.id })).toEqual(shown());
    expect(await getSecretVault({ name: "builds" })).toEqual(shown());
  });

  test("is listed without its token, in clear or encrypted", async () => {
    expect(await listSecretVaults()).toEqual([shown()]);
    const names: string[] = [];
    for await (const { name } of listSecretVaults()) names.push(name);
    expect(names).toEqual(["builds"]);
  });

  test("that waits for its deletion has its date", async () => {
    await running.client.call("PUT", `/v1/secretvault/${vault.id}/terminated`, { body: { waiting_time_ndays: 7 } });
    const found = await getSecretVault({ name: "builds" });
    expect(found).toMatchObject({ state: "To_Be_Terminated", deleteAt: expect.any(String) });
  });

  test("that shares its name is not guessed: the error has the candidates", async () => {
    const other = { ...vault, id: "0fdd87aab8cb46f59b7c1f81ed03fb3e", vaultkey_state: "To_Be_Terminated" };
    const body = { count: 2, page: 0, size: 1000, secret_vaults: [vault, other] };
    await running.client.addFault({ path: "/v1/secretvault", fault: { status: 200, body } });
    await expect(getSecretVault({ name: "builds" })).rejects.toThrow(
      'getSecretVault: there are 2 objects: each is a secret vault with the name "builds". Give the id of one: ' +
        `${vault.id} (Active), ${other.id} (To_Be_Terminated)`,
    );
  });

  test.each<[string, object, string]>([
    ["no argument", {}, "give exactly one of id and name"],
    ["both", { id: "a", name: "b" }, "give exactly one of id and name"],
    ["an empty name", { name: "" }, "name: must be the name of a secret vault, not an empty text"],
    ["a mistyped argument", { nam: "a" }, "nam is no argument of it: did you mean name?"],
  ])("with %s is refused before any request", async (_, args, reason) => {
    const requests = await sentBy(() => expect(getSecretVault(args)).rejects.toThrow(`getSecretVault: ${reason}`));
    expect(requests).toEqual([]);
  });

  test("that is not there is an error", async () => {
    await expect(getSecretVault({ name: "other" })).rejects.toThrow(
      'getSecretVault: there is no secret vault with the name "other"',
    );
  });
});

describe("a temporary key", () => {
  test("signs calls of the account until it ends", async () => {
    const { accessKey, secretKey, expiresAt } = await getTemporaryKey(token());
    const [{ expired_at } = { expired_at: "" }] = (await running.client.vaults.only()).temporaryKeys;
    expect(expiresAt).toBe(expired_at);
    const temporary = new EmulatorClient({ ...running.client.address, accessKey, secretKey });
    expect((await temporary.call("GET", "/v1/kms/transit")).status).toBe(200);
    temporary.close();
  });

  test("is asked for with the vault's token alone, whatever the account's key is", async () => {
    const { url } = running.emulator;
    pulumi.runtime.setAllConfig({ "scp:endpoint": url, "scp:accessKey": "wrong", "scp:secretKey": "wrong" });
    await expect(listSecretVaults()).rejects.toThrow("HTTP 401");
    expect((await getTemporaryKey(token())).accessKey).toMatch(/^\w+$/);
  });

  test("is not made with another token; the remedy is about the token", async () => {
    const failure = await failureOf(getTemporaryKey({ ...token(), tokenSecret: "another-secret-of-a-token" }));
    expect(failure).toMatch(/getTemporaryKey: cannot make the temporary key: GET secretvault .*HTTP 401 HmacValidFail/);
    expect(failure).toContain("Check the vault's token, and this machine's clock");
    expect(failure).not.toMatch(/another-secret|scp:/);
    expect(await keysMade()).toBe(0);
  });

  test("is refused with the service's words where the vault has enough of them, or is not there", async () => {
    for (let made = 0; made < 5; made++) await getTemporaryKey(token());
    await expect(getTemporaryKey(token())).rejects.toThrow("HTTP 403 scp-security.secretvault.temporarykey.quota");
    const secretVaultId = "0".repeat(32);
    await expect(getTemporaryKey({ ...token(), secretVaultId })).rejects.toThrow("HTTP 400 ");
  });

  test("is not asked for again when the reply is lost, since it may have been made", async () => {
    await running.client.addFault({ path: "temporarykey", fault: { drop: "after" } });
    const requests = await sentBy(() => expect(getTemporaryKey(token())).rejects.toThrow("no complete reply"));
    expect(requests).toEqual([`GET /v1/temporarykey/${vault.id}`]);
    expect(await keysMade()).toBe(1);
  });

  test.each<[string, object, string]>([
    ["nothing", {}, "secretVaultId is required; tokenId is required; tokenSecret is required"],
    ["no vault", { secretVaultId: "" }, "secretVaultId: must be the id of a secret vault, not an empty text"],
    ["no secret", { tokenSecret: "" }, "tokenSecret: must be the secret of the vault's token, not an empty text"],
    ["a number", { tokenId: 5 }, "tokenId: must be the id of the vault's token"],
    ["a mistyped argument", { tokenSecrets: "marker" }, "tokenSecrets is no argument of it: did you mean tokenSecret?"],
  ])("with %s is refused before any request", async (_, args, reason) => {
    const given = Object.keys(args).length === 0 ? args : { ...token(), ...args };
    const requests = await sentBy(async () => {
      const failure = await failureOf(getTemporaryKey(given as ReturnType<typeof token>));
      expect(failure).toContain(`getTemporaryKey: ${reason}`);
      expect(failure).not.toMatch(/marker/);
    });
    expect(requests).toEqual([]);
  });

  test("that fails shows nothing of the token, in no form, also where the reply repeats it", async () => {
    const { tokenId, tokenSecret } = token();
    const forms = [tokenId, tokenSecret].flatMap((text) => [text, Buffer.from(text).toString("base64")]);
    const body = { errors: [{ code: "Odd", detail: forms.join(" ") }] };
    await running.client.addFault({ path: "temporarykey", fault: { status: 400, body } });
    const failure = await failureOf(getTemporaryKey(token()));
    expect(failure).toContain("getTemporaryKey: cannot make the temporary key: GET secretvault");
    expect(failure).toContain("Odd");
    for (const form of forms) expect(failure).not.toContain(form);
  });

  test.each<[string, object]>([
    ["null", { access_key: "marker-of-a-key", secret_key: null, expired_at: null }],
    ["missing", { access_key: "marker-of-a-key", expired_at: null }],
    ["of another name", { access_key: "marker-of-a-key", secret: "marker-of-a-secret" }],
  ])("is none where its secret is %s, and no part of it shows", async (_, body) => {
    await running.client.addFault({ path: "temporarykey", fault: { status: 200, body } });
    const failure = await failureOf(getTemporaryKey(token()));
    expect(failure).toContain("secret_key");
    expect(failure).not.toContain("marker");
  });

  test("is made with the outputs of a resource", async () => {
    const tokenSecret = pulumi.secret<string | undefined>(vault.vault_token_secret_value);
    const { accessKey } = getTemporaryKeyOutput({
      secretVaultId: pulumi.output(vault.id),
      tokenId: pulumi.secret(vault.vault_token_id),
      tokenSecret: tokenSecret.apply((secret) => secret ?? ""),
    });
    expect(await seen(accessKey)).toMatchObject({ value: expect.stringMatching(/^\w+$/), isSecret: true });
  });

  test("is a secret, and is not made in a preview", async () => {
    expect(await seen(getTemporaryKeyOutput(token()).secretKey)).toMatchObject({ isKnown: true, isSecret: true });
    expect(await keysMade()).toBe(1);
    await startProgram(true);
    const requests = await sentBy(async () => {
      const { accessKey } = getTemporaryKeyOutput(token());
      expect(await seen(accessKey)).toEqual({ value: undefined, isKnown: false, isSecret: true });
      const plain = await getTemporaryKey(token());
      expect([plain.accessKey, plain.secretKey, plain.expiresAt].map(pulumi.isUnknown)).toEqual([true, true, true]);
      await expect(getTemporaryKey({ ...token(), tokenId: "" })).rejects.toThrow("tokenId: must be");
    });
    expect(requests).toEqual([]);
  });
});
