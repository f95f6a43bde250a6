import type { ResourceTable } from "../lifecycle-suite/table";

export const base = {
  name: "nightly",
  accountId: "0e3dffc50eb247a1adf4f2e5c82c4f99",
  cspType: "SCP",
  plan: "STANDARD",
  checkType: "BP",
  authKey: { id: "9b72a9856e494e67afc69a4d3631fe38" },
  schedule: { frequency: "monthly", day: 1, startTime: "08:00", checkTypes: ["BP"] },
};
export const schedule = base.schedule;
const run = (trigger: string): object => ({
  trigger,
  accessKey: "AK-of-the-inspected-account",
  secretKey: "SK-of-the-inspected-account",
  tenantId: "1234567890",
});

export const configInspectionTable: ResourceTable = {
  kind: "ConfigInspection",
  unreadable: [],
  showsAccount: false,
  creationRequests: 3,
  removableAtOnce: true,
  minimal: base,
  full: {
    ...base,
    authKey: {
      id: "9b72a9856e494e67afc69a4d3631fe38",
      createdAt: "2026-01-01T12:00:00Z",
      expiresAt: "2096-01-01T12:00:00Z",
    },
    tags: { team: "security" },
  },
  changed: { tags: { team: "audit" } },
  shown: { diagnosis_name: "nightly", account_id: base.accountId },
  updates: {},
  triggers: { runTrigger: { first: run("a"), second: run("b") } },
  replacements: {
    name: { from: "first", to: "second" },
    accountId: { from: "a1", to: "a2" },
    cspType: { from: "AWS", to: "Azure" },
    plan: { from: "STANDARD", to: "MONTHLY" },
    checkType: { from: "BP", to: "SSI" },
    authKey: { from: base.authKey, to: { id: "00000000000000000000000000000000" } },
    schedule: { from: schedule, to: { ...schedule, frequency: "weekly", day: "monday" } },
  },
  stateOnly: {},
  creationOnly: { tags: { first: { team: "security" }, second: { team: "audit" } } },
  drifts: {},
  writes: [
    { during: "create", method: "POST", path: "/diagnosis/save$" },
    { during: "delete", method: "DELETE", path: "/diagnosis/terminate/" },
  ],
  objects: async (client) =>
    (await client.diagnoses.stored()).map((stored) => ({ ...stored, id: stored.diagnosis_id })),
  disappear: (client, id) => client.call("DELETE", `/v1/configinspection/diagnosis/terminate/${id}`),
};
