import { createHash } from "node:crypto";

import { beforeAll, describe, expect, test } from "@jest/globals";

import type { EmulatorClient, StoredVault } from "../support/emulator-client";
import { accessKeyId, base, secretVaultTable, terminate, waiting } from "../support/kinds/secret-vault";
import { lifecycleSuite } from "../support/lifecycle-suite";
import { usePluginFixture } from "../support/plugin-fixture";
import type { Properties } from "../support/plugin-process";
import type { StackModel } from "../support/stack-model";

lifecycleSuite(secretVaultTable);

describe("a secret vault", () => {
  const fixture = usePluginFixture();
  let client: EmulatorClient;

  beforeAll(() => {
    ({ client } = fixture.emulator);
  });

  const stack = (): StackModel => fixture.stack("SecretVault");
  const only = (): Promise<StoredVault> => client.vaults.only();
  const sha256 = (value: unknown): string => createHash("sha256").update(String(value)).digest("hex");
  /** Shows this vault, and its token's secret encrypted only, whatever vault is asked for. */
  const mask = (vault: object): Promise<void> => {
    const secret_vault = { ...vault, vault_token_secret_value: "[AES] xyz" };
    const fault = { status: 200, body: { secret_vault } };
    return client.addFault({ method: "GET", path: "/v1/secretvault/.+", times: 0, fault });
  };
  const expectToken = async (outputs: Properties | undefined): Promise<void> => {
    const stored = await only();
    expect(outputs?.["tokenId"]).toBe(stored.vault_token_id);
    expect(sha256(outputs?.["tokenSecret"])).toBe(stored.tokenSecretSha256);
  };

  test("gives its token as secrets, which a refresh, also one by the list, and an update keep", async () => {
    const [model, other] = [stack(), stack()];
    const args = { ...base, accessKeyId: accessKeyId() };
    await model.up(args);
    await expectToken(model.state?.outputs);
    expect([...model.secrets].sort()).toEqual(expect.arrayContaining(["tokenId", "tokenSecret"]));
    await other.up({ ...base, accessKeyId: accessKeyId() });
    const before = (await client.requests()).length;
    expect([await model.refresh(), await other.refresh(), await model.refresh()]).toEqual([[], [], []]);
    const paths = (await client.requests()).slice(before).map(({ path }) => path);
    expect(paths).toContain("/v1/secretvault");
    await model.up({ ...args, recoveryWindowInDays: 9 });
    const token = { id: model.state?.outputs["tokenId"], secret: model.state?.outputs["tokenSecret"] };
    await other.destroy();
    await client.advance("P31D");
    await expectToken({ tokenId: token.id, tokenSecret: token.secret });
  });

  test("whose creation's reply was lost has its token all the same", async () => {
    const model = stack();
    await client.addFault({ method: "POST", path: "^/v1/secretvault$", times: 1, fault: { drop: "after" } });
    await model.up({ ...base, accessKeyId: accessKeyId() });
    await expectToken(model.state?.outputs);
  });

  test("whose token cannot be read back fails with its id, says what termination costs, and goes on failing, also after a refresh", async () => {
    const model = stack();
    const args = { ...base, accessKeyId: accessKeyId() };
    const made = await client.vaults.show((await client.vaults.create("masked")).id);
    await client.addFault({ method: "POST", path: "^/v1/secretvault$", times: 1, fault: { drop: "after" } });
    await mask({ ...made, name: model.name });
    const failure = new RegExp(`the secret vault \\S+ was made, but .* after its termination: destroy it`);
    await expect(model.up(args)).rejects.toThrow(failure);
    const stored = (await client.vaults.stored()).find(({ access_key_id }) => access_key_id === args.accessKeyId);
    expect(model.state?.id).toBe(stored?.id);
    await expect(model.up(args)).rejects.toThrow(failure);
    await client.removeFaults();
    await mask(await client.vaults.show(model.state?.id ?? ""));
    expect(await model.refresh()).toEqual([]);
    await expect(model.up(args)).rejects.toThrow(failure);
    await client.removeFaults();
    await model.up(args);
    expect(sha256(model.state?.outputs["tokenSecret"])).toBe(stored?.tokenSecretSha256);
  });

  test("whose creation's outcome stayed open has its token once a refresh has found it", async () => {
    const model = stack();
    const args = { ...base, accessKeyId: accessKeyId() };
    await client.addFault({ method: "POST", path: "^/v1/secretvault$", times: 1, fault: { drop: "after" } });
    await client.addFault({ method: "GET", times: 0, fault: { status: 503 } });
    await expect(model.up(args)).rejects.toThrow("Run `pulumi refresh`");
    await client.removeFaults();
    expect(await model.refresh()).toEqual([]);
    await expectToken(model.state?.outputs);
    expect([await model.up(args), await model.up(args)]).toEqual(["same", "same"]);
  });

  test("an adopted one has the token that the service shows, or none", async () => {
    const made = await client.vaults.create("adopted");
    const masked = { ...(await client.vaults.show(made.id)), vault_token_secret_value: "[AES] xyz" };
    await client.addFault({ method: "GET", times: 1, fault: { status: 200, body: { secret_vault: masked } } });
    const model = stack();
    const args = {
      allowedIps: ["127.0.0.1"],
      temporaryKeyTtlInHours: 3,
      tokenTtlInDays: 30,
      accessKeyId: made.access_key_id,
    };
    await model.up({ ...args, adopt: made.id, description: made.description ?? "" });
    expect(model.state?.outputs["tokenSecret"]).toBeUndefined();
    expect(model.state?.initErrors).toEqual([]);
  });

  test("of another resource in the program is named where its access key is wanted, with the way to keep it", async () => {
    const model = stack();
    const args = { ...base, accessKeyId: accessKeyId() };
    await model.up(args);
    const id = model.state?.id ?? "";
    const renamed = stack();
    await expect(renamed.up(args)).rejects.toThrow(
      `the accessKeyId "${args.accessKeyId}" is taken by the secret vault ${id}. If that is this resource's own, renamed or ` +
        "moved in the program, keep it with the option aliases or `pulumi state rename`",
    );
    await terminate(client, id);
    await expect(renamed.up(args)).rejects.toThrow(
      /accessKeyId "\w+" is taken by .* which waits for its deletion until /,
    );
  });

  test("that another resource has taken over stays in state where its token would be lost with the old state", async () => {
    const model = stack();
    const args = { ...base, accessKeyId: accessKeyId() };
    await model.up(args);
    const id = model.state?.id ?? "";
    const [masked, shown] = [stack(), stack()];
    // When each resource got the vault tells the states apart, and replies tell the time in seconds.
    await client.advance("PT1M");
    await mask(await client.vaults.show(id));
    await masked.up({ ...args, adopt: id });
    await expect(model.destroy()).rejects.toThrow(
      `the secret vault ${id} belongs to the resource "${masked.name}" now, but only this state has its tokenSecret, ` +
        "which the service does not show again: nothing was removed",
    );
    await expectToken(model.state?.outputs);
    await client.removeFaults();
    const next = await fixture.startPlugin();
    for (const resource of [model, shown]) resource.use(next);
    await shown.up({ ...args, adopt: id });
    await model.destroy();
    await next.stop();
    await expectToken(shown.state?.outputs);
    expect(await only()).toMatchObject({ vaultkey_state: "Active" });
  });

  test("a change with the same access key is refused before anything is lost", async () => {
    const model = stack();
    const args = { ...base, accessKeyId: accessKeyId() };
    await model.up(args);
    const refusal =
      /description of a secret vault cannot be changed in place; .*the accessKeyId .* stays bound .*give another/;
    await expect(model.preview({ ...args, description: "new" })).rejects.toThrow(refusal);
    expect(await only()).toMatchObject({ id: model.state?.id, vaultkey_state: "Active" });
  });

  test("a new access key makes the new vault before the old one is terminated", async () => {
    const model = stack();
    await model.up({ ...base, accessKeyId: accessKeyId() });
    const old = model.state?.id;
    expect(await model.up({ ...base, accessKeyId: accessKeyId(), description: "new" })).toBe("replaced");
    const log = (await client.requests()).filter(({ method }) => method !== "GET").map(({ method }) => method);
    expect(log).toEqual(["POST", "POST", "PUT"]);
    const states = Object.fromEntries(
      (await client.vaults.stored()).map(({ id, vaultkey_state }) => [id, vaultkey_state]),
    );
    expect(states).toEqual({ [old ?? ""]: waiting, [model.state?.id ?? ""]: "Active" });
  });

  test("with an expired token is warned of at a refresh, can be destroyed, and is gone at the end of its window", async () => {
    const model = stack();
    await model.up({ ...base, accessKeyId: accessKeyId(), tokenTtlInDays: 30 });
    await client.advance("P30D");
    expect(await model.refresh()).toEqual([]);
    expect(model.state?.outputs["state"]).toBe("Expired");
    await fixture.plugin.said("has expired, so that it is of no use: give another accessKeyId");
    const { state } = model;
    await model.destroy();
    model.state = state;
    await client.advance("P7D");
    expect(await model.refresh()).toBe("gone");
  });

  test("addresses in another order, or with /32, are no change", async () => {
    const model = stack();
    const args = { ...base, accessKeyId: accessKeyId() };
    await model.up({ ...args, allowedIps: ["10.0.0.1", "10.0.0.2/32"] });
    expect(await model.up({ ...args, allowedIps: ["10.0.0.2", "10.0.0.1/32"] })).toBe("same");
    expect(await model.refresh()).toEqual([]);
  });

  test("is terminated with its window", async () => {
    const model = stack();
    await model.up({ ...base, accessKeyId: accessKeyId(), recoveryWindowInDays: 8 });
    await model.destroy();
    expect(await only()).toMatchObject({ vaultkey_state: waiting, waiting_time_ndays: 8 });
    await client.advance("P8D");
    expect(await client.vaults.stored()).toEqual([]);
  });

  test.each([
    [{ accessKeyId: undefined }, "accessKeyId is required"],
    [{ accessKeyId: "a b" }, "must be the id of an IAM access key"],
    [{ allowedIps: [] }, "must have at least one address"],
    [{ allowedIps: ["10.0.0.0/24"] }, "must be an IPv4 address"],
    [{ allowedIps: ["10.0.0.256"] }, "must be an IPv4 address"],
    [{ allowedIps: Array.from({ length: 11 }, (_, n) => `10.0.0.${String(n)}`) }, "must have at most 10 addresses"],
    [{ temporaryKeyTtlInHours: 0 }, "must be from 1 to 36 hours"],
    [{ temporaryKeyTtlInHours: 37 }, "must be from 1 to 36 hours"],
    [{ temporaryKeyTtlInHours: 1.5 }, "must be a whole number of hours"],
    [{ tokenTtlInDays: 29 }, "must be from 30 to 7300 days"],
    [{ tokenTtlInDays: 7301 }, "must be from 30 to 7300 days"],
    [{ recoveryWindowInDays: 6 }, "must be from 7 to 30 days"],
    [{ name: "With Space" }, "must be 3 to 63 characters of a-z and 0-9"],
  ])("refuses %j before anything is sent", async (wrong, message) => {
    const before = (await client.requests()).length;
    await expect(stack().up({ ...base, accessKeyId: accessKeyId(), ...wrong })).rejects.toThrow(message);
    expect(await client.requests()).toHaveLength(before);
  });
});
