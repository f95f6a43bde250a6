import { beforeEach, describe, expect, test } from "@jest/globals";
import { detailOf, keyOf, refusalOf } from "../../support/emulator-client";
import { useEmulator } from "../../support/in-process-emulator";

const running = useEmulator();

/** Longer than any test takes. */
const lag = 600;
const pastIt = "PT10M";

const diagnoses = "/v1/configinspection/diagnosis/list";
const reports = "/v1/configinspection/report/diagnosis/list";

interface Made {
  readonly key: string;
  readonly secret: string;
  readonly vault: string;
  readonly certificate: string;
  readonly diagnosis: string;
  readonly cloudService: string;
  readonly spaceoneSecret: string;
}

async function make(): Promise<Made> {
  const { client } = running;
  const key = await client.keys.create("orders");
  const body = { name: "orders", data: {}, resource_group: "WORKSPACE" };
  const spaceone = (await client.spaceone("/secret/secret/create", body)).body;
  return {
    key: key.id,
    secret: (await client.secrets.create("orders", key.id)).id,
    vault: (await client.vaults.create("orders")).id,
    certificate: (await client.certificates.selfSign("orders")).id,
    diagnosis: await client.diagnoses.save("orders"),
    cloudService: (await client.cloudServices.create({ name: "orders" })).cloud_service_id,
    spaceoneSecret: (spaceone as { secret_id: string }).secret_id,
  };
}

async function get(path: string): Promise<unknown> {
  return (await running.client.call("GET", path)).body;
}

/** How many objects of the account each list has. */
async function listedCounts(query = ""): Promise<unknown[]> {
  const pages = await Promise.all(
    ["/v1/kms/transit", "/v1/secrets", "/v1/secretvault", "/v1/certificatemanager"].map((path) => get(path + query)),
  );
  const { summary_responses: summaries } = (await get(diagnoses)) as { summary_responses: unknown[] };
  const [cloudServices, secrets] = await Promise.all(
    ["/inventory/cloud-service/list", "/secret/secret/list"].map((path) => running.client.spaceone(path)),
  );
  const totals = [cloudServices, secrets].map((answer) => (answer?.body as { total_count?: number }).total_count ?? 0);
  return [...pages.map((page) => (page as { count: number }).count), summaries.length, ...totals];
}

async function historyCount(cloud_service_id: string): Promise<number> {
  const { body } = await running.client.spaceone("/inventory/change-history/list", { cloud_service_id });
  return (body as { total_count?: number }).total_count ?? 0;
}

const none = [0, 0, 0, 0, 0, 0, 0];
const one = [1, 1, 1, 1, 1, 1, 1];

describe("listLagSeconds", () => {
  beforeEach(() => running.client.setWorld({ listLagSeconds: lag }));

  test("leaves what is young out of all lists, for so long", async () => {
    const { cloudService } = await make();
    expect(await listedCounts()).toEqual(none);
    expect(await listedCounts("?name=orders")).toEqual(none);
    expect(await historyCount(cloudService)).toBe(0);
    await running.client.advance(pastIt);
    expect(await listedCounts()).toEqual(one);
    expect(await listedCounts("?name=orders")).toEqual(one);
    expect(await historyCount(cloudService)).toBe(1);
  });

  test("is over when it is set back", async () => {
    await make();
    await running.client.setWorld({ listLagSeconds: null });
    expect(await listedCounts()).toEqual(one);
  });

  test("is of managed keys, too", async () => {
    await running.client.setWorld({ listLagSeconds: 3600 });
    const managed = async () => get("/v1/managed-kms/transit");
    const account = await running.client.newAccount();
    expect((await account.call("GET", "/v1/managed-kms/transit")).body).toMatchObject({ count: 0, keys: [] });
    account.close();
    await running.client.advance("PT1H");
    expect(await managed()).toMatchObject({ count: 1 });
  });

  test("makes names seem free that are taken", async () => {
    const { client } = running;
    await make();
    const kms = () => get("/v1/kms/transit/duplicate?name=orders");
    const certificates = async () =>
      (await client.call("POST", "/v1/certificatemanager/check-duplication", { body: { name: "orders" } })).body;
    expect([await kms(), await certificates()]).toEqual([{ isDuplicateName: false }, { result: false }]);
    await expect(client.keys.create("orders")).rejects.toThrow("409");
    await expect(client.certificates.selfSign("orders")).rejects.toThrow("409");
    await client.advance(pastIt);
    expect([await kms(), await certificates()]).toEqual([{ isDuplicateName: true }, { result: true }]);
  });

  test("hides nothing from a show, a change and the state", async () => {
    const { client } = running;
    const { key } = await make();
    expect((await client.keys.show(key)).name).toBe("orders");
    const put = await client.call("PUT", `/v1/kms/transit/${key}/description`, { body: { description: "new" } });
    expect(put.status).toBe(200);
    expect(await client.keys.stored()).toMatchObject([{ id: key, description: "new" }]);
    expect(await client.cloudServices.stored()).toHaveLength(1);
  });
});

describe("showLagSeconds", () => {
  beforeEach(() => running.client.setWorld({ showLagSeconds: lag }));

  function paths(made: Made): string[] {
    return [
      `/v1/kms/transit/${made.key}`,
      `/v1/kms/transit/${made.key}/users`,
      `/v1/secrets/${made.secret}`,
      `/v1/secrets/${made.secret}/versions`,
      `/v1/secretvault/${made.vault}`,
      `/v1/certificatemanager/${made.certificate}`,
      `/v1/configinspection/diagnosis/detail/${made.diagnosis}`,
    ];
  }

  test("lets a GET not find what is young, as what is not there", async () => {
    const { client } = running;
    const made = await make();
    for (const path of paths(made)) {
      expect(refusalOf(await client.call("GET", path))).toMatchObject({ status: 404, code: "NotFound" });
    }
    await client.advance(pastIt);
    for (const path of paths(made)) expect((await client.call("GET", path)).status).toBe(200);
  });

  test("lets SpaceONE's get not find it either", async () => {
    const { client } = running;
    const made = await make();
    const calls = [
      ["/inventory/cloud-service/get", "cloud_service_id", made.cloudService],
      ["/secret/secret/get", "secret_id", made.spaceoneSecret],
    ] as const;
    for (const [path, name, id] of calls) {
      const other = id.replace(/.{12}$/, "0".repeat(12));
      const unknown = detailOf(await client.spaceone(path, { [name]: other }));
      const young = detailOf(await client.spaceone(path, { [name]: id }));
      expect(young.status).toBe(404);
      expect(JSON.stringify(young)).toBe(JSON.stringify(unknown).replaceAll(other, id));
    }
    await client.advance(pastIt);
    for (const [path, name, id] of calls) expect((await client.spaceone(path, { [name]: id })).status).toBe(200);
  });

  test("hides nothing from lists, changes and deletions", async () => {
    const { client } = running;
    const { key, cloudService } = await make();
    expect(await listedCounts()).toEqual(one);
    expect((await client.cloudServices.update(cloudService, { name: "new" })).name).toBe("new");
    expect((await client.call("DELETE", `/v1/kms/transit/${key}`)).status).toBe(204);
    expect(await client.keys.stored()).toMatchObject([{ id: key, state: "To_Be_Terminated" }]);
  });

  test("is of reports, too", async () => {
    const { client } = running;
    const { diagnosis } = await make();
    await client.diagnoses.request(diagnosis);
    await client.advance("PT1M");
    const [stored] = await client.diagnoses.stored();
    const query = `?diagnosis_id=${diagnosis}&diagnosis_request_sequence=${stored?.runs[0]?.sequence ?? ""}`;
    const report = () => client.call("GET", `/v1/configinspection/report/diagnosis/detail${query}`);
    expect((await report()).status).toBe(404);
    await client.advance(pastIt);
    expect((await report()).status).toBe(200);
  });
});

describe("versionLagSeconds", () => {
  const shownVersion = async (id: string) => (await running.client.keys.show(id)).current_version;
  const listedVersion = async () => {
    const { keys } = (await get("/v1/kms/transit")) as { keys: { current_version: number }[] };
    return keys[0]?.current_version;
  };
  const rotate = async (id: string) =>
    keyOf(await running.client.call("POST", `/v1/kms/transit/${id}/rotate`)).current_version;

  test("shows a key's version of before", async () => {
    const { client } = running;
    await client.setWorld({ versionLagSeconds: lag });
    const { id } = await client.keys.create("orders");
    expect(await shownVersion(id)).toBe(1);
    expect([await rotate(id), await rotate(id)]).toEqual([2, 3]);
    expect([await shownVersion(id), await listedVersion()]).toEqual([1, 1]);
    await client.advance("PT9M");
    expect(await rotate(id)).toBe(4);
    expect([await shownVersion(id), await listedVersion()]).toEqual([1, 1]);
    await client.advance("PT1M");
    expect([await shownVersion(id), await listedVersion()]).toEqual([3, 3]);
    expect(await client.keys.stored()).toMatchObject([{ current_version: 4 }]);
    await client.setWorld({ versionLagSeconds: null });
    expect([await shownVersion(id), await listedVersion()]).toEqual([4, 4]);
  });

  test("counts from when a key was rotated by itself", async () => {
    const { client } = running;
    await client.setWorld({ versionLagSeconds: lag });
    const { id } = await client.keys.create("orders", { auto_rotate: "Y", rotate_cycle: 1 });
    await client.advance("P3D");
    expect(await shownVersion(id)).toBe(3);
    await client.advance(pastIt);
    expect(await shownVersion(id)).toBe(4);
  });

  test("shows a secret's versions and labels of before", async () => {
    const { client } = running;
    const key = await client.keys.create("orders");
    const { id } = await client.secrets.create("orders", key.id);
    const update = async () => client.call("PUT", `/v1/secrets/${id}/values`, { body: { secret_value: '{"a":"b"}' } });
    const shown = async (version: string) => {
      const { body } = await client.call("GET", `/v1/secrets/${id}/versions`, { version });
      const { version_list: list } = body as { version_list: { version_id: string; labels: string[] }[] };
      const ids = (await client.secrets.stored())[0]?.versions.map(({ version_id }) => version_id) ?? [];
      return list.map(({ version_id, labels }) => [ids.indexOf(version_id) + 1, ...labels]);
    };
    await update();
    const [stored] = await client.secrets.stored();
    const own = { label: "own", move_to_version_id: stored?.versions[0]?.version_id };
    await client.call("PUT", `/v1/secrets/${id}/label`, { body: own });
    await client.advance(pastIt);
    await update();
    await client.advance("PT1M");
    await update();
    expect(await shown("secretsmanager 1.1")).toEqual([[4, "CURRENT"], [3, "PREVIOUS"], [2], [1, "own"]]);
    await client.setWorld({ versionLagSeconds: lag });
    const before = [
      [2, "CURRENT"],
      [1, "PREVIOUS", "own"],
    ];
    expect([await shown("secretsmanager 1.1"), await shown("secretsmanager 1.0")]).toEqual([before, before]);
    expect((await client.secrets.stored())[0]?.labels).toHaveLength(3);
    await client.advance("PT9M");
    expect(await shown("secretsmanager 1.1")).toEqual([
      [3, "CURRENT"],
      [2, "PREVIOUS"],
      [1, "own"],
    ]);
    await client.advance("PT1M");
    expect(await shown("secretsmanager 1.1")).toEqual([[4, "CURRENT"], [3, "PREVIOUS"], [2], [1, "own"]]);
  });

  test("shows no version of a secret that was just made", async () => {
    const { client } = running;
    const { id } = await client.secrets.create("orders", (await client.keys.create("orders")).id);
    await client.setWorld({ versionLagSeconds: lag });
    expect(await get(`/v1/secrets/${id}/versions`)).toMatchObject({ count: 0, version_list: [] });
  });
});

describe("runLagSeconds", () => {
  test("shows a run that was asked for only after so long", async () => {
    const { client } = running;
    await client.setWorld({ runLagSeconds: lag });
    const id = await client.diagnoses.save("orders");
    await client.diagnoses.request(id);
    await client.advance("PT2M");
    const seen = async () => {
      const { recent_diagnosis_at: at, recent_diagnosis_state: state } = (await client.diagnoses.show(id))
        .summary_responses;
      const { summary_responses: summaries } = (await get(diagnoses)) as { summary_responses: object[] };
      const { diagnosis_result_responses: list } = (await get(reports)) as { diagnosis_result_responses: object[] };
      const [stored] = await client.diagnoses.stored();
      const query = `?diagnosis_id=${id}&diagnosis_request_sequence=${stored?.runs[0]?.sequence ?? ""}`;
      const report = await client.call("GET", `/v1/configinspection/report/diagnosis/detail${query}`);
      return { at: at !== null, state, summaries, reports: list.length, report: report.status };
    };
    expect(await seen()).toMatchObject({ at: false, state: null, reports: 0, report: 404 });
    expect((await seen()).summaries).toMatchObject([{ recent_diagnosis_state: null, recent_diagnosis_at: null }]);
    expect((await client.diagnoses.stored())[0]?.runs).toMatchObject([{ state: "Completed" }]);
    await client.advance("PT8M");
    expect(await seen()).toMatchObject({ at: true, state: "Completed", reports: 1, report: 200 });
  });

  test("is not of runs by the schedule, and an older run shows meanwhile", async () => {
    const { client } = running;
    await client.setWorld({ runLagSeconds: 3600 });
    const id = await client.diagnoses.save("orders", {}, { use_diagnosis_check_type_bp: "y" });
    await client.advance("P1D");
    const recent = async () => (await client.diagnoses.show(id)).summary_responses["recent_diagnosis_at"];
    const scheduled = await recent();
    expect(scheduled).toMatch(/T08:00:00Z$/);
    await client.diagnoses.request(id);
    expect(await recent()).toBe(scheduled);
  });
});
