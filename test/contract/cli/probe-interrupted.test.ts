import { describe, expect, test } from "@jest/globals";

import { clientsFor, givenBy } from "../../../cli/probe/clients";
import { reasonOf, type Outcome } from "../../../cli/probe/probe";
import { cloudServicesStage } from "../../../cli/probe/stages/cloud-services";
import { vaultsStage } from "../../../cli/probe/stages/vaults";
import { worldOf } from "../../../cli/probe/world";
import { BudgetError, InterruptedError } from "../../../cli/probe/wire";
import { switches, switchNames, type SwitchName, type SwitchValues } from "../../../emulator/world/switches";
import { isNear, visibleValues } from "../../support/hidden-worlds";
import { stackSettings } from "../../support/settings";
import { spaceoneToken } from "../../support/spaceone-token";
import { useEmulator } from "../../support/in-process-emulator";
import { KeptProgress, probeEmulator } from "../../support/probe-run";

const running = useEmulator();

/** What the account has once everything is over that waits for its end. */
async function account(): Promise<unknown> {
  await running.client.advance("P8D");
  return running.client.account();
}

/** The emulator's usual world. */
const usual = Object.fromEntries(switchNames.map((name) => [name, switches[name].default])) as unknown as SwitchValues;
const visible = visibleValues(usual);

/** Switches that were not found out, although the usual world shows them. */
function missed({ findings }: Outcome): readonly SwitchName[] {
  const world = worldOf(findings);
  return switchNames.filter((name) => visible[name].length === 1 && !isNear(world[name], usual[name]));
}

/** What only a vault shows, if one was made for nothing: an access key can have no other one for 7 days. */
async function hiddenByVault({ record }: KeptProgress): Promise<readonly string[]> {
  const { vaults } = await running.client.account();
  return vaults.length > 0 && record?.stages["vaults"] === undefined ? vaultsStage.switches : [];
}

/** Every so many requests it is ended once. */
const places = (from: number): readonly number[] => Array.from({ length: 20 }, (_, index) => from + 3 * index);

describe("a probe that the user ends", () => {
  test.each(places(1))("after %i requests removes what it has made, and goes on later", async (at) => {
    const before = await account();
    const progress = new KeptProgress();
    const controller = new AbortController();
    const after = (sent: number): void => {
      if (sent >= at) controller.abort();
    };
    const first = await probeEmulator(running.client, { progress, signal: controller.signal, after });
    expect(first.outcome.ended).toBeInstanceOf(InterruptedError);
    expect([first.outcome.left, progress.record?.made]).toEqual([[], []]);
    const hidden = await hiddenByVault(progress);
    expect(await account()).toEqual(before);
    const second = await probeEmulator(running.client, { progress, run: "b2c3d4" });
    expect([second.outcome.ended, second.outcome.left, progress.record]).toEqual([undefined, [], undefined]);
    expect(missed(second.outcome)).toEqual(hidden);
    expect(second.sent).toBeGreaterThan(first.sent);
    expect(await account()).toEqual(before);
  });
});

class Crash extends Error {}

describe("a probe whose process dies", () => {
  test.each(places(2))("after %i requests leaves nothing to the next one", async (at) => {
    const before = await account();
    const progress = new KeptProgress();
    const after = (sent: number): void => {
      if (sent >= at) throw new Crash();
    };
    await expect(probeEmulator(running.client, { progress, after })).rejects.toThrow(Crash);
    const hidden = await hiddenByVault(progress);
    const { outcome } = await probeEmulator(running.client, { progress, run: "b2c3d4" });
    expect([outcome.ended, outcome.left]).toEqual([undefined, []]);
    expect(missed(outcome)).toEqual(hidden);
    expect(await account()).toEqual(before);
  });
});

describe("a probe of SpaceONE alone", () => {
  const only = "spaceone";

  test("looks at its inventory only, and says why", async () => {
    const { outcome } = await probeEmulator(running.client, { only });
    const seen = cloudServicesStage.switches.filter((name) => name !== "mostInReply");
    expect(Object.keys(worldOf(outcome.findings)).sort()).toEqual([...seen].sort());
    expect(outcome.findings["listCount"]?.because).toBe("there are no credentials of Samsung Cloud Platform");
  });

  test.each(Array.from({ length: 15 }, (_, index) => index + 1))(
    "whose process dies after %i requests leaves nothing to the next one",
    async (at) => {
      const before = await account();
      const progress = new KeptProgress();
      const after = (sent: number): void => {
        if (sent >= at) throw new Crash();
      };
      await expect(probeEmulator(running.client, { only, progress, after })).rejects.toThrow(Crash);
      const { outcome } = await probeEmulator(running.client, { only, progress, run: "b2c3d4" });
      expect([outcome.ended, outcome.left]).toEqual([undefined, []]);
      expect(await account()).toEqual(before);
    },
  );

  test("keeps what it has made in mind where the next one has no credentials of it", async () => {
    const progress = new KeptProgress();
    const after = (sent: number): void => {
      if (sent >= 2) throw new Crash();
    };
    await expect(probeEmulator(running.client, { only, progress, after })).rejects.toThrow(Crash);
    const { outcome } = await probeEmulator(running.client, { only: "scp", progress });
    expect(outcome.left).toEqual([
      "cloud service scpprobea1b2c3c1: there are no credentials of SpaceONE",
      "cloud service scpprobea1b2c3c1x: there are no credentials of SpaceONE",
    ]);
    expect(progress.record?.made).toHaveLength(2);
    const next = await probeEmulator(running.client, { only, progress });
    expect([next.outcome.left, progress.record]).toEqual([[], undefined]);
  });

  test.each([
    [{ rol: "WORKSPACE_MEMBER" }, "the role of spaceone:token is WORKSPACE_MEMBER: it needs that of a WORKSPACE_OWNER"],
    [{ rol: "DOMAIN_ADMIN" }, "the role of spaceone:token is DOMAIN_ADMIN: it needs that of a WORKSPACE_OWNER"],
    [{ exp: 1 }, expect.stringContaining("is a token that expired at")],
    [{}, undefined],
  ])("with a token of %j is done, or says why it is not", (claims, because) => {
    const config = { "spaceone:endpoint": "http://127.0.0.1:1", "spaceone:token": spaceoneToken(claims) };
    const clients = clientsFor(stackSettings(config), () => undefined);
    expect(reasonOf(cloudServicesStage, new Set(), givenBy(clients, undefined))).toEqual(because);
  });

  test("needs credentials of one cloud at least", () => {
    expect(() => clientsFor(stackSettings({}), () => undefined)).toThrow(
      /no SCP credentials.*\nno SpaceONE credentials/,
    );
    const half = stackSettings({ "spaceone:endpoint": "http://127.0.0.1:1" });
    expect(() => clientsFor(half, () => undefined)).toThrow("but no SpaceONE token");
  });
});

test("what may have been made is kept in mind while its list is refused", async () => {
  const before = await account();
  const refusal = { status: 403, body: { errors: [{ code: "AccessDenied", detail: "not allowed" }] } };
  await running.client.addFault({ method: "POST", path: "^/v1/secrets$", fault: { drop: "after" } });
  await running.client.addFault({ method: "GET", path: "^/v1/secrets$", times: 0, fault: refusal });
  const progress = new KeptProgress();
  const { outcome } = await probeEmulator(running.client, { progress });
  expect(outcome.left).toEqual(["secret scpprobea1b2c3s2: HTTP 403 AccessDenied: not allowed"]);
  await running.client.removeFaults();
  const next = await probeEmulator(running.client, { progress, run: "b2c3d4" });
  expect(next.outcome.left).toEqual([]);
  expect(await account()).toEqual(before);
});

test("a creation whose reply is lost is looked for by its name, and removed", async () => {
  const before = await account();
  await running.client.addFault({ method: "POST", path: "^/v1/secrets$", fault: { drop: "after" } });
  const { outcome } = await probeEmulator(running.client);
  expect(outcome.left).toEqual([]);
  expect(outcome.findings["emptyLabels"]).toEqual({ values: [], because: "the service did not make a secret (0)" });
  expect(outcome.findings["listLagSeconds"]).toEqual({ values: [0] });
  expect(await account()).toEqual(before);
});

test("what a service refuses is not known, and the reason is said", async () => {
  const refusal = { status: 403, body: { errors: [{ code: "AccessDenied", detail: "not allowed" }] } };
  await running.client.addFault({ method: "POST", path: "^/v1/kms/transit$", times: 0, fault: refusal });
  const { outcome } = await probeEmulator(running.client);
  const found = [
    "certificateTimes",
    ...cloudServicesStage.switches.filter((name) => name !== "mostInReply"),
    "inspectionId",
    "inspectionTimes",
    "runLagSeconds",
    "sameMaterial",
    "savedTwice",
    "scheduleSpelling",
    "scheduleZone",
    "serviceKey",
    "vaultLists",
    "vaultTokenMask",
  ];
  expect(Object.keys(worldOf(outcome.findings)).sort()).toEqual(found.sort());
  expect(outcome.findings["numberTexts"]?.because).toBe("the service did not make a KMS key (403)");
  expect(outcome.findings["enumSpelling"]?.values).toEqual(["reference", "upper"]);
});

test("what cannot be removed is named, and the next one removes it", async () => {
  const before = await account();
  const refusal = { status: 409, body: { errors: [{ code: "Busy", detail: "later" }] } };
  await running.client.addFault({ method: "DELETE", path: "^/v1/kms/transit/", times: 0, fault: refusal });
  const progress = new KeptProgress();
  const { outcome } = await probeEmulator(running.client, { progress });
  const names = ["scpprobea1b2c3k1", "scpprobea1b2c3k2"];
  expect([...outcome.left].sort()).toEqual(names.map((name) => `KMS key ${name}: HTTP 409 Busy: later`));
  expect(progress.record?.made).toMatchObject(names.map((name) => ({ kind: "key", name })));
  await running.client.removeFaults();
  const next = await probeEmulator(running.client, { progress, run: "b2c3d4" });
  expect([next.outcome.left, next.outcome.ended]).toEqual([[], undefined]);
  expect(await account()).toEqual(before);
});

test("it sends no more requests than it may, and keeps some for the removal", async () => {
  const before = await account();
  const progress = new KeptProgress();
  progress.save({ prefix: "scpprobe", requests: 262, made: [], stages: {} });
  const { outcome, sent } = await probeEmulator(running.client, { progress });
  expect(outcome.ended).toBeInstanceOf(BudgetError);
  expect([outcome.left, sent]).toEqual([[], expect.any(Number)]);
  expect(sent).toBeLessThanOrEqual(300);
  expect(await account()).toEqual(before);
});

test("stages that need an option or a setting are left out, and the reason is said", async () => {
  const { outcome } = await probeEmulator(running.client, { chosen: [] });
  expect(outcome.findings["runLagSeconds"]).toEqual({ values: [], because: "only with --run" });
  expect(outcome.findings["vaultTokenMask"]).toEqual({ values: [], because: "only with --vault-access-key ID" });
  expect(outcome.findings["serviceKey"]).toEqual({ values: [], because: "only with --service-key" });
  expect(outcome.findings["scheduleSpelling"]).toEqual({ values: ["reference"] });
});
