import { makeIntermediate, makeLeaf, makeRoot, type TestCertificate } from "../certificates";
import type { ResourceTable } from "../lifecycle-suite/table";

let made: Promise<TestCertificate> | undefined;
/** A certificate of a private authority with its chain. Its making takes a while: once is enough. */
const given = (): Promise<TestCertificate> =>
  (made ??= makeRoot()
    .then(makeIntermediate)
    .then((issuer) => makeLeaf(issuer)));

const selfSigned = { commonName: "shop.example.com", organization: "Shop", validityInDays: 365 };

export const certificateTable: ResourceTable = {
  kind: "Certificate",
  unreadable: ["selfSigned"],
  creationRequests: 2,
  removableAtOnce: true,
  minimal: { selfSigned },
  full: { tags: { team: "shop" }, recipients: [{ userId: "u1", userName: "somebody" }], timezone: "Asia/Seoul" },
  givenFull: async () => {
    const { certificate, privateKey, chain } = await given();
    return { certificate, privateKey, chain };
  },
  changed: { timezone: "UTC" },
  shown: { cn: "shop.example.com", organization: "Shop", cert_kind: "DEV", state: "VALID" },
  updates: {},
  replacements: {
    name: { from: "first", to: "second" },
    selfSigned: { from: selfSigned, to: { ...selfSigned, commonName: "other.example.com" } },
  },
  stateOnly: { selfSigned: { first: selfSigned, second: { ...selfSigned, renewBeforeDays: 30 } } },
  creationOnly: {
    tags: { first: { team: "shop" }, second: { team: "orders" } },
    timezone: { first: "Asia/Seoul", second: "UTC" },
    recipients: { first: [], second: [{ userId: "u1", userName: "somebody" }] },
  },
  drifts: {},
  writes: [
    { during: "create", method: "POST", path: "^/v1/certificatemanager$" },
    { during: "create", method: "POST", path: "/check-validation$" },
    { during: "delete", method: "DELETE", path: "^/v1/certificatemanager/" },
  ],
  objects: (client) => client.certificates.stored(),
  disappear: (client, id) => client.call("DELETE", `/v1/certificatemanager/${id}`),
};
