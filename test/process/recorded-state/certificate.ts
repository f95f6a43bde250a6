import { Certificate } from "../../../provider/index";
import type { EmulatorClient } from "../../support/emulator-client";
import {
  fieldsOf,
  lostCreation,
  nothing,
  upUnder,
  type Recorded,
  type RecordedKind,
  type Situation,
} from "../../support/recorded-state/kind";

const dayMs = 86_400_000;
const selfSigned = { commonName: "shop.example.com", organization: "Shop", validityInDays: 365 };
const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10).replaceAll("-", "");

/** Makes such a certificate from tomorrow on: the first day is the later one of two time zones. */
const signed = (client: EmulatorClient, name: string) =>
  client.certificates.selfSign(name, {
    cn: selfSigned.commonName,
    organization: selfSigned.organization,
    not_before_dt: day(Date.now() + dayMs),
    not_after_dt: day(Date.now() + 366 * dayMs),
  });
const made = (client: EmulatorClient, { outputs }: Recorded) => signed(client, String(outputs["name"]));

const situations: Readonly<Record<string, Situation>> = {
  normal: {
    args: {
      selfSigned: { ...selfSigned, renewBeforeDays: 30 },
      recipients: [{ userId: "u1", userName: "somebody" }],
      tags: { team: "shop" },
    },
    timeouts: { create: "5m" },
    record: (model, _, args, timeouts) => model.up(args, timeouts),
    cloud: { "as it was": made },
    drift: () => [],
    up: "same",
    shown: { state: "VALID", cert_kind: "DEV", cn: "shop.example.com" },
    replaces: [
      [{ selfSigned: { ...selfSigned, renewBeforeDays: 60 } }, []],
      [{ selfSigned: { ...selfSigned, commonName: "other.example.com" } }, ["selfSigned"]],
      [{ name: "other" }, ["name"]],
    ],
  },
  "unknown-outcome": {
    args: { selfSigned, name: "doubtful", tags: { team: "shop" } },
    record: (model, client, args) => upUnder(lostCreation("/self-sign$"), model, client, args),
    cloud: { "with the certificate made": made, "with nothing made": nothing },
    drift: (cloud) => (cloud === "with the certificate made" ? [] : "gone"),
    up: "replaced",
    shown: { state: "VALID", name: "doubtful" },
  },
  adopted: {
    args: { adopt: "{{id}}" },
    record: async (model, client) => {
      const { id } = await signed(client, "legacy");
      await model.up({ adopt: id });
    },
    cloud: { "as it was": (client) => signed(client, "legacy") },
    drift: () => [],
    up: "same",
    shown: { name: "legacy", state: "VALID" },
    replaces: [
      [{ adopt: undefined }, []],
      [{ adopt: "0123456789abcdef0123456789abcdef" }, ["adopt"]],
      [{ name: "other", adopt: undefined }, ["name"]],
    ],
  },
};

export const states: RecordedKind = {
  kind: "Certificate",
  cloud: "scp",
  situations,
  always: ["normal", "unknown-outcome", "adopted"],
  program: (name, args, options) => new Certificate(name, { ...args }, options),
  lookUp: (name, id, options) => Certificate.get(name, id, options),
  stored: (client) => client.certificates.stored(),
  isLive: () => true,
  tokens: (object) => ({
    ...fieldsOf(object, { id: "id", createdAt: "created_at" }),
    ...shownDays(object),
  }),
  change: { args: { timezone: "UTC" }, shown: {} },
};

/** The service says its days without a zone. */
function shownDays({ not_before_dt, not_after_dt }: Readonly<Record<string, unknown>>): Record<string, string> {
  if (typeof not_before_dt !== "string" || typeof not_after_dt !== "string") return {};
  return { notBefore: not_before_dt, notAfter: not_after_dt };
}
