import { randomUUID } from "node:crypto";

import { CloudService, type CloudServiceArgs } from "../../../provider/index";
import type { CloudServiceRecord, EmulatorClient } from "../../support/emulator-client";
import type { Properties } from "../../support/plugin-process";
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

const base: CloudServiceArgs = {
  provider: "scp",
  cloudServiceGroup: "KMS",
  cloudServiceType: "Key",
  data: { version: 1 },
};
const full: Properties = {
  ...base,
  name: "orders",
  account: "a1",
  instanceSize: 1.5,
  regionCode: "kr-west1",
  ipAddresses: ["10.0.0.1"],
  reference: { externalLink: "https://example.com/key-1" },
  metadata: { view: { layout: "table" } },
  tags: { team: "orders" },
};

type Service = CloudServiceRecord & { readonly id: string };

const stored = async (client: EmulatorClient): Promise<readonly Service[]> =>
  (await client.cloudServices.stored())
    .filter(({ state }) => state === "ACTIVE")
    .map((service) => ({ ...service, id: service.cloud_service_id }));

const kind = { provider: "scp", cloud_service_group: "KMS", cloud_service_type: "Key" };

/** A cloud service, made and then changed without this package. */
const made =
  (fields: object, changes?: object) =>
  async (client: EmulatorClient): Promise<Service | undefined> => {
    const { cloud_service_id: id } = await client.cloudServices.create({ ...kind, ...fields });
    if (changes !== undefined) await client.cloudServices.update(id, { ...changes });
    return (await stored(client)).find((service) => service.id === id);
  };

/** What a creation has made whose reply was lost: its reference holds what it is found by. */
const attempted = (client: EmulatorClient, recorded: Recorded): Promise<Service | undefined> =>
  made({ data: { version: 1 }, reference: { resource_id: tokenOf(recorded) } })(client);

const change = { data: { version: 2 }, tags: { team: "billing" } };

const situations: Readonly<Record<string, Situation>> = {
  normal: {
    args: full,
    timeouts: { create: "5m" },
    record: (model, _, args, timeouts) => model.up(args, timeouts),
    cloud: {
      "as it was": made(
        { data: { version: 1 }, name: "orders", account: "a1", instance_size: 1.5, region_code: "kr-west1" },
        {
          ip_addresses: ["10.0.0.1"],
          reference: { external_link: "https://example.com/key-1" },
          metadata: { view: { layout: "table" } },
          tags: { team: "orders" },
        },
      ),
    },
    drift: () => [],
    up: "same",
    shown: { name: "orders", tags: { custom: { team: "orders" } } },
    replaces: [
      [{ provider: "aws" }, ["provider"]],
      [{ name: undefined }, ["name"]],
      [{ name: "other" }, []],
    ],
  },
  "half-made": {
    args: { ...base, tags: { team: "orders" } },
    record: (model, client, args) =>
      upUnder([{ method: "POST", path: "/cloud-service/update$", fault: { status: 403 } }], model, client, args),
    cloud: { "as it was": made({ data: { version: 1 } }) },
    drift: () => ["tags"],
    up: "updated",
    shown: { tags: { custom: { team: "orders" } } },
  },
  "unknown-outcome": {
    args: { ...base, tags: { team: "doubtful" } },
    record: (model, client, args) => upUnder(lostSpaceoneCreation("/cloud-service"), model, client, args),
    cloud: { "with the service made": attempted, "with nothing made": nothing },
    drift: (cloud, recorded) =>
      cloud === "with nothing made" ? "gone" : [...notKept(recorded, ["data", "metadata", "reference"]), "tags"],
    up: "replaced",
    shown: { data: { version: 1 }, tags: { custom: { team: "doubtful" } } },
  },
  "change-in-doubt": {
    args: { ...base, ...change },
    record: async (model, client) => {
      await model.up({ ...base, tags: { team: "audit" } });
      const lost = [{ method: "POST", path: "/cloud-service/update$", times: 0, fault: { status: 503 } }];
      await upUnder(lost, model, client, { ...base, ...change });
    },
    cloud: {
      "with the change made": made({ data: { version: 2 } }, { tags: { team: "billing" } }),
      "with the change not made": made({ data: { version: 1 } }, { tags: { team: "audit" } }),
    },
    drift: (cloud) => (cloud === "with the change made" ? [] : ["data", "tags"]),
    up: "updated",
    shown: { data: { version: 2 }, tags: { custom: { team: "billing" } } },
  },
  adopted: {
    args: { ...base, adopt: "{{id}}" },
    record: async (model, client, args) => {
      const service = await made({ data: { version: 1 }, name: "legacy" })(client);
      await model.up({ ...args, adopt: service?.id });
    },
    cloud: { "as it was": made({ data: { version: 1 }, name: "legacy" }) },
    drift: () => [],
    up: "same",
    shown: { name: "legacy" },
    replaces: [[{ adopt: undefined }, []]],
  },
  "looked-up": {
    args: {},
    get: true,
    record: (_, client) => made({ data: { version: 1 }, name: "orders" })(client),
    cloud: { "as it was": made({ data: { version: 1 }, name: "orders" }) },
    drift: () => [],
    up: "same",
    shown: {},
  },
};

export const states: RecordedKind = {
  kind: "CloudService",
  cloud: "spaceone",
  situations,
  always: ["normal", "half-made", "unknown-outcome", "change-in-doubt", "adopted", "looked-up"],
  program: (name, args, options) => new CloudService(name, { ...base, ...args }, options),
  lookUp: (name, id, options) => CloudService.get(name, id, options),
  stored,
  isLive: () => true,
  tokens: (object) => ({
    // What no service has is looked for in vain.
    nonce: (object["reference"] as { resource_id?: string } | undefined)?.resource_id ?? randomUUID(),
    ...fieldsOf(object, { id: "id", createdAt: "created_at", updatedAt: "updated_at" }),
  }),
  change: { args: { data: { version: 3 } }, shown: { data: { version: 3 } } },
};
