import { ConfigInspection, type ConfigInspectionArgs } from "../../../provider/index";
import type { EmulatorClient } from "../../support/emulator-client";
import type { Properties } from "../../support/plugin-process";
import {
  fieldsOf,
  lostCreation,
  nothing,
  upUnder,
  type Recorded,
  type RecordedKind,
  type Situation,
} from "../../support/recorded-state/kind";

const account = "0e3dffc50eb247a1adf4f2e5c82c4f99";
const base: ConfigInspectionArgs = {
  name: "nightly",
  accountId: account,
  cspType: "SCP",
  plan: "STANDARD",
  checkType: "BP",
  authKey: { id: "0".repeat(32) },
  schedule: { frequency: "daily", startTime: "03:00", checkTypes: ["BP"] },
};
/** No keys: texts that say so. */
const runTrigger = (trigger: string): Properties => ({
  ...base,
  runTrigger: { trigger, accessKey: "not an access key", secretKey: "not a secret key", tenantId: account },
});

type Diagnosis = Readonly<Record<string, unknown>> & { readonly id: string };

const stored = async (client: EmulatorClient): Promise<readonly Diagnosis[]> =>
  (await client.diagnoses.stored()).map((diagnosis) => ({ ...diagnosis, id: diagnosis.diagnosis_id }));

const made =
  (then: (client: EmulatorClient, id: string) => Promise<unknown> = nothing) =>
  async (client: EmulatorClient, { args }: Pick<Recorded, "args">): Promise<Diagnosis | undefined> => {
    const fields = { account_id: account, diagnosis_account_id: account, ...authKeyOf(args) };
    const schedule = { diagnosis_start_time_pattern: "03:00", use_diagnosis_check_type_bp: "y" };
    const id = await client.diagnoses.save("nightly", fields, schedule);
    await then(client, id);
    return (await stored(client)).find((diagnosis) => diagnosis.id === id);
  };

/** Where the program says the auth key's dates, the service has them. */
function authKeyOf({ authKey }: Properties): object {
  const { createdAt, expiresAt } = authKey as Partial<Record<"createdAt" | "expiresAt", string>>;
  if (createdAt === undefined || expiresAt === undefined) return {};
  const [auth_key_created_at, auth_key_expired_at] = [createdAt, expiresAt].map((time) =>
    time.replace("T", " ").replace("Z", ""),
  );
  return { auth_key_request: { auth_key_id: base.authKey.id, auth_key_created_at, auth_key_expired_at } };
}

const situations: Readonly<Record<string, Situation>> = {
  normal: {
    args: {
      ...runTrigger("a"),
      authKey: { id: base.authKey.id, createdAt: "2026-01-01T12:00:00Z", expiresAt: "2096-01-01T12:00:00Z" },
      tags: { team: "security" },
    },
    timeouts: { create: "5m" },
    record: (model, _, args, timeouts) => model.up(args, timeouts),
    cloud: { "as it was": made() },
    drift: () => [],
    up: "same",
    shown: { diagnosis_name: "nightly", runs: [] },
    replaces: [
      [{ plan: "MONTHLY" }, ["plan"]],
      [{ schedule: { ...base.schedule, startTime: "04:00" } }, ["schedule"]],
      [{ runTrigger: undefined }, []],
    ],
  },
  "unknown-outcome": {
    args: runTrigger("a"),
    record: (model, client, args) => upUnder(lostCreation("/diagnosis/save$"), model, client, args),
    cloud: { "with the inspection made": made(), "with nothing made": nothing },
    drift: (cloud) => (cloud === "with the inspection made" ? [] : "gone"),
    up: "replaced",
    shown: { diagnosis_name: "nightly", runs: [] },
  },
  "not-read-back": {
    args: { ...base },
    record: (model, client, args) =>
      upUnder([{ method: "GET", times: 0, fault: { status: 403 } }], model, client, args),
    cloud: { "as it was": made() },
    drift: () => [],
    up: "updated",
    shown: { diagnosis_name: "nightly", runs: [] },
  },
  "run-pending": {
    args: runTrigger("b"),
    record: async (model, client) => {
      await model.up(runTrigger("a"));
      const faults = [
        { method: "POST", path: "/diagnosis/request$", fault: { drop: "after" } },
        { method: "GET", skip: 2, times: 0, fault: { status: 503 } },
      ];
      await upUnder(faults, model, client, runTrigger("b"));
    },
    cloud: {
      "with the run ended": made(async (client, id) => {
        await client.diagnoses.request(id);
        await client.advance("PT1M");
      }),
    },
    drift: () => ["runTrigger"],
    up: "updated",
    shown: { diagnosis_name: "nightly", runs: [{ state: "Completed" }] },
  },
  adopted: {
    args: { ...base, adopt: "{{id}}" },
    record: async (model, client, args) => {
      const diagnosis = await made()(client, { args });
      await model.up({ ...args, adopt: diagnosis?.id });
    },
    cloud: { "as it was": made() },
    drift: () => [],
    up: "same",
    shown: { diagnosis_name: "nightly" },
    replaces: [
      [{ adopt: undefined }, []],
      [{ checkType: "SSI", adopt: undefined }, ["checkType"]],
    ],
  },
};

export const states: RecordedKind = {
  kind: "ConfigInspection",
  cloud: "scp",
  situations,
  always: ["normal", "unknown-outcome", "run-pending"],
  program: (name, args, options) => new ConfigInspection(name, { ...base, ...args }, options),
  lookUp: (name, id, options) => ConfigInspection.get(name, id, options),
  stored,
  isLive: () => true,
  tokens: (object) => {
    // An id that no inspection has is one that is looked for in vain.
    return { id: `DIA-${"0".repeat(32)}`, ...fieldsOf(object, { id: "id", createdAt: "created_at" }) };
  },
  change: { args: { tags: { team: "audit" } }, shown: {} },
};
