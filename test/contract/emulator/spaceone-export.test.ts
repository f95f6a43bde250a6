import { beforeEach, describe, expect, test } from "@jest/globals";
import { detailOf } from "../../support/emulator-client";
import { useEmulator } from "../../support/in-process-emulator";
import { createThreeServices } from "../../support/three-services";

const running = useEmulator();

const path = "/inventory/cloud-service/export";

beforeEach(() => createThreeServices(running.client));

const search = (search_query: object) => ({ name: "Sheet", query_type: "SEARCH", search_query });
const analyze = (analyze_query: object) => ({ name: "Sheet", query_type: "ANALYZE", analyze_query });
const found = search({ fields: ["name", { key: "tags.aws.k.x", name: "Tag" }], keyword: "w1" });

test("an export answers where its file would be, with the day in its name", async () => {
  await running.client.advance("P1D");
  const grouped = analyze({ fields: { c: { operator: "count" } }, group_by: ["provider"] });
  const body = { options: [found, grouped], file_name: "my export", timezone: "Asia/Seoul" };
  const { download_url: url } = (await running.client.spaceone(path, body)).body as { download_url: string };
  const day = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10).replaceAll("-", "");
  expect(url).toMatch(/^\/files\/file-[0-9a-f]{12}\//);
  expect(decodeURIComponent(url.slice(url.lastIndexOf("/") + 1))).toBe(`my export_${day}.xlsx`);
});

describe("is refused", () => {
  const required = (key: string) => [400, "ERROR_REQUIRED_PARAMETER", ` Required parameter. (key = ${key})`] as const;
  const none = [400, "ERROR_NO_DATA_TO_EXPORT", " No data to export!"] as const;

  test.each<[object, readonly [status: number, code: string, message: string]]>([
    [{}, required("options")],
    [{ options: [{ query_type: "SEARCH" }] }, required("options[].name")],
    [{ options: [{ name: "a" }] }, required("options[].query_type")],
    [{ options: [{ name: "a", query_type: "SEARCH" }] }, required("options[].search_query")],
    [{ options: [{ name: "a", query_type: "ANALYZE", search_query: {} }] }, required("options[].analyze_query")],
    [{ options: [search({})] }, required("options[].search_query.fields")],
    [{ options: [search({ fields: [{}] })] }, required("options[].search_query.fields.key")],
    [
      { options: [search({ fields: [1] })] },
      [
        400,
        "ERROR_INVALID_PARAMETER_TYPE",
        " Parameter type is invalid. (key = options[].search_query.fields, type = str or dict)",
      ],
    ],
    [{ options: [analyze({})] }, required("fields")],
    [{ options: [analyze({ fields: { c: {} } })] }, required("query.fields.operator")],
    [
      { options: [search({ fields: ["nope"] })] },
      [500, "ERROR_DB_QUERY", ' Database query failed. (reason = Cannot resolve field "nope")'],
    ],
    [{ options: [search({ fields: ["name"], keyword: "zzz" })] }, none],
    [
      { options: [found], file_format: "CSV" },
      [400, "ERROR_NOT_SUPPORT_FILE_FORMAT", " Not support file format! (file_format = CSV)"],
    ],
    [
      { options: [found], timezone: "Mars/Base" },
      [400, "ERROR_INVALID_PARAMETER", " Parameter is invalid. (key = timezone, reason = Timezone is invalid.)"],
    ],
  ])("%j", async (body, [status, code, message]) => {
    expect(detailOf(await running.client.spaceone(path, body))).toEqual({ status, detail: { code, message } });
  });

  test("where another workspace has the data", async () => {
    const { spaceoneDomainId: did } = running.emulator;
    const claims = { iss: "spaceone.identity", typ: "CLIENT_SECRET", own: "APP", ver: "2.0", rol: "WORKSPACE_OWNER" };
    const token = await running.client.mintToken({ ...claims, did, wid: "workspace-other" });
    const [status, code, message] = none;
    const answer = await running.client.spaceone(path, { options: [found] }, token);
    expect(detailOf(answer)).toEqual({ status, detail: { code, message } });
  });
});
