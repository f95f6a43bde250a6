import { KmsKey } from "../../../provider/index";
import type { EmulatorClient, KeyRecord } from "../../support/emulator-client";
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

const key = { purpose: "aes-256" };
const waiting = "To_Be_Terminated";
const notFixed = ["deleteImmediately", "description", "enabled", "refuseDeletionWhileUsed", "rotation"];

const refusal = { errors: [{ code: "scp-security.kms.key.refused", detail: "Not now." }] };
const made = (fields: Properties) => (client: EmulatorClient, recorded: Recorded) =>
  client.keys.create(String(recorded.outputs["name"]), { key_type: "advanced", ...fields });
const remove = (client: EmulatorClient, id: string) => client.call("DELETE", `/v1/kms/transit/${id}`);
const rotate = (client: EmulatorClient, id: string) => client.call("POST", `/v1/kms/transit/${id}/rotate`);

async function waitingKey(client: EmulatorClient): Promise<KeyRecord> {
  const { id } = await client.keys.create("platform", { key_type: "advanced" });
  await remove(client, id);
  return client.keys.show(id);
}

const situations: Readonly<Record<string, Situation>> = {
  normal: {
    args: {
      ...key,
      description: "Encrypts the orders database",
      rotation: { enabled: true, periodInDays: 30 },
      tags: { team: "orders" },
    },
    timeouts: { create: "5m" },
    record: (model, _, args, timeouts) => model.up(args, timeouts),
    cloud: {
      "as it was": made({ description: "Encrypts the orders database", auto_rotate: "Y", rotate_cycle: 30 }),
    },
    drift: () => [],
    up: "same",
    shown: { state: "Active", description: "Encrypts the orders database", auto_rotate: "Y", rotate_cycle: 30 },
    // The automatic name is known to be one: a name that was given would be blocked.
    replaces: [
      [{ purpose: "rsa-2048" }, ["purpose"]],
      [{ name: "other" }, ["name"]],
    ],
  },
  "half-made": {
    args: { ...key, name: "halfmade", description: "half", enabled: false },
    record: (model, client, args) =>
      upUnder([{ method: "PUT", path: "/state$", fault: { status: 400, body: refusal } }], model, client, args),
    cloud: { "as it was": made({ description: "half" }) },
    drift: () => ["enabled"],
    up: "updated",
    shown: { state: "Stop", description: "half" },
  },
  "unknown-outcome": {
    args: { ...key, name: "doubtful" },
    record: (model, client, args) => upUnder(lostCreation("^/v1/kms/transit$"), model, client, args),
    cloud: { "with the key made": made({}), "with nothing made": nothing },
    drift: (cloud, recorded) => (cloud === "with the key made" ? notKept(recorded, notFixed) : "gone"),
    up: "replaced",
    shown: { state: "Active", name: "doubtful" },
  },
  "waiting-for-deletion": {
    args: { ...key, description: "waits" },
    record: async (model, client, args) => {
      await model.up(args);
      await remove(client, model.state?.id ?? "");
    },
    cloud: {
      "as it was": async (client, recorded) => {
        const { id } = await made({ description: "waits" })(client, recorded);
        await remove(client, id);
        return client.keys.show(id);
      },
    },
    drift: () => "gone",
    up: "same",
    shown: { state: waiting },
    shownAfterRefresh: { state: "Active" },
    refused: "The key is in state To_Be_Terminated",
  },
  adopted: {
    args: { ...key, adopt: "{{id}}", description: "taken over" },
    record: async (model, client, args) => {
      const { id } = await client.keys.create("legacy", { key_type: "advanced" });
      await model.up({ ...args, adopt: id });
    },
    cloud: {
      "as it was": (client) => client.keys.create("legacy", { key_type: "advanced", description: "taken over" }),
    },
    drift: () => [],
    up: "same",
    shown: { name: "legacy", description: "taken over" },
    replaces: [
      [{ adopt: undefined }, []],
      [{ adopt: "0123456789abcdef0123456789abcdef" }, ["adopt"]],
      [{ name: "legacy" }, []],
      [{ name: "other", adopt: undefined }, ["name"]],
    ],
  },
  "rotation-pending": {
    args: { ...key, rotateTrigger: "b" },
    record: async (model, client, args) => {
      await model.up({ ...args, rotateTrigger: "a" });
      const faults = [
        { method: "POST", path: "/rotate$", fault: { drop: "after" } },
        { method: "GET", skip: 1, times: 0, fault: { status: 503 } },
      ];
      await upUnder(faults, model, client, args);
    },
    cloud: {
      "with the key rotated": async (client, recorded) => {
        const { id } = await made({})(client, recorded);
        await rotate(client, id);
        return client.keys.show(id);
      },
      "with the key not rotated": made({}),
    },
    drift: () => ["rotateTrigger"],
    up: "updated",
    shown: { state: "Active", current_version: 2 },
  },
  "looked-up": {
    args: {},
    get: true,
    record: (_, client) => client.keys.create("platform", { key_type: "advanced", description: "shared" }),
    cloud: {
      "as it was": (client) => client.keys.create("platform", { key_type: "advanced", description: "shared" }),
    },
    drift: () => [],
    up: "same",
    shown: {},
  },
  "looked-up-waiting": {
    args: {},
    get: true,
    record: (_, client) => waitingKey(client),
    cloud: { "as it was": waitingKey },
    drift: () => [],
    up: "same",
    shown: {},
  },
};

export const states: RecordedKind = {
  kind: "KmsKey",
  cloud: "scp",
  situations,
  always: ["normal", "half-made", "unknown-outcome", "looked-up"],
  program: (name, args, options) => new KmsKey(name, { ...key, ...args }, options),
  lookUp: (name, id, options) => KmsKey.get(name, id, options),
  stored: (client) => client.keys.stored(),
  isLive: ({ state }) => state !== waiting,
  tokens: (object) =>
    fieldsOf(object, {
      id: "id",
      createdAt: "created_at",
      createdBy: "created_by",
      nextRotationAt: "next_rotate_at",
      deleteAt: "delete_at",
    }),
  change: { args: { description: "changed" }, shown: { description: "changed" } },
};
