import { expect, test } from "@jest/globals";

import { ApiError } from "../../../provider/clients/http/errors";
import { behaviourOf } from "../../../provider/lifecycle/definition/behaviour";
import type { Context } from "../../../provider/lifecycle/definition/context";
import { kmsKey } from "../../../provider/resources/scp/kms/kms-key";
import { secret } from "../../../provider/resources/scp/secretsmanager/secret";
import { secretVault } from "../../../provider/resources/scp/secretvault/secret-vault";
import { lifecycleOf, notFound } from "../../support/lifecycle-of";

const inputs = {
  name: "orders",
  value: { password: "first" },
  kmsKeyId: "key",
  allowedCidrs: ["10.0.0.7/32"],
  restoreOnCreate: true,
};

const record = {
  id: "waiting",
  name: "orders",
  description: "",
  kmsKeyId: "key",
  allowedCidrs: ["10.0.0.7/32"],
  state: "To_Be_Terminated",
};

/** A service that has one secret, which waits for its deletion. */
function service(create: () => Promise<unknown>) {
  let state = "To_Be_Terminated";
  let made = 0;
  const secrets = {
    listSecrets: () => Promise.resolve(made > 0 || state !== "" ? [{ ...record, state }] : []),
    showSecret: (id: string) => (id === record.id ? Promise.resolve({ ...record, state }) : Promise.reject(notFound())),
    listVersions: () => Promise.resolve([{ id: "v1", labels: ["CURRENT"] }]),
    restoreSecret: () => {
      state = "Active";
      return Promise.resolve();
    },
    updateValue: () => Promise.resolve(),
    createSecret: () => {
      made++;
      return create();
    },
  };
  return { lifecycle: lifecycleOf(secret, { secrets }).lifecycle, made: () => made };
}

test("a secret that is to be restored is restored, although the service would give its name to another one", async () => {
  const { lifecycle, made } = service(() => Promise.resolve({ ...record, id: "another", state: "Active" }));
  const { inputs: checked } = lifecycle.check({}, inputs);
  expect((await lifecycle.create(checked)).id).toBe("waiting");
  expect(made()).toBe(0);
});

test.each([400, 403, 409, 422])("a name that is taken is told whichever status the refusal has: %i", async (status) => {
  const request = { method: "POST", service: "secretsmanager", path: "/v1/secrets" };
  const refusal = new ApiError(request, status, [{ code: "taken", detail: "" }], undefined, undefined);
  const { lifecycle } = service(() => Promise.reject(refusal));
  const { inputs: checked } = lifecycle.check({}, { ...inputs, restoreOnCreate: false });
  await expect(lifecycle.create(checked)).rejects.toThrow(
    'the name "orders" is taken by the secret waiting, which waits for its deletion',
  );
});

test.each([
  ["secret", secret],
  ["key", kmsKey],
  ["vault", secretVault],
] as const)("of two with a name, a %s that does not wait for its deletion is found", async (_, kind) => {
  const found = ["To_Be_Terminated", "Active"].map((state) => ({ ...record, id: state, state }));
  const list = () => Promise.resolve(found);
  const scp = { secrets: { listSecrets: list }, kms: { listKeys: list }, vaults: { listVaults: list } };
  const context = { scp } as unknown as Context;
  const behaviour = behaviourOf(kind);
  const object = await behaviour.findByName?.(context, "orders");
  expect(behaviour.identify(object).id).toBe("Active");
  expect(await behaviour.findByName?.(context, "other")).toBeUndefined();
});
