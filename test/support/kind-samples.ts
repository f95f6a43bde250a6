import type { EmulatorClient } from "./emulator-client";
import type { Properties } from "./plugin-process";

const selfSigned = { commonName: "shop.example.com", organization: "Shop", validityInDays: 365 };
export const scpNotFound = {
  status: 404,
  body: { errors: [{ code: "NotFound", detail: "could not be found", status: 404 }] },
};
const spaceoneNotFound = (key: string) => (id: string) => ({
  status: 404,
  body: { detail: { code: "ERROR_NOT_FOUND", message: ` Resource cannot be found. (${key} = ${id})` } },
});

/** One object of each kind, with the fewest inputs. */
export interface KindSample {
  readonly args: (client: EmulatorClient) => Promise<Properties>;
  /** The request that shows one object. */
  readonly show: (id: string) => object;
  readonly notFound?: (id: string) => object;
  readonly remove: (client: EmulatorClient, id: string) => Promise<unknown>;
}

export const kindSamples: Readonly<Record<string, KindSample>> = {
  KmsKey: {
    args: async () => ({ purpose: "aes-256" }),
    show: (id) => ({ method: "GET", path: `/transit/${id}$` }),
    remove: async (client, id) => {
      await client.call("DELETE", `/v1/kms/transit/${id}?is_directly=true`);
    },
  },
  Secret: {
    args: async (client) => ({
      value: { a: "b" },
      allowedCidrs: ["10.0.0.1/32"],
      kmsKeyId: (await client.keys.create("holder")).id,
    }),
    show: (id) => ({ method: "GET", path: `/secrets/${id}$` }),
    remove: async (client, id) => {
      await client.call("DELETE", `/v1/secrets/${id}`, { body: { waiting_time_ndays: 7 } });
      await client.advance("P8D");
    },
  },
  SecretVault: {
    args: async () => ({
      accessKeyId: "0".repeat(32),
      allowedIps: ["10.0.0.7"],
      temporaryKeyTtlInHours: 4,
      tokenTtlInDays: 365,
    }),
    show: (id) => ({ method: "GET", path: `/secretvault/${id}$` }),
    remove: async (client, id) => {
      await client.call("PUT", `/v1/secretvault/${id}/terminated`, { body: { waiting_time_ndays: 7 } });
      await client.advance("P8D");
    },
  },
  Certificate: {
    args: async () => ({ selfSigned }),
    show: (id) => ({ method: "GET", path: `/certificatemanager/${id}$` }),
    remove: (client, id) => client.call("DELETE", `/v1/certificatemanager/${id}`),
  },
  ConfigInspection: {
    args: async () => ({
      name: "nightly",
      accountId: "0".repeat(32),
      cspType: "SCP",
      plan: "STANDARD",
      checkType: "BP",
      authKey: { id: "0".repeat(32) },
      schedule: { frequency: "daily", startTime: "03:00", checkTypes: ["BP"] },
    }),
    show: (id) => ({ method: "GET", path: `/diagnosis/${id}$` }),
    remove: (client, id) => client.call("DELETE", `/v1/configinspection/diagnosis/terminate/${id}`),
  },
  SpaceoneSecret: {
    args: async () => ({ name: "scp", resourceGroup: "WORKSPACE", data: { a: "b" } }),
    show: () => ({ path: "^/secret/secret/get$" }),
    notFound: spaceoneNotFound("secret_id"),
    remove: (client, id) => client.spaceone("/secret/secret/delete", { secret_id: id }),
  },
  CloudService: {
    args: async () => ({
      provider: "scp",
      cloudServiceGroup: "KMS",
      cloudServiceType: "Key",
      data: {},
      metadata: { a: { b: "c" } },
    }),
    show: () => ({ path: "^/inventory/cloud-service/get$" }),
    notFound: spaceoneNotFound("cloud_service_id"),
    remove: (client, id) => client.spaceone("/inventory/cloud-service/delete", { cloud_service_id: id }),
  },
};
