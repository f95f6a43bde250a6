import { randomUUID } from "node:crypto";

import { SpaceoneSecret, type SpaceoneSecretArgs } from "../../../provider/index";
import type { EmulatorClient, StoredSpaceoneSecret } from "../../support/emulator-client";
import {
  fieldsOf,
  lostSpaceoneCreation,
  notKept,
  nothing,
  tokenOf,
  upUnder,
  type Recorded,
  type RecordedKind,
  type Situation,
} from "../../support/recorded-state/kind";
import { importObject } from "../../support/recorded-state/imported";

const base: SpaceoneSecretArgs = { name: "collector", data: { access_key: "not a key" }, resourceGroup: "WORKSPACE" };

type Stored = StoredSpaceoneSecret & { readonly id: string };

const stored = async (client: EmulatorClient): Promise<readonly Stored[]> =>
  (await client.storedSpaceoneSecrets()).map((secret) => ({ ...secret, id: secret.secret_id }));

/** A secret that was made without this package. */
const made =
  (fields: object = {}) =>
  async (client: EmulatorClient): Promise<Stored | undefined> => {
    const body = { name: "collector", data: { access_key: "not a key" }, resource_group: "WORKSPACE", ...fields };
    await client.spaceone("/secret/secret/create", body);
    return (await stored(client))[0];
  };

/** What a creation has made whose reply was lost: a tag holds what it is found by. */
const attempted = (client: EmulatorClient, recorded: Recorded): Promise<Stored | undefined> =>
  made({ tags: { "pulumi-scp-creation": tokenOf(recorded) } })(client);

const theirs = made({ schema_id: "aws_access_key", tags: { team: "theirs" } });

const change = { name: "renamed", data: { access_key: "not a key either" }, tags: { team: "billing" } };

const situations: Readonly<Record<string, Situation>> = {
  normal: {
    args: { ...base, schemaId: "aws_access_key", tags: { team: "orders" } },
    timeouts: { create: "5m" },
    record: (model, _, args, timeouts) => model.up(args, timeouts),
    cloud: { "as it was": made({ schema_id: "aws_access_key", tags: { team: "orders" } }) },
    drift: () => [],
    up: "same",
    shown: { name: "collector", schema_id: "aws_access_key", tags: { team: "orders" } },
    replaces: [
      [{ resourceGroup: "DOMAIN" }, ["resourceGroup"]],
      [{ schemaId: undefined }, ["schemaId"]],
      [{ data: {} }, []],
    ],
  },
  "half-made": {
    args: { ...base, tags: { team: "orders" } },
    record: (model, client, args) =>
      upUnder([{ method: "POST", path: "/secret/update$", fault: { status: 403 } }], model, client, args),
    cloud: { "as it was": made() },
    drift: () => ["tags"],
    up: "updated",
    shown: { name: "collector", tags: { team: "orders" } },
  },
  "unknown-outcome": {
    args: { ...base, tags: { team: "doubtful" } },
    record: (model, client, args) => upUnder(lostSpaceoneCreation("/secret/secret"), model, client, args),
    cloud: { "with the secret made": attempted, "with nothing made": nothing },
    drift: (cloud, recorded) => (cloud === "with nothing made" ? "gone" : [...notKept(recorded, ["name"]), "tags"]),
    up: "replaced",
    shown: { name: "collector", tags: { team: "doubtful" } },
  },
  "change-in-doubt": {
    args: { ...base, ...change },
    record: async (model, client) => {
      await model.up({ ...base, tags: { team: "audit" } });
      const lost = [{ method: "POST", path: "/secret/secret/update", times: 0, fault: { status: 503 } }];
      await upUnder(lost, model, client, { ...base, ...change });
    },
    cloud: { "with the change not made": made({ tags: { team: "audit" } }) },
    drift: () => ["data", "name", "tags"],
    up: "updated",
    shown: { name: "renamed", tags: { team: "billing" } },
  },
  adopted: {
    args: { ...base, adopt: "{{id}}" },
    record: async (model, client, args) => {
      const secret = await made()(client);
      await model.up({ ...args, adopt: secret?.id });
    },
    cloud: { "as it was": made() },
    drift: () => [],
    up: "same",
    shown: { name: "collector" },
    replaces: [[{ adopt: undefined }, []]],
  },
  imported: {
    args: { ...base, schemaId: "aws_access_key", tags: { team: "theirs" } },
    imported: true,
    record: async (model, client) => {
      await importObject(model, client, (await theirs(client))?.id ?? "");
    },
    cloud: { "as it was": (client) => theirs(client) },
    drift: () => [],
    up: "same",
    shown: { name: "collector", schema_id: "aws_access_key", tags: { team: "theirs" } },
    replaces: [
      [{ schemaId: undefined }, ["schemaId"]],
      [{ data: {} }, []],
    ],
  },
  "looked-up": {
    args: {},
    get: true,
    record: (_, client) => made()(client),
    cloud: { "as it was": made() },
    drift: () => [],
    up: "same",
    shown: {},
  },
};

export const states: RecordedKind = {
  kind: "SpaceoneSecret",
  cloud: "spaceone",
  situations,
  always: ["normal", "half-made", "unknown-outcome", "change-in-doubt", "adopted", "looked-up"],
  program: (name, args, options) => new SpaceoneSecret(name, { ...base, ...args }, options),
  lookUp: (name, id, options) => SpaceoneSecret.get(name, id, options),
  stored,
  isLive: () => true,
  tokens: (object) => ({
    // What no secret has is looked for in vain.
    nonce: (object["tags"] as Record<string, string> | undefined)?.["pulumi-scp-creation"] ?? randomUUID(),
    ...fieldsOf(object, { id: "id", createdAt: "created_at" }),
  }),
  change: { args: { data: { access_key: "not a key at all" } }, shown: {} },
};
