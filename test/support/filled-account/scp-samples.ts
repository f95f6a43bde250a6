import { bodyOf } from "../emulator-client/answer";
import { marker, type Filled, type Sample, type Surroundings } from "./sample";

type Fields = Readonly<Record<string, unknown>>;

const tags = [{ key: "team", value: "orders" }];

const key =
  (fields: Fields, then?: (around: Surroundings, id: string) => Promise<unknown>, filled?: Partial<Filled>): Sample =>
  async (around, n) => {
    const { id } = await around.client.keys.create(`key${String(n)}`, fields);
    await then?.(around, id);
    if (then === undefined) around.keyIds.push(id);
    return { kind: "KmsKey", id, ...filled };
  };

const keys: readonly Sample[] = [
  key({ description: "Encrypts orders", tags }),
  key({ purpose: "rsa-2048", auto_rotate: "Y", rotate_cycle: 20 }),
  key({ purpose: "ecdsa-p256", key_type: "basic" }, ({ client }, id) => client.keys.rotate({ id })),
  key({ purpose: "hmac-sha256" }, ({ client }, id) =>
    client.call("PUT", `/v1/kms/transit/${id}/state`, { body: { state: "Stop" } }),
  ),
  key({}, ({ client }, id) => client.call("DELETE", `/v1/kms/transit/${id}`), { isLeft: true }),
];

const secret =
  (fields: Fields, then?: (around: Surroundings, id: string) => Promise<unknown>, filled?: Partial<Filled>): Sample =>
  async (around, n) => {
    const value = { user: `user${String(n)}`, password: `${marker}-${String(n)}` };
    const keyId = around.keyIds[n % around.keyIds.length] ?? "";
    const created = { secret_value: JSON.stringify(value), ...fields };
    const { id } = await around.client.secrets.create(`secret-${String(n)}`, keyId, created);
    await then?.(around, id);
    return { kind: "Secret", id, values: { value }, ...filled };
  };

const secrets: readonly Sample[] = [
  secret({ description: "The database" }),
  secret({ acl_cidr: "10.0.0.0/25,10.0.1.7/32", tags }),
  secret({ private_acl_enabled: true, private_acl_resources: [{ resource_id: "0".repeat(32) }] }),
  secret({}, async ({ client }, id) => {
    const [{ version_id: move_to_version_id } = { version_id: "" }] =
      (await client.secrets.stored()).find((stored) => stored.id === id)?.versions ?? [];
    const body = { label: "live", move_to_version_id };
    bodyOf(await client.call("PUT", `/v1/secrets/${id}/label`, { body }));
  }),
  secret({}, ({ client }, id) => client.call("DELETE", `/v1/secrets/${id}`, { body: { waiting_time_ndays: 7 } }), {
    isLeft: true,
  }),
];

const vault =
  (fields: Fields, then?: (around: Surroundings, id: string) => Promise<unknown>, filled?: Partial<Filled>): Sample =>
  async (around, n) => {
    const { id } = await around.client.vaults.create(`vault${String(n)}`, fields);
    await then?.(around, id);
    return { kind: "SecretVault", id, ...filled };
  };

const vaults: readonly Sample[] = [
  vault({ description: "For builds", acl_cidr: "10.0.0.7/32, 10.0.0.8/32" }),
  async ({ client }, n) => {
    const made = await client.vaults.create(`vault${String(n)}`, { tags });
    bodyOf(await client.vaults.requestTemporaryKey(made));
    return { kind: "SecretVault", id: made.id };
  },
  vault(
    {},
    ({ client }, id) => client.call("PUT", `/v1/secretvault/${id}/terminated`, { body: { waiting_time_ndays: 30 } }),
    { isLeft: true },
  ),
];

/** Its days are so many after the emulator's. */
const selfSigned =
  (first: number, last: number): Sample =>
  async ({ client, day }, n) => {
    const fields = { not_before_dt: day(first), not_after_dt: day(last), cn: `shop${String(n)}.example.com`, tags };
    return { kind: "Certificate", id: (await client.certificates.selfSign(`self.signed_${String(n)}`, fields)).id };
  };

const uploaded =
  (hasChain: boolean): Sample =>
  async ({ client, pem }, n) => {
    const recipients = [{ region: "kr-west1", user_id: "u1", user_name: "Kim" }];
    const { id } = await client.certificates.upload(`Uploaded-${String(n)}`, pem, { recipients, timezone: "UTC" });
    const { certificate, privateKey, chain } = pem;
    return { kind: "Certificate", id, ...(hasChain ? { values: { certificate, privateKey, chain } } : {}) };
  };

const certificates: readonly Sample[] = [selfSigned(1, 400), selfSigned(100, 500), uploaded(true), uploaded(false)];

const inspection =
  (fields: Fields, schedule: Readonly<Record<string, string>>, run?: (id: string) => Fields): Sample =>
  async ({ client }, n) => {
    const id = await client.diagnoses.save(`inspection_${String(n)}`, { ...fields, tags }, schedule);
    if (run !== undefined) bodyOf(await client.diagnoses.request(id, run(id)));
    const isScheduled = Object.values(schedule).includes("y");
    const values = { schedule: { frequency: "daily", startTime: "08:00", checkTypes: ["BP"] } };
    return { kind: "ConfigInspection", id, ...(isScheduled ? {} : { values }) };
  };

const monthly = { frequency_type: "month", frequency_value: "01", diagnosis_start_time_pattern: "23:55" };
const weekly = { frequency_type: "WEEK", frequency_value: "SUNDAY" };

const inspections: readonly Sample[] = [
  inspection({}, { use_diagnosis_check_type_bp: "y" }),
  inspection({ plan_type: "MONTHLY" }, { ...weekly, use_diagnosis_check_type_ssi: "y" }),
  inspection({ csp_type: "AWS", diagnosis_check_type: "SSI" }, { ...monthly, use_diagnosis_check_type_bp: "y" }),
  inspection({}, {}, () => ({})),
];

/** What is made a month before everything else: its days and runs have passed. */
export const earlierScpSamples: readonly Sample[] = [
  selfSigned(0, 1),
  vault({}, undefined, { isLeft: true }),
  key({ auto_rotate: "Y", rotate_cycle: 7 }),
  inspection({}, { use_diagnosis_check_type_bp: "y" }),
  inspection({}, {}, () => ({})),
  async (around, n) => {
    const auth_key_request = { auth_key_id: "1".repeat(32), auth_key_expired_at: "2020-01-01 12:00:00" };
    return inspection({ auth_key_request }, {}, () => ({}))(around, n);
  },
];

export const scpSamples: readonly Sample[] = [...keys, ...secrets, ...vaults, ...certificates, ...inspections];
