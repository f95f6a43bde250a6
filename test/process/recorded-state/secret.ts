import { expect } from "@jest/globals";

import { Secret } from "../../../provider/index";
import type { EmulatorClient, StoredSecret } from "../../support/emulator-client";
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
import { importObject } from "../../support/recorded-state/imported";

/** No credentials: texts that say so. */
const base = { value: { password: "not a password" }, kmsKeyId: "{{key}}", allowedCidrs: ["10.0.0.0/28"] };
/** Too large for the state of a failure. */
const large = { password: "not a password ".repeat(300) };
const waiting = "To_Be_Terminated";
const notFixed = [
  "allowedCidrs",
  "description",
  "initialValueOnly",
  "kmsKeyId",
  "recoveryWindowInDays",
  "restoreOnCreate",
];
const refusal = { errors: [{ code: "scp-security.secretsmanager.refused", detail: "Not now." }] };

const put = (client: EmulatorClient, id: string, part: string, body: object): Promise<unknown> =>
  client.call("PUT", `/v1/secrets/${id}/${part}`, { body });
const remove = (client: EmulatorClient, id: string): Promise<unknown> =>
  client.call("DELETE", `/v1/secrets/${id}`, { body: { waiting_time_ndays: 7 } });
const storedOf = async (client: EmulatorClient, id: string): Promise<StoredSecret | undefined> =>
  (await client.secrets.stored()).find((secret) => secret.id === id);

/** Makes a secret with the inputs that were recorded, but for its labels. */
const made =
  (fields: Properties = {}, then: (client: EmulatorClient, id: string) => Promise<unknown> = nothing) =>
  async (client: EmulatorClient, { args, outputs }: Recorded): Promise<object | undefined> => {
    const secret_value = JSON.stringify(args["value"]);
    const given = { secret_value, acl_cidr: "10.0.0.0/28", description: "", ...fields };
    const { id } = await client.secrets.create(String(outputs["name"]), String(args["kmsKeyId"]), given);
    await then(client, id);
    return storedOf(client, id);
  };

async function labelCurrent(client: EmulatorClient, id: string): Promise<void> {
  const [version] = (await storedOf(client, id))?.versions ?? [];
  await put(client, id, "label", { label: "live", move_to_version_id: version?.version_id });
}

const situations: Readonly<Record<string, Situation>> = {
  normal: {
    args: {
      ...base,
      description: "Password of the orders database",
      versionLabels: { live: "CURRENT" },
      recoveryWindowInDays: 7,
      tags: { team: "orders" },
    },
    timeouts: { create: "5m" },
    record: (model, _, args, timeouts) => model.up(args, timeouts),
    cloud: { "as it was": made({ description: "Password of the orders database" }, labelCurrent) },
    drift: () => [],
    up: "same",
    shown: { state: "Active", description: "Password of the orders database", versions: [{}] },
    replaces: [[{ name: "other" }, ["name"]]],
  },
  "half-made": {
    args: { ...base, value: large, name: "half-made", versionLabels: { live: "CURRENT" } },
    record: (model, client, args) =>
      upUnder([{ method: "PUT", path: "/label$", fault: { status: 400, body: refusal } }], model, client, args),
    cloud: { "as it was": made() },
    // The inputs stay as they are until what was too large for the state is known again.
    drift: () => [],
    up: "updated",
    shown: { state: "Active", versions: [{ labels: expect.arrayContaining(["live"]) }] },
  },
  "unknown-outcome": {
    args: { ...base, name: "doubtful" },
    record: (model, client, args) => upUnder(lostCreation("^/v1/secrets$"), model, client, args),
    cloud: { "with the secret made": made(), "with nothing made": nothing },
    drift: (cloud, recorded) => (cloud === "with the secret made" ? notKept(recorded, notFixed) : "gone"),
    up: /run `pulumi refresh`, which finds out/,
    shown: { state: "Active", name: "doubtful", versions: [{}] },
  },
  "value-changed-elsewhere": {
    args: { ...base, name: "changed-elsewhere" },
    record: async (model, client, args) => {
      await model.up(args);
      await put(client, model.state?.id ?? "", "values", { secret_value: '{"password":"of somebody else"}' });
      await model.refresh();
    },
    cloud: {
      "as it was": made({}, (client, id) =>
        put(client, id, "values", { secret_value: '{"password":"of somebody else"}' }),
      ),
    },
    drift: () => [],
    up: "updated",
    shown: { state: "Active", versions: [{}, {}, {}] },
  },
  "change-in-doubt": {
    args: { ...base, name: "in-doubt", description: "new" },
    record: async (model, client, args) => {
      await model.up({ ...args, description: "old" });
      await upUnder([{ method: "PUT", path: "/description$", times: 0, fault: { status: 503 } }], model, client, args);
    },
    cloud: {
      "with the change made": made({ description: "new" }),
      "with the change not made": made({ description: "old" }),
    },
    drift: (cloud) => (cloud === "with the change made" ? [] : ["description"]),
    up: "updated",
    shown: { state: "Active", description: "new", versions: [{}] },
  },
  "waiting-to-be-restored": {
    args: { ...base, name: "restored", restoreOnCreate: true },
    record: async (model, client, args) => {
      await model.up(args);
      await remove(client, model.state?.id ?? "");
      await model.refresh();
    },
    cloud: { "as it was": made({}, remove) },
    drift: () => [],
    up: "updated",
    shown: { state: "Active", name: "restored", versions: [{}] },
  },
  adopted: {
    args: { ...base, adopt: "{{id}}", description: "taken over" },
    record: async (model, client, args) => {
      const { id } = await client.secrets.create("legacy", String(args["kmsKeyId"]), { acl_cidr: "10.0.0.0/28" });
      await model.up({ ...args, adopt: id });
    },
    cloud: {
      "as it was": async (client, { args }) => {
        const given = { acl_cidr: "10.0.0.0/28", description: "taken over" };
        const { id } = await client.secrets.create("legacy", String(args["kmsKeyId"]), given);
        await put(client, id, "values", { secret_value: JSON.stringify(args["value"]) });
        return storedOf(client, id);
      },
    },
    drift: () => [],
    up: "same",
    shown: { name: "legacy", description: "taken over", versions: [{}, {}] },
    replaces: [
      [{ adopt: undefined }, []],
      [{ adopt: "0123456789abcdef0123456789abcdef" }, ["adopt"]],
      [{ name: "other", adopt: undefined }, ["name"]],
    ],
  },
  imported: {
    args: { ...base, name: "legacy", description: "of another client" },
    imported: true,
    record: async (model, client, args) => {
      const given = { acl_cidr: "10.0.0.0/28", description: "of another client" };
      await importObject(model, client, (await client.secrets.create("legacy", String(args["kmsKeyId"]), given)).id);
    },
    cloud: { "as it was": made({ description: "of another client" }) },
    drift: () => [],
    up: "same",
    // The value is never written: the program's first one counts as the secret's own.
    shown: { name: "legacy", versions: [{}] },
    replaces: [
      [{ name: "other" }, ["name"]],
      [{ value: { password: "not a password either" } }, []],
    ],
  },
};

export const states: RecordedKind = {
  kind: "Secret",
  cloud: "scp",
  situations,
  always: ["normal", "half-made", "unknown-outcome"],
  program: (name, args, options) => new Secret(name, { ...base, ...args }, options),
  lookUp: (name, id, options) => Secret.get(name, id, options),
  given: async (client) => ({ key: (await client.keys.create("given")).id }),
  stored: (client) => client.secrets.stored(),
  isLive: ({ state }) => state !== waiting,
  tokens: (object) => {
    const versions = (object["versions"] ?? []) as StoredSecret["versions"];
    const ids = versions.map(({ version_id }, index) => [`version${String(index + 1)}`, version_id] as const);
    const times = versions.map(({ created_at }, index) => [`versionAt${String(index + 1)}`, created_at] as const);
    return {
      ...fieldsOf(object, { id: "id", createdAt: "created_at", deleteAt: "deleted_at" }),
      ...Object.fromEntries([...ids, ...times]),
    };
  },
  change: { args: { description: "changed" }, shown: { description: "changed" } },
};
