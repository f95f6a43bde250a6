import { describe, expect, test } from "@jest/globals";
import { startEmulator } from "../../../emulator/index";
import { placeOf } from "../../../emulator/scp/address";
import { EmulatorClient, refusalOf } from "../../support/emulator-client";
import { useEmulator } from "../../support/in-process-emulator";
import { useStateFile } from "../../support/state-file";

const running = useEmulator();
const file = useStateFile();

/** The regions of each environment, as the reference's common part has them. */
const documented = {
  s: ["kr-west1", "kr-east1"],
  g: ["kr-south1", "kr-south2", "kr-south3"],
  e: ["kr-west1", "kr-east1"],
};

const start = { environment: "s", region: "kr-west1" };
const east = "/regions/kr-east1";
const transit = "/v1/kms/transit";

async function namesIn(prefix: string): Promise<string[]> {
  const { body } = await running.client.in(prefix).call("GET", transit);
  return (body as { keys: { name: string }[] }).keys.map(({ name }) => name);
}

describe("a path", () => {
  test.each([
    [transit, "s/kr-west1"],
    ["/regions/kr-east1/v1/kms/transit", "s/kr-east1"],
    ["/regions/kr-west1/services/kms/v1/kms/transit", "s/kr-west1"],
    ["/environments/e/v1/endpoints", "e/kr-west1"],
    ["/environments/e/regions/kr-east1/services/kms", "e/kr-east1"],
    ["/environments/g/v1/endpoints", "g/kr-south1"],
    ["/environments/s/v1/endpoints", "s/kr-west1"],
  ])("%s is for %s", (path, name) => {
    const place = placeOf(path, start);
    expect(`${place?.environment ?? ""}/${place?.region ?? ""}`).toBe(name);
  });

  test.each([
    "/regions/kr-south1/v1/kms/transit",
    "/regions/KR-EAST1/v1/kms/transit",
    "/environments/x/v1/kms/transit",
    "/environments/g/regions/kr-east1/v1/kms/transit",
    "/environments/constructor/v1/kms/transit",
    "/regions/kr-east1/environments/s/v1/kms/transit",
    "/regions/kr-east1/_emulator/reset",
    "/regions/kr-east1",
  ])("%s is not routed", async (path) => {
    const answer = await running.client.call("GET", path);
    expect(answer).toMatchObject({ status: 404, body: { error: "Not Found", path } });
  });
});

test.each(Object.entries(documented))("the catalogue of environment %s has all its regions", async (name, regions) => {
  const { body } = await running.client.call("GET", `/environments/${name}/v1/endpoints`, { version: null });
  const { endpoints } = body as { endpoints: { region: string; service_type: string; url: string }[] };
  const keyServices = endpoints.filter(({ service_type }) => service_type === "scp-kms");
  expect(keyServices.map(({ region }) => region)).toEqual(regions);
  expect(new Set(keyServices.map(({ url }) => url)).size).toBe(regions.length);
  for (const { region, url } of keyServices) {
    const path = url.slice(running.emulator.url.length);
    const versions = (await running.client.plain("GET", path)).body as { versions: { links: { href: string }[] }[] };
    expect(versions.versions[0]?.links).toEqual([{ href: `${url}/v1`, rel: "self" }]);
    const made = await running.client.in(path).keys.create("orders");
    expect(made).toMatchObject({ name: "orders", region });
    expect(made).not.toHaveProperty("place");
  }
});

describe("objects of different regions are apart:", () => {
  test("lists, names and checks of names", async () => {
    await running.client.keys.create("orders");
    expect([await namesIn(""), await namesIn(east), await namesIn("/environments/e")]).toEqual([["orders"], [], []]);
    const isTaken = async () => {
      const { body } = await running.client.in(east).call("GET", `${transit}/duplicate?name=orders`);
      return (body as { isDuplicateName: boolean }).isDuplicateName;
    };
    expect(await isTaken()).toBe(false);
    expect(await running.client.in(east).keys.create("orders")).toMatchObject({ region: "kr-east1" });
    expect(await isTaken()).toBe(true);
    expect(await namesIn(east)).toEqual(["orders"]);
  });

  test("an object is not found elsewhere, whatever the request", async () => {
    const { id } = await running.client.keys.create("orders");
    for (const method of ["GET", "DELETE"]) {
      const answer = await running.client.in(east).call(method, `${transit}/${id}`);
      expect([method, refusalOf(answer).status]).toEqual([method, 404]);
    }
    expect(await running.client.in("/regions/kr-west1").keys.show(id)).toMatchObject({ id, state: "Active" });
  });

  test("certificates", async () => {
    const body = {
      name: "orders",
      cn: "a.example.com",
      organization: "Example",
      region: "kr-west1",
      timezone: "UTC",
      not_before_dt: "20990101",
      not_after_dt: "20990201",
    };
    for (const prefix of ["", east]) {
      const client = running.client.in(prefix);
      expect((await client.call("POST", "/v1/certificatemanager/self-sign", { body })).status).toBe(201);
      expect((await client.call("GET", "/v1/certificatemanager")).body).toMatchObject({ count: 1 });
    }
  });

  test("a secret needs a key of its own region", async () => {
    const key = await running.client.keys.create("orders");
    const secret = { name: "orders", kms_id: key.id, acl_cidr: "127.0.0.1/32", secret_value: '{"a":"b"}' };
    const refused = await running.client.in(east).call("POST", "/v1/secrets", { body: secret });
    expect(refusalOf(refused).code).toBe("scp-security.secretsmanager.kms.invalid");
    const eastern = await running.client.in(east).keys.create("orders");
    const made = await running.client.in(east).call("POST", "/v1/secrets", { body: { ...secret, kms_id: eastern.id } });
    const { id } = (made.body as { secret: { id: string } }).secret;
    const shown = await running.client.in(east).call("GET", `/v1/secrets/${id}`);
    expect(shown.body).toMatchObject({ secret: { offering: "s", region: "kr-east1" } });
    expect((await running.client.call("GET", "/v1/secrets")).body).toMatchObject({ count: 0 });
  });

  test("an access key has one vault in all of them", async () => {
    const vault = {
      name: "orders",
      access_key_id: "0".repeat(32),
      acl_cidr: "127.0.0.1/32",
      description: "",
      temporary_key_ttl_nhours: 1,
      vault_token_ttl_ndays: 30,
    };
    expect((await running.client.call("POST", "/v1/secretvault", { body: vault })).status).toBe(201);
    const second = await running.client.in(east).call("POST", "/v1/secretvault", { body: vault });
    expect(refusalOf(second).code).toBe("scp-security.secretvault.accesskey.duplicated");
    expect((await running.client.in(east).call("GET", "/v1/secretvault")).body).toMatchObject({ count: 0 });
  });
});

test("an account has a key of the platform in each region, from its first request there", async () => {
  const stored = async () => (await running.client.account()).managedKeys.length;
  expect(await stored()).toBe(1);
  const list = async (prefix: string) => {
    const { body } = await running.client.in(prefix).call("GET", "/v1/managed-kms/transit");
    return (body as { keys: { id: string; region: string }[] }).keys;
  };
  const [[west], [first, ...others]] = [await list(""), await list(east)];
  expect(first).toMatchObject({ region: "kr-east1" });
  expect([others, first?.id === west?.id, await list(east)]).toEqual([[], false, [first]]);
  expect(await stored()).toBe(2);
});

test("the state says where each object is", async () => {
  await running.client.keys.create("orders");
  await running.client.in("/environments/e/regions/kr-east1").keys.create("orders");
  const { keys: stored } = await running.client.account();
  expect(stored).toMatchObject([{ place: "s/kr-west1" }, { place: "e/kr-east1" }]);
});

test("faults and the mask of the request log know paths with a region", async () => {
  await running.client.addFault({ path: "^/v1/kms/transit$", fault: { status: 503 } });
  expect((await running.client.in(`${east}/services/kms`).call("GET", transit)).status).toBe(503);
  const body = { name: "x", kms_id: "none", acl_cidr: "127.0.0.1/32", secret_value: '{"a":"planted"}' };
  await running.client.in(east).call("POST", "/v1/secrets", { body });
  expect(JSON.stringify(await running.client.requests())).not.toContain("planted");
});

describe("the start region", () => {
  test.each(["kr-east1", "kr-south2"])("can be %s", async (region) => {
    const emulator = await startEmulator({ region });
    const client = new EmulatorClient(emulator);
    try {
      expect(emulator.region).toBe(region);
      expect(await client.keys.create("orders")).toMatchObject({ region });
      const { body } = await client.call("GET", "/v1/endpoints", { version: null });
      const { endpoints } = body as { endpoints: unknown[] };
      expect(endpoints).toContainEqual(expect.objectContaining({ region, url: `${emulator.url}/services/kms` }));
      expect((await client.account()).managedKeys).toMatchObject([{ region }]);
    } finally {
      client.close();
      await emulator.close();
    }
  });

  test("is kept in the state file, unless another one is asked for", async () => {
    const start = async (region?: string) => {
      const emulator = await startEmulator({ stateFile: file.path, ...(region !== undefined && { region }) });
      await emulator.close();
      return emulator.region;
    };
    expect([await start("kr-east1"), await start(), await start("kr-south1"), await start()]).toEqual([
      "kr-east1",
      "kr-east1",
      "kr-south1",
      "kr-south1",
    ]);
  });

  test("has to be a region that there is", async () => {
    await expect(startEmulator({ region: "us-east-1" })).rejects.toThrow(
      "region us-east-1: must be one of kr-west1, kr-east1, kr-south1, kr-south2, kr-south3",
    );
  });
});

test("what an emulator with one region has stored is in that region", async () => {
  const key = await file.run((client) => client.keys.create("orders"));
  const [account] = file.records("scp.accounts");
  file.change("kms.keys", key.id, { place: undefined });
  file.change("scp.accounts", String(account?.["account_id"]), { places: undefined });
  expect(file.records("kms.keys")).toEqual([expect.not.objectContaining({ place: "s/kr-west1" })]);
  await file.run(async (client) => {
    expect(await client.keys.show(key.id)).toMatchObject({ id: key.id });
    expect((await client.in(east).call("GET", transit)).body).toMatchObject({ count: 0 });
    expect((await client.account()).managedKeys).toHaveLength(2);
  });
});
