import type { Call } from "../../provider/calls/call";
import type { Listing } from "../../provider/clients/listing";
import type { Cloud } from "../../provider/settings/table";

/** Where an object is that a service has shown. */
export interface Place {
  readonly account?: string | undefined;
  readonly region?: string | undefined;
}

/** One harmless call of a service, which changes nothing. */
export interface Probe {
  readonly cloud: Cloud;
  /** As the API calls it: `kms`. */
  readonly service: string;
  /** Sends the call; resolves to the places of what the service has shown. */
  readonly ask: (call: Call) => Promise<readonly Place[]>;
}

/** The first page of each service's list, or a number of objects. */
export const probes: readonly Probe[] = [
  {
    cloud: "scp",
    service: "kms",
    ask: async ({ scp }) => {
      const keys = await firstPage(scp.kms.listKeys());
      // Almost every account has a key that the platform keeps, which tells the place too.
      return (keys.length > 0 ? keys : await firstPage(scp.kms.listManagedKeys()).catch(() => [])).map(
        ({ accountId, region }) => ({ account: accountId, region }),
      );
    },
  },
  {
    cloud: "scp",
    service: "secretsmanager",
    ask: async ({ scp }) =>
      (await firstPage(scp.secrets.listSecrets())).map(({ accountId, region }) => ({ account: accountId, region })),
  },
  {
    cloud: "scp",
    service: "secretvault",
    ask: async ({ scp }) => (await firstPage(scp.vaults.listVaults())).map(({ accountId }) => ({ account: accountId })),
  },
  {
    cloud: "scp",
    service: "certificatemanager",
    ask: async ({ scp }) => {
      const certificates = await firstPage(scp.certificates.listCertificates());
      return certificates.map(({ accountId }) => ({ account: accountId }));
    },
  },
  { cloud: "scp", service: "configinspection", ask: ({ scp }) => reached(firstPage(scp.inspections.listDiagnoses())) },
  {
    cloud: "spaceone",
    service: "inventory",
    ask: ({ spaceone }) => reached(firstPage(spaceone.cloudServices.find({ query: { page: { limit: 1 } } }))),
  },
  {
    cloud: "spaceone",
    service: "secret",
    ask: ({ spaceone }) => reached(firstPage(spaceone.secrets.find({ query: { page: { limit: 1 } } }))),
  },
  {
    cloud: "spaceone",
    service: "cost-analysis",
    ask: ({ spaceone }) => {
      const query = { sort: [{ key: "data_source_id" }], only: ["data_source_id"], page: { limit: 1 } };
      return reached(firstPage(spaceone.costs.findDataSources({ query })));
    },
  },
];

async function firstPage<T>({ pages }: Listing<T>): Promise<readonly T[]> {
  for await (const page of pages()) return page;
  return [];
}

async function reached(answer: Promise<unknown>): Promise<readonly Place[]> {
  await answer;
  return [];
}
