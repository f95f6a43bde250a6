import { SecretVault } from "../../../provider/index";
import type { EmulatorClient } from "../../support/emulator-client";
import type { Properties } from "../../support/plugin-process";
import {
  fieldsOf,
  lostCreation,
  nothing,
  notKept,
  type Recorded,
  type RecordedKind,
  type Situation,
  upUnder,
} from "../../support/recorded-state/kind";

/** The id of no key. */
const accessKeyId = "0".repeat(32);
const base = { accessKeyId, allowedIps: ["10.0.0.7"], temporaryKeyTtlInHours: 4, tokenTtlInDays: 365 };
const waiting = "To_Be_Terminated";

const fields = {
  access_key_id: accessKeyId,
  acl_cidr: "10.0.0.7/32",
  temporary_key_ttl_nhours: 4,
  vault_token_ttl_ndays: 365,
  description: "",
};
const made =
  (others: Properties = {}) =>
  (client: EmulatorClient, { outputs }: Recorded) =>
    client.vaults.create(String(outputs["name"]), { ...fields, ...others });

const situations: Readonly<Record<string, Situation>> = {
  normal: {
    args: { ...base, description: "for the build", recoveryWindowInDays: 7, tags: { team: "build" } },
    timeouts: { create: "5m" },
    record: (model, _, args, timeouts) => model.up(args, timeouts),
    cloud: { "as it was": made({ description: "for the build" }) },
    drift: () => [],
    up: "same",
    shown: { vaultkey_state: "Active", description: "for the build" },
    replaces: [
      [{ accessKeyId: "1".repeat(32) }, ["accessKeyId"]],
      [{ accessKeyId: "1".repeat(32), description: "new" }, ["accessKeyId", "description"]],
    ],
  },
  "unknown-outcome": {
    args: { ...base, name: "doubtful" },
    record: (model, client, args) => upUnder(lostCreation("^/v1/secretvault$"), model, client, args),
    cloud: { "with the vault made": made(), "with nothing made": nothing },
    drift: (cloud, recorded) =>
      cloud === "with the vault made" ? notKept(recorded, ["recoveryWindowInDays"]) : "gone",
    up: /run `pulumi refresh`, which finds out/,
    shown: { vaultkey_state: "Active", name: "doubtful" },
  },
  "token-not-read": {
    args: { ...base, name: "unread" },
    record: (model, client, args) =>
      upUnder(
        [
          { method: "POST", path: "^/v1/secretvault$", fault: { drop: "after" } },
          { method: "GET", path: "^/v1/secretvault/", times: 0, fault: { status: 403 } },
        ],
        model,
        client,
        args,
      ),
    cloud: { "as it was": made() },
    drift: () => [],
    up: "updated",
    shown: { vaultkey_state: "Active", name: "unread" },
  },
  adopted: {
    args: { ...base, adopt: "{{id}}" },
    record: async (model, client, args) => {
      const { id } = await client.vaults.create("legacy", fields);
      await model.up({ ...args, adopt: id });
    },
    cloud: { "as it was": (client) => client.vaults.create("legacy", fields) },
    drift: () => [],
    up: "same",
    shown: { name: "legacy", vaultkey_state: "Active" },
    replaces: [
      [{ adopt: undefined }, []],
      [{ name: "other", accessKeyId: "1".repeat(32), adopt: undefined }, ["name", "accessKeyId"]],
    ],
  },
};

export const states: RecordedKind = {
  kind: "SecretVault",
  cloud: "scp",
  situations,
  always: ["normal", "unknown-outcome", "token-not-read"],
  program: (name, args, options) => new SecretVault(name, { ...base, ...args }, options),
  lookUp: (name, id, options) => SecretVault.get(name, id, options),
  stored: (client) => client.vaults.stored(),
  isLive: ({ vaultkey_state }) => vaultkey_state !== waiting,
  tokens: (object) =>
    fieldsOf(object, {
      id: "id",
      createdAt: "created_at",
      tokenId: "vault_token_id",
      tokenSecret: "vault_token_secret_value",
      tokenExpiresAt: "vault_token_expired_at",
    }),
  replyOnly: ["tokenSecret"],
  change: { args: { recoveryWindowInDays: 8 }, shown: {} },
};
