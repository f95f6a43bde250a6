import { beforeAll, describe, expect, test } from "@jest/globals";

import type { EmulatorClient, StoredDiagnosis } from "../support/emulator-client";
import { base, schedule, configInspectionTable } from "../support/kinds/config-inspection";
import { lifecycleSuite } from "../support/lifecycle-suite";
import { usePluginFixture } from "../support/plugin-fixture";
import type { Properties } from "../support/plugin-process";
import type { StackModel } from "../support/stack-model";

lifecycleSuite(configInspectionTable);

describe("a configuration inspection", () => {
  const fixture = usePluginFixture();
  let client: EmulatorClient;

  beforeAll(() => {
    ({ client } = fixture.emulator);
  });

  const stack = (): StackModel => fixture.stack("ConfigInspection");
  const only = (): Promise<StoredDiagnosis> => client.diagnoses.only();
  const keys = { accessKey: "marker-access-key", secretKey: "marker-secret-key", tenantId: "tenant" };
  const run = (trigger: string): Properties => ({ ...base, runTrigger: { trigger, ...keys } });
  const requested = async (): Promise<number> =>
    (await client.requests()).filter(({ path }) => path.endsWith("/diagnosis/request")).length;
  /** Lets a run end while the operation waits for it. */
  const meanwhile = async (work: Promise<unknown>): Promise<void> => {
    const progress = { ended: false };
    const watched = work.catch(() => undefined).finally(() => (progress.ended = true));
    while (!progress.ended) {
      if ((await client.diagnoses.stored()).some(({ runs }) => runs.some(({ state }) => state === "Running"))) {
        await client.advance("PT1M");
      }
    }
    await watched;
    await work;
  };

  test("has one id in all three places, and the id is known", async () => {
    const model = stack();
    await model.up(base);
    const request = (await client.requests()).find(({ path }) => path.endsWith("/diagnosis/save"));
    const body = request?.body as { diagnosis_id: string; [part: string]: unknown };
    expect(body.diagnosis_id).toMatch(/^DIA-[0-9A-F]{32}$/);
    expect(body).toMatchObject({
      auth_key_request: { diagnosis_id: body.diagnosis_id },
      schedule_request: { diagnosis_id: body.diagnosis_id, frequency_type: "MONTH", frequency_value: "1" },
    });
    expect(model.state).toMatchObject({ id: body.diagnosis_id, outputs: { diagnosisId: body.diagnosis_id } });
  });

  test.each([
    [{ frequency: "daily", startTime: "00:00", checkTypes: ["BP", "SSI"] }],
    [{ frequency: "weekly", day: "Sunday", startTime: "23:55", checkTypes: ["SSI"] }],
    [{ frequency: "monthly", day: "31", startTime: "08:05", checkTypes: ["SSI", "BP"] }],
  ])("takes the schedule %j, which is no drift", async (wanted) => {
    const model = stack();
    await model.up({ ...base, schedule: wanted });
    expect(await model.refresh()).toEqual([]);
    expect(await model.up({ ...base, schedule: wanted })).toBe("same");
  });

  describe("runTrigger", () => {
    test("does nothing at first, runs once for each change and waits for the result, and nothing when taken away", async () => {
      const model = stack();
      await model.up(run("a"));
      expect(await requested()).toBe(0);
      expect(model.state?.outputs["latestRun"]).toBeUndefined();
      await meanwhile(model.up(run("b")));
      const [ended] = (await only()).runs;
      expect(model.state?.outputs["latestRun"]).toMatchObject({
        sequence: ended?.sequence,
        state: "Completed",
        result: "SUCCESS",
        counts: { passed: ended?.counts?.["count_pass"], failed: ended?.counts?.["count_fail"] },
      });
      expect(await model.up(run("b"))).toBe("same");
      expect(await model.refresh()).toEqual([]);
      await model.up(base);
      expect(await requested()).toBe(1);
      expect((await only()).runs).toHaveLength(1);
    });

    test("waits for its own run where the one before is still shown", async () => {
      const model = stack();
      await model.up(run("a"));
      await meanwhile(model.up(run("b")));
      await client.advance("PT1H");
      const before = await client.diagnoses.show(model.state?.id ?? "");
      await client.addFault({
        method: "GET",
        path: "/detail/",
        skip: 1,
        times: 2,
        fault: { status: 200, body: before },
      });
      await meanwhile(model.up(run("c")));
      expect(model.state?.outputs["latestRun"]).toMatchObject({ sequence: (await only()).runs[1]?.sequence });
    });

    test("only the trigger counts: other keys are no change", async () => {
      const model = stack();
      await model.up(run("a"));
      expect(await model.up({ ...base, runTrigger: { trigger: "a", ...keys, accessKey: "other" } })).toBe("same");
    });

    test.each([{ status: 503, body: "busy" }, { drop: "after" }, { truncate: 5 }])(
      "never runs twice where the request meets %j",
      async (fault) => {
        const model = stack();
        await model.up(run("a"));
        await client.addFault({ method: "POST", path: "/diagnosis/request$", times: 1, fault });
        const isLost = "status" in fault;
        if (isLost) await expect(model.up(run("b"))).rejects.toThrow("cannot update");
        await meanwhile(model.up(run("b")));
        expect((await only()).runs).toHaveLength(1);
        expect(await model.up(run("b"))).toBe("same");
      },
    );

    test("of a registration whose outcome stayed open does nothing either, once a refresh has found it", async () => {
      const model = stack();
      await client.addFault({ method: "POST", path: "/save$", times: 1, fault: { drop: "after" } });
      await client.addFault({ method: "GET", times: 0, fault: { status: 503 } });
      await expect(model.up(run("a"))).rejects.toThrow("Run `pulumi refresh`");
      await client.removeFaults();
      expect(await model.refresh()).toEqual([]);
      expect(model.state).toMatchObject({ id: (await only()).diagnosis_id, outputs: { authKeyState: "ACTIVATED" } });
      expect(await model.up(run("a"))).toBe("same");
      expect(await requested()).toBe(0);
    });

    test("an outcome that stays open is found out by the next up", async () => {
      const model = stack();
      await model.up(run("a"));
      await client.addFault({ method: "POST", path: "/request$", times: 1, fault: { drop: "after" } });
      await client.addFault({ method: "GET", skip: 2, times: 0, fault: { status: 503 } });
      await expect(model.up(run("b"))).rejects.toThrow("cannot update the configuration inspection");
      await client.removeFaults();
      await meanwhile(model.up(run("b")));
      expect((await only()).runs).toHaveLength(1);
    });

    test("a run that does not end in time is an error, and is not started again", async () => {
      const model = stack();
      await model.up(run("a"));
      await expect(model.up(run("b"), { update: "2s" })).rejects.toThrow(
        "allow more time with the option customTimeouts",
      );
      await client.advance("PT1M");
      await model.up(run("b"));
      expect((await only()).runs).toHaveLength(1);
      await model.refresh();
      expect(model.state?.outputs["latestRun"]).toMatchObject({ state: "Completed" });
    });

    test("a run that fails is told, with its reason", async () => {
      const model = stack();
      const authKey = { ...base.authKey, expiresAt: "2026-01-01T00:00:00Z" };
      await model.up({ ...run("a"), authKey });
      await meanwhile(model.up({ ...run("b"), authKey }));
      await fixture.plugin.said("the run ended with Error (CONNECTION_FAIL)");
    });

    test("its keys are in no output in clear, no message and no log line", async () => {
      const logged = await fixture.startPlugin({}, { PULUMI_SCP_DEBUG: "1" });
      try {
        const model = stack();
        model.use(logged);
        await model.up(run("a"));
        expect([...model.secrets]).toContain("runTrigger");
        const body = { errors: [{ code: "Echo", detail: `you sent ${keys.accessKey} and ${keys.secretKey}` }] };
        await client.addFault({ method: "POST", path: "/request$", times: 1, fault: { status: 403, body } });
        const failure = await model.up(run("b")).catch((error: unknown) => String(error));
        expect(failure).toContain("you sent [secret] and [secret]");
        expect(logged.errors + logged.output).not.toMatch(/marker-(access|secret)-key/);
      } finally {
        await logged.stop();
      }
    });
  });

  test("an auth key that is about to expire is told at each refresh", async () => {
    const model = stack();
    const expiresAt = new Date(Date.now() + 40 * 86_400_000).toISOString().replace(/\.\d+Z/, "Z");
    await model.up({ ...base, authKey: { ...base.authKey, expiresAt } });
    expect(model.state?.outputs).toMatchObject({ authKeyState: "ACTIVATED", authKeyExpiresAt: expiresAt });
    await client.advance("P11D");
    expect(await model.refresh()).toEqual([]);
    await fixture.plugin.said(`expires on ${expiresAt}, and runs fail from then on`);
  });

  test("is registered by API version 1.0 as well, which answers no id", async () => {
    const old = await fixture.startPlugin({ "scp:apiVersions": '{"configinspection":"1.0"}' });
    try {
      const model = stack();
      model.use(old);
      await model.up(base);
      expect(model.state?.id).toBe((await only()).diagnosis_id);
      expect(await model.refresh()).toEqual([]);
    } finally {
      await old.stop();
    }
  });

  test.each([
    ["/save$", "POST", { result: false, diagnosis_id: "" }, "answers that the inspection was not registered"],
    ["/terminate/", "DELETE", { delete_flag: false, msg: "in use" }, "did not delete the inspection"],
  ])("a success that says no is an error: %s", async (path, method, body, message) => {
    const model = stack();
    if (method === "DELETE") await model.up(base);
    await client.addFault({ method, path, times: 1, fault: { status: 200, body } });
    await expect(method === "DELETE" ? model.destroy() : model.up(base)).rejects.toThrow(message);
  });

  test.each([
    [{ name: "with space" }, "must be 1 to 25 characters"],
    [{ name: "x".repeat(26) }, "must be 1 to 25 characters"],
    [{ name: undefined }, "name is required"],
    [{ accountId: "" }, "must be the id of an account"],
    [{ cspType: "GCP" }, 'must be "SCP", "AWS" or "Azure"'],
    [{ plan: "FREE" }, 'must be "STANDARD" or "MONTHLY"'],
    [{ checkType: "ALL" }, 'must be "BP" or "SSI"'],
    [{ authKey: {} }, "authKey"],
    [{ authKey: { id: "x", expiresAt: "2026-01-01" } }, "must be a time such as 2027-01-01T00:00:00Z"],
    [{ authKey: { id: "x", secret: "y" } }, "authKey"],
    [{ schedule: { ...schedule, frequency: "hourly" } }, 'must be "daily", "weekly" or "monthly"'],
    [{ schedule: { ...schedule, day: 32 } }, "must be a weekday with weekly, 1 to 31 with monthly"],
    [{ schedule: { ...schedule, day: 0 } }, "must be a weekday with weekly, 1 to 31 with monthly"],
    [{ schedule: { ...schedule, frequency: "weekly", day: "someday" } }, "must be a weekday with weekly"],
    [{ schedule: { ...schedule, frequency: "daily" } }, "left out with daily"],
    [{ schedule: { ...schedule, startTime: "8:00" } }, "must be HH:MM in steps of five minutes"],
    [{ schedule: { ...schedule, startTime: "08:03" } }, "must be HH:MM in steps of five minutes"],
    [{ schedule: { ...schedule, startTime: "24:00" } }, "must be HH:MM in steps of five minutes"],
    [{ schedule: { ...schedule, checkTypes: [] } }, "must name at least one checklist"],
    [{ schedule: { ...schedule, checkTypes: ["BP", "BP"] } }, "must name each checklist once"],
    [{ runTrigger: { trigger: "a", accessKey: "b" } }, "runTrigger"],
  ])("refuses %j before anything is sent", async (wrong, message) => {
    const before = (await client.requests()).length;
    await expect(stack().up({ ...base, ...wrong })).rejects.toThrow(message);
    expect(await client.requests()).toHaveLength(before);
  });
});
