import { expect, test } from "@jest/globals";

import { diagnosisReply } from "../../../provider/clients/scp/configinspection/diagnosis";
import { keyReply } from "../../../provider/clients/scp/kms/key";
import { vaultReply } from "../../../provider/clients/scp/secretvault/vault";
import { behaviourOf } from "../../../provider/lifecycle/definition/behaviour";
import type { Context } from "../../../provider/lifecycle/definition/context";
import { differs } from "../../../provider/lifecycle/values/compare";
import { configInspection } from "../../../provider/resources/scp/configinspection/config-inspection";
import { kmsKey } from "../../../provider/resources/scp/kms/kms-key";
import { managedKmsKey } from "../../../provider/resources/scp/kms/managed-kms-key";
import { secret } from "../../../provider/resources/scp/secretsmanager/secret";
import { lifecycleOf } from "../../support/lifecycle-of";
import { metaOf } from "../../support/boxes";

// A service may show one id in several forms.

const id = "0123456789abcdef0123456789abcdef";
const dashed = "01234567-89ab-cdef-0123-456789abcdef";
const forms = [id.toUpperCase(), dashed, dashed.toUpperCase()];

test.each(forms)("a refresh that shows %s keeps the id, which others have as their input", async (shown) => {
  const key = { id, name: "orders", purpose: "aes-256", description: "", state: "Active", isRotated: false };
  let present = key;
  const kms = { createKey: () => Promise.resolve(key), showKey: () => Promise.resolve(present) };
  const { lifecycle } = lifecycleOf(kmsKey, { kms });
  const { inputs } = lifecycle.check({}, { name: "orders", purpose: "aes-256", __meta: metaOf("one") });
  const made = await lifecycle.create(inputs);
  present = { ...key, id: shown };
  expect(await lifecycle.read(made.id, made.state)).toMatchObject({ id });
});

test.each(forms)("%s in the place of another id is no change", (shown) => {
  const isChange = (kind: Parameters<typeof behaviourOf>[0], name: string, a: unknown, b: unknown): boolean => {
    const rule = behaviourOf(kind).inputs[name];
    return rule === undefined || differs(rule, a, b);
  };
  expect(isChange(secret, "kmsKeyId", id, shown)).toBe(false);
  expect(isChange(managedKmsKey, "keyId", id, shown)).toBe(false);
  expect(isChange(secret, "privateAcl", { resourceIds: ["a", id] }, { resourceIds: [shown, "A"] })).toBe(false);
  expect(isChange(secret, "kmsKeyId", id, shown.replace("9", "8"))).toBe(true);
});

test("an inspection is found by its id in any form", async () => {
  const listed = { id: `dia-${dashed}`, name: "nightly" };
  const scp = { inspections: { listDiagnoses: () => Promise.resolve([listed]) } };
  const found = await behaviourOf(configInspection).creationToken?.find(
    { scp } as unknown as Context,
    `DIA-${id.toUpperCase()}`,
  );
  expect(found).toMatchObject([{ diagnosis: { id: `DIA-${id.toUpperCase()}` } }]);
});

test("instead of an id there may be a number, or an SRN that ends with it", () => {
  const parsed = (shown: unknown): string =>
    keyReply.parse({ key: { id: shown, name: "orders", purpose: "aes-256" } }).key.id;
  expect(parsed(`srn:s::1234567890:kr-west1::kms:key/${id}`)).toBe(id);
  expect(parsed(42)).toBe("42");
  expect(() => parsed("")).toThrow();
  expect(() => parsed("srn:s::1234567890:kr-west1::kms:key/")).toThrow();
});

test.each([...forms, `srn:s::1234567890:kr-west1::iam:access-key/${id}`])(
  "an access key that is shown as %s has the id that requests have",
  (shown) => {
    const vault = vaultReply.parse({ secret_vault: { id: "v", name: "orders", access_key_id: shown } });
    expect(vault.secret_vault.accessKeyId).toBe(id);
    const { authKey } = diagnosisReply.parse({
      summary_responses: { diagnosis_id: "DIA-1" },
      auth_key_responses: { auth_key_id: shown },
      schedule_response: {},
    });
    expect(authKey?.id).toBe(id);
  },
);

test("an inspection without the id of its key is read", () => {
  for (const auth_key_id of ["", null, undefined]) {
    const { authKey } = diagnosisReply.parse({
      summary_responses: { diagnosis_id: "DIA-1" },
      auth_key_responses: { auth_key_id },
      schedule_response: {},
    });
    expect(authKey?.id).toBeUndefined();
  }
});
