import { beforeEach, describe, expect, test } from "@jest/globals";

import { Connection, type ScpServices } from "../../../provider/clients/connection";
import { Deadline } from "../../../provider/clients/http/deadline";
import { useApiServer, type PlannedReply, type SeenRequest } from "../../support/api-server";
import { stackSettings } from "../../support/settings";

const api = useApiServer();
let services: ScpServices;
let warnings: string[];

beforeEach(() => {
  warnings = [];
  const config = { "scp:endpoint": api.url, "scp:accessKey": "AK", "scp:secretKey": "SK", "scp:maxRetries": "0" };
  const warn = (message: string): void => {
    warnings.push(message);
  };
  services = new Connection(stackSettings(config), () => undefined, warn).scp(new Deadline(5000));
});

const wireKey = { id: "k1", name: "orders", purpose: "aes-256" };
const wireSecret = { id: "s1", name: "db", kms_id: "k1" };
const wireVault = { id: "v1", name: "vault", access_key_id: "a" };
const dates = { not_before_dt: "2026-01-01T00:00:00", not_after_dt: "2027-01-01T00:00:00" };
const wireCertificate = { id: "c1", name: "shop", state: "VALID", ...dates };
const wireDiagnosis = { diagnosis_id: "DIA-1", diagnosis_name: "nightly" };

const queryOf = ({ path }: SeenRequest): URLSearchParams => new URL(path, api.url).searchParams;
const ids = (objects: readonly { readonly id: string }[]): string[] => objects.map(({ id }) => id);

describe("an empty text is no value", () => {
  test("of a key", async () => {
    const empty = { delete_at: "", region: "", created_at: "", current_version: "", description: "", state: "" };
    api.answer = () => ({ body: { key: { ...wireKey, ...empty } } });
    await expect(services.kms.showKey("k1")).resolves.toMatchObject({
      deleteAt: undefined,
      region: undefined,
      createdAt: undefined,
      currentVersion: undefined,
      description: "",
      state: "Active",
    });
  });

  test("of a secret", async () => {
    const empty = { deleted_at: "", region: "", acl_cidr: "", private_acl_enabled: "", description: "", state: "" };
    api.answer = () => ({ body: { secret: { ...wireSecret, ...empty } } });
    await expect(services.secrets.showSecret("s1")).resolves.toMatchObject({
      deletedAt: undefined,
      region: undefined,
      allowedCidrs: undefined,
      privateAcl: undefined,
      description: "",
      state: "",
    });
  });

  test("of a vault", async () => {
    const empty = { delete_at: "", acl_cidr: "", temporary_key_ttl_nhours: "", vault_token_id: "" };
    api.answer = () => ({ body: { secret_vault: { ...wireVault, ...empty } } });
    await expect(services.vaults.showVault("v1")).resolves.toMatchObject({
      deleteAt: undefined,
      allowedIps: [],
      temporaryKeyTtlInHours: undefined,
      tokenId: undefined,
    });
  });
});

describe("an entry that cannot be read is left out of", () => {
  const odd = { id: "odd", name: null };
  const lists: readonly [string, string, object, () => Promise<readonly { readonly id: string }[]>][] = [
    ["keys", "/v1/kms/transit", wireKey, () => services.kms.listKeys()],
    ["keys", "/v1/managed-kms/transit", wireKey, () => services.kms.listManagedKeys()],
    ["secret", "/v1/secrets", wireSecret, () => services.secrets.listSecrets()],
    ["secret_vaults", "/v1/secretvault", wireVault, () => services.vaults.listVaults()],
    ["certificates", "/v1/certificatemanager", wireCertificate, () => services.certificates.listCertificates()],
  ];

  test.each(lists)("%s of %s, which ends all the same, and it is said once", async (name, path, entry, list) => {
    const pages = [[{ ...entry, id: "one" }, odd], [{ ...entry, id: "two" }]];
    api.answer = (request) => ({ body: { count: 3, [name]: pages[Number(queryOf(request).get("page"))] ?? [] } });
    expect(ids(await list())).toEqual(["one", "two"]);
    expect(ids(await list())).toEqual(["one", "two"]);
    expect(api.seen).toHaveLength(4);
    expect(warnings).toEqual([expect.stringMatching(/^\w+ \S+: entries that cannot be read are left out \(.+\)$/)]);
    expect(warnings[0]).toContain(path);
  });

  test("a list whose pages do not end", async () => {
    api.answer = () => ({ body: { count: 3, keys: [wireKey, odd] } });
    expect(ids(await services.kms.listKeys())).toEqual(["k1"]);
    expect(api.seen).toHaveLength(2);
  });

  test("a page of nothing else", async () => {
    const pages = [[odd], [wireKey]];
    api.answer = (request) => ({ body: { count: 2, keys: pages[Number(queryOf(request).get("page"))] } });
    expect(ids(await services.kms.listKeys())).toEqual(["k1"]);
  });

  test("the diagnoses, by marker", async () => {
    const page = [...Array.from({ length: 999 }, (_, at) => ({ diagnosis_id: `DIA-${String(at)}` })), { id: 1 }];
    api.answer = (_, count) => ({ body: { summary_responses: count === 1 ? page : [wireDiagnosis] } });
    expect(await services.inspections.listDiagnoses()).toHaveLength(999);
    expect(api.seen.map((request) => queryOf(request).get("marker"))).toEqual([null, "DIA-998"]);
    expect(warnings).toHaveLength(1);
  });

  test("the reports", async () => {
    api.answer = () => ({ body: { diagnosis_result_responses: [{ proceed_date: 1 }] } });
    await expect(services.inspections.latestReport("DIA-1")).resolves.toBeUndefined();
    expect(warnings).toHaveLength(1);
  });
});

describe("a list whose service takes no large pages", () => {
  const refusal: PlannedReply = { status: 400, body: { errors: [{ code: "ValidationError", detail: "size" }] } };
  const sizes = (): (string | null)[] => api.seen.map((request) => queryOf(request).get("size"));
  const upTo = (most: number) => (request: SeenRequest) => {
    const query = queryOf(request);
    const size = Number(query.get("size"));
    const keys = Array.from({ length: 30 }, (_, at) => ({ ...wireKey, id: String(at) }));
    const start = Number(query.get("page")) * size;
    return size > most ? refusal : { body: { count: 30, keys: keys.slice(start, start + size) } };
  };

  test.each([
    [500, ["1000", "100", "100"]],
    [50, ["1000", "100", "20", "20", "20", "20"]],
  ])("of %i is asked for smaller ones, and that is remembered", async (most, asked) => {
    api.answer = upTo(most);
    expect(await services.kms.listKeys()).toHaveLength(30);
    expect(await services.kms.listKeys()).toHaveLength(30);
    expect(sizes()).toEqual(asked);
  });

  test("fails with the first answer where it takes none", async () => {
    api.answer = (_, count) => (count === 1 ? refusal : { ...refusal, body: { errors: [{ code: "Other" }] } });
    await expect(services.kms.listKeys()).rejects.toThrow("ValidationError: size");
    expect(sizes()).toEqual(["1000", "100", "20"]);
  });

  test.each([403, 404, 500])("is not asked again where it answers %i", async (status) => {
    api.answer = () => ({ ...refusal, status });
    await expect(services.kms.listKeys()).rejects.toMatchObject({ status });
    expect(sizes()).toEqual(["1000"]);
  });

  test("and no pages, but a marker", async () => {
    const refuses = (request: SeenRequest): boolean => queryOf(request).get("limit") === "1000";
    api.answer = (request) => (refuses(request) ? refusal : { body: { summary_responses: [wireDiagnosis], count: 1 } });
    expect(ids(await services.inspections.listDiagnoses())).toEqual(["DIA-1"]);
    expect(api.seen.map((request) => queryOf(request).get("limit"))).toEqual(["1000", "100"]);
  });
});

describe("what is sent and shown in the API's words:", () => {
  const sent = (): unknown => api.seen.map(({ body }) => body);
  const tags = { team: "orders" };

  test("a key's rotation", async () => {
    api.answer = () => ({ body: { key: { ...wireKey, auto_rotate: "Y", rotate_cycle: "30" } } });
    const key = { name: "orders", purpose: "aes-256", keyType: "basic", description: "", tags };
    const made = await services.kms.createKey({ ...key, rotation: { enabled: true, periodInDays: 30 } });
    await services.kms.updateRotation("k1", { enabled: false, periodInDays: 90 });
    expect(made).toMatchObject({ isRotated: true, rotationPeriodInDays: 30 });
    expect(sent()).toEqual([
      {
        name: "orders",
        purpose: "aes-256",
        key_type: "basic",
        description: "",
        auto_rotate: "Y",
        rotate_cycle: 30,
        tags: [{ key: "team", value: "orders" }],
      },
      { auto_rotate: "N", rotate_cycle: 90 },
    ]);
  });

  test("who may read a secret", async () => {
    const acl = { acl_cidr: "10.0.0.0/28, 10.0.1.1/32", private_acl_enabled: "true" };
    const resources = { private_acl_resources: [{ resource_id: "vm" }] };
    api.answer = () => ({ body: { secret: { ...wireSecret, ...acl, ...resources } } });
    const allowedCidrs = ["10.0.0.0/28", "10.0.1.1/32"];
    const secret = { name: "db", value: "{}", kmsKeyId: "k1", allowedCidrs, description: "" };
    const made = await services.secrets.createSecret({ ...secret, privateAcl: { resourceIds: ["vm"] } });
    await services.secrets.createSecret({ ...secret, privateAcl: { resourceIds: [] } });
    await services.secrets.updateCidrs("s1", allowedCidrs);
    await services.secrets.updatePrivateAcl("s1", { resourceIds: ["vm"] });
    await services.secrets.updatePrivateAcl("s1", { resourceIds: [] });
    expect(made).toMatchObject({ allowedCidrs, privateAcl: { resourceIds: ["vm"] } });
    const body = { name: "db", secret_value: "{}", kms_id: "k1", acl_cidr: "10.0.0.0/28,10.0.1.1/32", description: "" };
    expect(sent()).toEqual([
      { ...body, private_acl_enabled: true, ...resources },
      { ...body, private_acl_enabled: false },
      { acl_cidr: "10.0.0.0/28,10.0.1.1/32" },
      { private_acl_enabled: true, ...resources },
      { private_acl_enabled: false, private_acl_resources: [] },
    ]);
    api.answer = () => ({ body: { secret: { ...wireSecret, private_acl_enabled: false, ...resources } } });
    await expect(services.secrets.showSecret("s1")).resolves.toMatchObject({ privateAcl: { resourceIds: [] } });
  });

  test("a vault's addresses", async () => {
    api.answer = () => ({ body: { secret_vault: { ...wireVault, acl_cidr: "10.0.0.7/32, 10.0.0.8/32" } } });
    const made = await services.vaults.createVault({
      name: "vault",
      accessKeyId: "a",
      allowedIps: ["10.0.0.7", "10.0.0.8/32"],
      temporaryKeyTtlInHours: 1,
      tokenTtlInDays: 30,
      description: "",
      tags,
    });
    expect(made.allowedIps).toEqual(["10.0.0.7/32", "10.0.0.8/32"]);
    expect(sent()).toEqual([
      {
        name: "vault",
        access_key_id: "a",
        acl_cidr: "10.0.0.7/32, 10.0.0.8/32",
        temporary_key_ttl_nhours: 1,
        vault_token_ttl_ndays: 30,
        description: "",
        tags: [{ key: "team", value: "orders" }],
      },
    ]);
  });
});

test("certificates are sent in base64 and days without hyphens", async () => {
  api.answer = () => ({ body: { certificate: wireCertificate } });
  const recipients = [{ userId: "u", userName: "Kim" }];
  const fields = { name: "shop", region: "kr", timezone: "Asia/Seoul", recipients, tags: { team: "orders" } };
  const days = { firstDay: "2026-01-01", lastDay: "2027-01-01" };
  await services.certificates.createCertificate(fields, { certificate: "PEM", privateKey: "KEY", chain: "CA" });
  await services.certificates.createSelfSigned(fields, { commonName: "shop", organization: "Shop", ...days });
  const common = {
    name: "shop",
    region: "kr",
    timezone: "Asia/Seoul",
    recipients: [{ region: "", user_id: "u", user_name: "Kim" }],
    tags: [{ key: "team", value: "orders" }],
  };
  expect(api.seen.map(({ body }) => body)).toEqual([
    { ...common, cert_body: "UEVN", private_key: "S0VZ", cert_chain: "Q0E=" },
    { ...common, cn: "shop", organization: "Shop", not_before_dt: "20260101", not_after_dt: "20270101" },
  ]);
});

describe("the versions of a secret", () => {
  const versions = async (list: readonly unknown[]): Promise<unknown> => {
    api.answer = () => ({ body: { count: list.length, version_list: list } });
    return services.secrets.listVersions("s1");
  };
  const current = { version_id: "v2", labels: ["CURRENT"] };

  test.each([[null], [""], [[]], [undefined]])(
    "that have no labels are so where another one has (%j)",
    async (none) => {
      for (const name of ["labels", "label"]) {
        await expect(versions([{ version_id: "v1", [name]: none }, current])).resolves.toEqual([
          { id: "v1", labels: [] },
          { id: "v2", labels: ["CURRENT"] },
        ]);
      }
    },
  );

  test.each([[{ id: "v1", label: "CURRENT" }], [{ id: "v1", label: ["CURRENT"] }], [{ id: "v1", labels: "CURRENT" }]])(
    "are understood as %j",
    async (version) => {
      await expect(versions([version])).resolves.toEqual([{ id: "v1", labels: ["CURRENT"] }]);
    },
  );

  test.each([
    ["none has labels", [{ version_id: "v1" }, { version_id: "v2", labels: [] }]],
    ["one has no id", [{ labels: ["PREVIOUS"] }, current]],
    ["one has an empty id", [{ version_id: "", labels: ["PREVIOUS"] }, current]],
    ["one has labels of another form", [{ version_id: "v1", labels: [{ name: "PREVIOUS" }] }, current]],
    ["they are texts", [""]],
  ])("are not understood where %s", async (_, list) => {
    await expect(versions(list)).resolves.toBeUndefined();
  });

  test("may be none", async () => {
    await expect(versions([])).resolves.toEqual([]);
  });
});

describe("a vault's token", () => {
  const shown = async (value: string): Promise<unknown> => {
    const token = { vault_token_id: value, vault_token_secret_value: value };
    api.answer = () => ({ body: { secret_vault: { ...wireVault, ...token } } });
    const { tokenId, tokenSecret } = await services.vaults.showVault("v1");
    return [tokenId, tokenSecret];
  };

  test.each(["6171****-****", "***", "[AES] x", "[", "AES:x", "ENC(x)", "encrypted", "(MASKED)", "Hidden value"])(
    "that is shown as %s is not known",
    async (value) => {
      expect(await shown(value)).toEqual([undefined, undefined]);
    },
  );

  test("that is shown in clear is", async () => {
    expect(await shown("61717e4b-AES+/=")).toEqual(["61717e4b-AES+/=", "61717e4b-AES+/="]);
  });
});

describe("the service's verdict on a certificate", () => {
  const verdict = (body: unknown): Promise<boolean | undefined> => {
    api.answer = () => ({ body });
    return services.certificates.isValid({ certificate: "c", privateKey: "k", chain: undefined });
  };

  test.each([[true], ["true"], ["True"], ["Y"], ["VALID"]])("is good: %j", async (value) => {
    await expect(verdict({ validate_check: value })).resolves.toBe(true);
    await expect(verdict({ result: value })).resolves.toBe(true);
  });

  test.each([[false], ["False"], ["N"], ["INVALID"]])("is bad: %j", async (value) => {
    await expect(verdict({ validate_check: value })).resolves.toBe(false);
  });

  // The first is the example of the reference.
  test.each([[""], [null], [undefined], ["something"], [{}], [0]])("is none: %j", async (value) => {
    await expect(verdict({ validate_check: value })).resolves.toBeUndefined();
    await expect(verdict([value])).resolves.toBeUndefined();
  });
});
