import { expect, test } from "@jest/globals";

import { ApiError } from "../../../provider/clients/http/errors";
import { PartialFailure } from "../../../provider/lifecycle/record/partial-failure";
import { certificate } from "../../../provider/resources/scp/certificatemanager/certificate";
import { configInspection } from "../../../provider/resources/scp/configinspection/config-inspection";
import { makeSelfSigned } from "../../support/certificates";
import { lifecycleOf } from "../../support/lifecycle-of";

// What the services accept twice, as far as anybody knows, they may refuse. The other object is named then.

const request = { method: "POST", service: "test", path: "/" };

function refused(status: number): Promise<never> {
  return Promise.reject(new ApiError(request, status, [{ code: "duplicated", detail: "" }], undefined, undefined));
}

const schedule = { frequency: "daily", startTime: "03:00", checkTypes: ["BP"] };
const inspection = {
  name: "nightly",
  accountId: "a",
  cspType: "SCP",
  plan: "STANDARD",
  checkType: "BP",
  authKey: { id: "0".repeat(32) },
  schedule,
};

async function failureOf(
  definition: Parameters<typeof lifecycleOf>[0],
  services: object,
  args: object,
): Promise<unknown> {
  const { lifecycle } = lifecycleOf(definition, services as Parameters<typeof lifecycleOf>[1]);
  const { inputs, failures } = lifecycle.check({}, { ...args });
  expect(failures).toEqual([]);
  return lifecycle.create(inputs).then(
    () => undefined,
    (error: unknown) => error,
  );
}

test.each([400, 403, 409, 422])("a diagnosis with the name of another one, refused with %i", async (status) => {
  const all = [{ id: "DIA-1", name: "nightly" }];
  const inspections = {
    saveDiagnosis: () => refused(status),
    listDiagnoses: ({ id, name }: { id?: string; name?: string }) =>
      Promise.resolve(all.filter((one) => (id ?? one.id) === one.id && (name ?? one.name) === one.name)),
  };
  const failure = await failureOf(configInspection, { inspections }, inspection);
  // After a conflict the resource's own one may be there, which something on the way may have asked for twice.
  expect(failure instanceof PartialFailure).toBe(status === 409);
  const next = status === 409 ? "Run `pulumi refresh`" : "If that is";
  expect(String(failure)).toContain(`Perhaps this name is taken by the configuration inspection DIA-1. ${next}`);
  const other = await failureOf(configInspection, { inspections }, { ...inspection, name: "daily" });
  expect(String(other)).not.toContain("DIA-1");
});

test("after a conflict nothing is lost where no list shows the resource's own one yet", async () => {
  const inspections = { saveDiagnosis: () => refused(409), listDiagnoses: () => Promise.resolve([]) };
  const failure = await failureOf(configInspection, { inspections }, inspection);
  expect(failure).toBeInstanceOf(PartialFailure);
});

test("the resource's own certificate is found before another one that has the same material", async () => {
  const { certificate: pem, privateKey } = await makeSelfSigned();
  const listed = { kind: "PRD", commonName: "", state: "VALID", notBefore: "", notAfter: "" };
  const all = [{ ...listed, id: "older", name: "older" }];
  const certificates = {
    isValid: () => Promise.resolve(true),
    createCertificate: ({ name }: { name: string }) => {
      all.push({ ...listed, id: "own", name });
      return refused(409);
    },
    isNameTaken: () => Promise.resolve(true),
    listCertificates: ({ name }: { name?: string } = {}) =>
      Promise.resolve(all.filter((one) => (name ?? one.name) === one.name)),
    showCertificate: (id: string) => Promise.resolve(all.find((one) => one.id === id)),
  };
  const { lifecycle } = lifecycleOf(certificate, { certificates });
  const { inputs } = lifecycle.check({}, { certificate: pem, privateKey });
  expect((await lifecycle.create(inputs)).id).toBe("own");
});

test("a certificate that is registered under another name, refused with 409", async () => {
  const { certificate: pem, privateKey } = await makeSelfSigned();
  const listed = { id: "c1", kind: "PRD", commonName: "", state: "VALID" };
  const dates = { notBefore: "", notAfter: "" };
  const services = (name: string) => ({
    certificates: {
      isValid: () => Promise.resolve(true),
      createCertificate: () => refused(409),
      isNameTaken: () => Promise.resolve(false),
      listCertificates: ({ name: asked }: { name?: string } = {}) =>
        Promise.resolve([{ ...listed, ...dates, name }].filter((one) => (asked ?? one.name) === one.name)),
      showCertificate: () => Promise.resolve({ ...listed, ...dates, name }),
    },
  });
  const args = { name: "shop", certificate: pem, privateKey };
  const failure = await failureOf(certificate, services("older"), args);
  expect(String(failure)).toMatch(/duplicated\. Perhaps this certificate is taken by the certificate c1\. If that is/);
  expect(String(failure)).toContain("deleteBeforeReplace");
  expect(String(failure)).not.toContain("BEGIN");
  expect(String(await failureOf(certificate, services("shop"), args))).not.toContain("Perhaps");
});
