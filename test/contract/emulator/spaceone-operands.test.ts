import { beforeEach, describe, expect, test } from "@jest/globals";
import { detailOf } from "../../support/emulator-client";
import { useEmulator } from "../../support/in-process-emulator";
import { createThreeServices } from "../../support/three-services";

const running = useEmulator();

const list = "/inventory/cloud-service/list";

beforeEach(() => createThreeServices(running.client));

async function namesOf(k: string, o: string, v: unknown): Promise<unknown[]> {
  const { status, body, text } = await running.client.spaceone(list, {
    query: { filter: [{ k, v, o }], only: ["name"] },
  });
  if (status !== 200) throw new Error(text);
  return ((body as { results?: { name: string }[] }).results ?? []).map(({ name }) => name);
}

describe("a condition", () => {
  const all = ["w1", "w2", "x3"];

  test.each<[string, string, unknown, string[]]>([
    // A number may be sent as a text, or as a truth value.
    ["instance_size", "eq", "2.5", ["w1"]],
    ["instance_size", "gte", true, ["w1"]],
    ["instance_size", "contain", 2.5, ["w1"]],
    ["instance_size", "in", ["2.5", null], all],
    // Null equals null: it is neither less nor greater, and a missing value is like it.
    ["account", "lte", null, ["w2", "x3"]],
    ["account", "lt", null, []],
    ["data.o", "gte", null, ["x3"]],
    // In free content only a text can be contained; anything else has to be equal.
    ["data.n", "contain", 2, ["w2"]],
    ["data.n", "contain", "2", []],
    ["data.o", "contain_in", [{ x: "y" }, null], ["w1", "x3"]],
    // What is no time counts as null.
    ["deleted_at", "eq", "soon", all],
    ["created_at", "not", 5, all],
    ["created_at", "contain", "2", []],
    // Only a time is before or after a time.
    ["name", "datetime_gt", "2020-01-01", []],
    ["data.n", "timediff_lt", "now", []],
    ["created_at", "datetime_gt", "2020-01-01", all],
    ["created_at", "timediff_lte", "now", all],
    ["deleted_at", "datetime_gt", "2020-01-01", []],
  ])("%s %s %j", async (k, o, v, names) => {
    expect(await namesOf(k, o, v)).toEqual(names);
  });

  const notAText = "decoding to str: need a bytes-like object,";
  const notANumber = "float() argument must be a string or a real number, not";

  test.each<[string, string, unknown, string]>([
    ["instance_size", "eq", "large", "could not convert string to float: 'large'"],
    ["instance_size", "not_in", [1, "large"], "could not convert string to float: 'large'"],
    ["instance_size", "lt", { x: 1 }, `${notANumber} 'dict'`],
    ["instance_size", "in", [[1]], `${notANumber} 'list'`],
    ["instance_size", "datetime_gt", "2020-01-01", `${notANumber} 'datetime.datetime'`],
    ["name", "contain", 5, `${notAText} float found`],
    ["name", "not_contain_in", [{ x: 1 }], `${notAText} dict found`],
    ["data.n", "not_contain", 5, "$not needs a regex or a document"],
    ["data.n", "not_contain", { x: 1 }, "unknown operator: x"],
    ["created_at", "not_contain", "a", "$not needs a regex or a document"],
    ["name", "regex", 5, "$regex has to be a string"],
    ["name", "datetime_gt", "soon", "The value of datetime_gt operator is required ISO 8601 format."],
    ["name", "timediff_lt", "soon", "The value of timediff_lt operator is invalid. (value = soon)"],
  ])("%s %s %j is refused", async (k, o, v, reason) => {
    const answer = await running.client.spaceone(list, { query: { filter: [{ k, v, o }] } });
    const detail = { code: "ERROR_DB_QUERY", message: ` Database query failed. (reason = ${reason})` };
    expect(detailOf(answer)).toEqual({ status: 500, detail });
  });
});
