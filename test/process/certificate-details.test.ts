import { beforeAll, describe, expect, test } from "@jest/globals";

import {
  makeIntermediate,
  makeLeaf,
  makeRoot,
  makeSelfSigned,
  toPkcs8,
  type TestAuthority,
  type TestCertificate,
} from "../support/certificates";
import type { EmulatorClient, RequestRecord, StoredCertificate } from "../support/emulator-client";
import { usePluginFixture } from "../support/plugin-fixture";
import type { Properties } from "../support/plugin-process";
import type { StackModel } from "../support/stack-model";

const fixture = usePluginFixture();
let client: EmulatorClient;
let root: TestAuthority;
let intermediate: TestAuthority;
let leaf: TestCertificate;
let given: Properties;

beforeAll(async () => {
  ({ client } = fixture.emulator);
  root = await makeRoot();
  intermediate = await makeIntermediate(root);
  leaf = await makeLeaf(intermediate, { commonName: "shop.example.com" });
  given = { certificate: leaf.certificate, privateKey: leaf.privateKey, chain: leaf.chain };
});

const selfSigned = { commonName: "shop.example.com", organization: "Shop", validityInDays: 365 };
const dayMs = 86_400_000;

const stack = (): StackModel => fixture.stack("Certificate");
const only = async (): Promise<StoredCertificate> => {
  const [stored, ...others] = await client.certificates.stored();
  expect(others).toEqual([]);
  if (stored === undefined) throw new Error("there is no certificate");
  return stored;
};
/** Requests since a number of them, as "POST self-sign": the last part of their paths, or what is done to which one. */
const sentSince = async (before: number): Promise<string[]> => (await client.requests()).slice(before).map(wordsOf);
const count = async (): Promise<number> => (await client.requests()).length;
const wordsOf = ({ method, path }: RequestRecord): string =>
  `${method} ${path.replace(/^\/v1\/certificatemanager\/?/, "")}`;
const pem = (...parts: TestCertificate[]): string => parts.map(({ certificate }) => certificate).join("\n");

describe("an uploaded certificate", () => {
  test("is checked by the service first, and sent as base64 of PEM with plain line ends", async () => {
    const crlf = (text: string): string => `${text.replaceAll("\n", "\r\n")}\r\n`;
    const args = {
      certificate: crlf(leaf.certificate),
      privateKey: crlf(toPkcs8(leaf.privateKey)),
      chain: crlf(leaf.chain),
    };
    const before = await count();
    await stack().up(args);
    const requests = (await client.requests()).slice(before);
    expect(requests.map(wordsOf)).toEqual(["POST check-validation", "POST "]);
    const decode = (name: string): string[] =>
      requests.map(({ body }) => Buffer.from((body as Record<string, string>)[name] ?? "", "base64").toString());
    expect(decode("cert_body")).toEqual([leaf.certificate, leaf.certificate]);
    expect(decode("private_key")).toEqual([leaf.privateKey, leaf.privateKey]);
    expect(decode("cert_chain")).toEqual([leaf.chain, leaf.chain]);
  });

  test("shows what is known of it by what was given", async () => {
    const model = stack();
    await model.up(given);
    const stored = await only();
    const fingerprint = stored.fingerprint.toUpperCase().match(/../g)?.join(":");
    const { outputs } = model.state ?? {};
    expect(outputs).toMatchObject({ kind: "PRD", state: "VALID", keyBitSize: 2048, fingerprint, renewalDue: false });
    expect(outputs?.["notAfter"]).toBe(`${stored.not_after_dt}Z`);
    expect(outputs?.["notBefore"]).toBe(`${stored.not_before_dt}Z`);
    expect(model.secrets).toContain("privateKey");
  });

  test.each<[string, () => Properties]>([
    ["a bundle of all", () => ({ certificate: pem(leaf, intermediate, root), privateKey: leaf.privateKey })],
    ["a bundle that the chain ends", () => ({ ...given, certificate: pem(leaf, intermediate), chain: pem(root) })],
    ["a chain that repeats it", () => ({ ...given, chain: pem(leaf, intermediate, root) })],
  ])("may come as %s", async (_, args) => {
    const model = stack();
    await model.up(args());
    const stored = await only();
    expect([stored.certificate.trim(), stored.chain?.trim()]).toEqual([leaf.certificate, leaf.chain]);
    expect(await model.refresh()).toEqual([]);
    expect(await model.up(args())).toBe("same");
  });

  test("of a private authority, or one that vouches for itself, needs no chain", async () => {
    const alone = await makeSelfSigned();
    await stack().up({ certificate: leaf.certificate, privateKey: leaf.privateKey });
    await stack().up({ certificate: alone.certificate, privateKey: alone.privateKey, chain: alone.certificate });
    expect(await client.certificates.stored()).toMatchObject([{ chain: null }, { chain: null }]);
  });

  test("that means the same in another form is no change", async () => {
    const model = stack();
    await model.up(given);
    const before = await count();
    const state = model.state?.outputs;
    const blanks = (text: string): string => `\uFEFFsubject=shop\n\n${text.replaceAll("\n", "\r\n\r\n")}\r\n`;
    const same = {
      certificate: blanks(leaf.certificate),
      privateKey: blanks(toPkcs8(leaf.privateKey)),
      chain: blanks(leaf.chain),
    };
    expect(await model.preview(same)).toEqual({ changes: "none", replaces: [], differing: [] });
    expect(await model.up(same)).toBe("same");
    expect(model.state?.outputs).toBe(state);
    expect(await count()).toBe(before);
  });

  test("with other contents is replaced, the new one first", async () => {
    const model = stack();
    await model.up(given);
    const [before, old] = [await count(), await only()];
    const renewed = await makeLeaf(intermediate, { commonName: "shop.example.com" });
    const news = { certificate: renewed.certificate, privateKey: renewed.privateKey, chain: renewed.chain };
    expect((await model.preview(news)).replaces).toEqual(["certificate", "privateKey"]);
    expect(await model.up(news)).toBe("replaced");
    expect(await sentSince(before)).toEqual(["POST check-validation", "POST ", `DELETE ${old.id}`]);
    expect((await only()).name).not.toBe(old.name);
  });

  test("under a name that was given and stays is deleted first", async () => {
    const model = stack();
    await model.up({ name: "shop", selfSigned });
    const [before, old] = [await count(), await only()];
    expect(await model.up({ name: "shop", selfSigned: { ...selfSigned, validityInDays: 30 } })).toBe("replaced");
    expect(await sentSince(before)).toEqual([`DELETE ${old.id}`, "POST check-duplication", "POST self-sign"]);
    expect((await only()).name).toBe("shop");
  });

  test("that expired meanwhile still passes, and is not replaced", async () => {
    const model = stack();
    await model.up(given);
    // The state of a certificate that was valid when it was made.
    const past = await makeSelfSigned({
      notBefore: new Date(Date.now() - 9 * dayMs),
      notAfter: new Date(Date.now() - dayMs),
    });
    const old = { certificate: past.certificate, privateKey: past.privateKey, chain: undefined };
    if (model.state === undefined) throw new Error("there is no state");
    model.state.inputs = { ...model.state.inputs, ...old };
    model.state.outputs = { ...model.state.outputs, ...old };
    expect(await model.preview({ ...old, tags: { team: "shop" } })).toMatchObject({
      replaces: [],
      differing: ["tags"],
    });
    await expect(model.preview({ ...old, chain: past.certificate })).resolves.toMatchObject({ replaces: ["chain"] });
    await expect(stack().up(old)).rejects.toThrow("certificate has expired");
  });
});

describe("what the service finds not valid", () => {
  const refused = "the Certificate Manager finds the certificate, its key and its chain not valid: ";
  const attempt = async (args: Properties): Promise<string> => {
    const before = await count();
    const failure = await stack()
      .up(args)
      .catch((error: unknown) => String(error));
    expect(await sentSince(before)).toEqual(["POST check-validation"]);
    expect(await client.certificates.stored()).toEqual([]);
    return failure;
  };

  test("is not made: a chain that ends before its root", async () => {
    expect(await attempt({ ...given, chain: pem(intermediate) })).toContain(`${refused}the chain ends before the root`);
  });

  test("is not made: a key that is too short", async () => {
    const { certificate, privateKey } = await makeSelfSigned({ key: "rsa-1024" });
    expect(await attempt({ certificate, privateKey })).toContain(`${refused}it may want a longer key`);
  });

  test("is certain not to be made where no answer comes", async () => {
    const model = stack();
    await client.addFault({ method: "POST", path: "/check-validation$", times: 0, fault: { status: 503 } });
    await expect(model.up(given)).rejects.toThrow(/cannot create the certificate: POST certificatemanager .*503/);
    expect(model.state).toBeUndefined();
    await client.removeFaults();
    await client.addFault({ method: "POST", path: "/check-duplication$", times: 0, fault: { drop: "after" } });
    await expect(model.up({ selfSigned })).rejects.toThrow("cannot create the certificate: POST certificatemanager");
    expect(model.state).toBeUndefined();
  });

  test("is made where the service does not say", async () => {
    await client.addFault({ method: "POST", path: "/check-validation$", times: 1, fault: { status: 200, body: {} } });
    await stack().up(given);
    expect(await client.certificates.stored()).toHaveLength(1);
  });
});

describe("a self-signed certificate", () => {
  const renewing = { ...selfSigned, renewBeforeDays: 30 };

  test("is renewed once its time has come by the service's clock, the new one first", async () => {
    const model = stack();
    await model.up({ selfSigned: renewing });
    const old = await only();
    await client.advance("P330D");
    expect(await model.refresh()).toEqual([]);
    expect(model.state?.outputs["renewalDue"]).toBe(false);
    expect(await model.up({ selfSigned: renewing })).toBe("same");
    await client.advance("P7D");
    expect(await model.refresh()).toEqual([]);
    expect(model.state?.outputs["renewalDue"]).toBe(true);
    expect(await model.preview({ selfSigned: renewing })).toMatchObject({ changes: "some", replaces: ["selfSigned"] });
    const before = await count();
    expect(await model.up({ selfSigned: renewing })).toBe("replaced");
    expect(await sentSince(before)).toEqual(["POST check-duplication", "POST self-sign", `DELETE ${old.id}`]);
    expect(model.state?.outputs["renewalDue"]).toBe(false);
    const made = await only();
    expect(Date.parse(made.not_after_dt) - Date.parse(old.not_after_dt)).toBeGreaterThanOrEqual(336 * dayMs);
    expect(await model.refresh()).toEqual([]);
    expect(await model.up({ selfSigned: renewing })).toBe("same");
  });

  test("is not lost where its renewal fails, and the renewed one not where the deletion fails", async () => {
    const model = stack();
    await model.up({ selfSigned: renewing });
    const old = await only();
    await client.advance("P340D");
    await model.refresh();
    const { state } = model;
    await client.addFault({ method: "POST", path: "/self-sign$", times: 1, fault: { status: 403 } });
    await expect(model.up({ selfSigned: renewing })).rejects.toThrow("cannot create the certificate");
    expect((await only()).id).toBe(old.id);
    model.state = state;
    await client.addFault({ method: "DELETE", times: 1, fault: { status: 403 } });
    await expect(model.up({ selfSigned: renewing })).rejects.toThrow("cannot delete the certificate");
    expect((await client.certificates.stored()).map(({ id }) => id).sort()).toEqual([old.id, model.state?.id].sort());
    expect(model.state?.id).not.toBe(old.id);
  });

  test("with a first day that has passed is renewed from the day of the renewal on", async () => {
    const first = new Date(Date.now() + 2 * dayMs).toISOString().slice(0, 10);
    const later = { ...renewing, notBefore: first };
    const model = stack();
    await model.up({ selfSigned: later });
    expect((await only()).not_before_dt).toBe(`${first}T00:00:00`);
    await client.advance("P340D");
    await model.refresh();
    expect(await model.up({ selfSigned: later })).toBe("replaced");
    expect(Date.parse((await only()).not_before_dt)).toBeGreaterThan(Date.parse(first) + 330 * dayMs);
    expect(await model.refresh()).toEqual([]);
    expect(await model.up({ selfSigned: later })).toBe("same");
  });

  test("keeps its object where the program only says less", async () => {
    const first = new Date(Date.now() + 2 * dayMs).toISOString().slice(0, 10);
    const model = stack();
    await model.up({ selfSigned: { ...selfSigned, notBefore: first } });
    const before = await count();
    expect(await model.up({ selfSigned })).toBe("updated");
    expect(await count()).toBe(before);
    expect(await model.refresh()).toEqual([]);
  });
});

describe("a refresh warns of a certificate that nobody renews", () => {
  const refreshed = async (model: StackModel, text: RegExp): Promise<void> => {
    fixture.plugin.errors = "";
    expect(await model.refresh()).toEqual([]);
    await fixture.plugin.said(text);
    expect(model.state?.outputs["renewalDue"]).toBe(true);
  };

  test("an uploaded one, 30 days before its end and behind it, which changes nothing", async () => {
    const model = stack();
    await model.up(given);
    await client.advance("P334D");
    await model.refresh();
    expect(fixture.plugin.errors).toBe("");
    await client.advance("P2D");
    await refreshed(model, /Certificate \S+: the certificate \S+ \(\S+\) expires on 2\S+: give a new certificate/);
    expect(await model.up(given)).toBe("same");
    await client.advance("P30D");
    await refreshed(model, /has expired on 2\S+: give a new certificate/);
    expect(model.state?.outputs["state"]).toBe("EXPIRED");
    expect(await model.up(given)).toBe("same");
  });

  test("a self-signed one without renewBeforeDays, and none with it", async () => {
    const [model, renewed] = [stack(), stack()];
    await model.up({ selfSigned });
    await renewed.up({ selfSigned: { ...selfSigned, renewBeforeDays: 60 } });
    await client.advance("P340D");
    await refreshed(model, /expires on 2\S+: set renewBeforeDays, which renews it/);
    fixture.plugin.errors = "";
    await renewed.refresh();
    expect(fixture.plugin.errors).toBe("");
  });
});

describe("adopt", () => {
  const uploaded = async (): Promise<string> =>
    (await client.certificates.upload("legacy", { ...leaf, chain: leaf.chain })).id;
  const signedNow = async (): Promise<string> => {
    const model = stack();
    await model.up({ selfSigned });
    return model.state?.id ?? "";
  };
  const signed = async (): Promise<string> => {
    const days = { not_before_dt: "90000101", not_after_dt: "90010101" };
    return (await client.certificates.selfSign("legacy", { cn: "shop.example.com", organization: "Shop", ...days })).id;
  };

  test.each<[string, () => Promise<string>, () => Properties]>([
    ["an uploaded one with its contents", uploaded, () => given],
    ["an uploaded one without", uploaded, () => ({})],
    ["a self-signed one with what it was made for", signed, () => ({ selfSigned })],
    ["a self-signed one without", signed, () => ({})],
  ])("takes over %s; to leave it out later is no change", async (_, make, args) => {
    const id = await make();
    const model = stack();
    const before = await count();
    await model.up({ ...args(), adopt: id });
    expect((await sentSince(before)).filter((sent) => !sent.startsWith("GET"))).toEqual([]);
    expect(model.state?.id).toBe(id);
    expect(await model.refresh()).toEqual([]);
    expect(await model.up({ ...args(), adopt: id })).toBe("same");
    expect(await model.up(args())).toBe("same");
    expect(await model.up(args())).toBe("same");
    await model.destroy();
    expect(await client.certificates.stored()).toEqual([]);
  });

  test.each<[string, () => Promise<string>, () => Promise<Properties>, string]>([
    [
      "of another certificate",
      uploaded,
      differentLeaf,
      'certificate (it is "another certificate, for shop.example.com',
    ],
    ["of one with the same dates for another name", uploaded, otherName, "certificate (it is "],
    ["of a self-signed one with the same name and dates", signedNow, likeSigned, "certificate (it is "],
    ["of a self-signed one as uploaded", signed, async () => given, "certificate (it is "],
    ["of an uploaded one as self-signed", uploaded, async () => ({ selfSigned }), "selfSigned (it is "],
    ["of another name", uploaded, async () => ({ ...given, name: "shop" }), 'name (it is "legacy")'],
    [
      "of another self-signed one",
      signed,
      async () => ({ selfSigned: { ...selfSigned, organization: "Store" } }),
      'selfSigned (it is {"commonName":"shop.example.com","organization":"Shop","validityInDays":365',
    ],
  ])("%s is refused before any write", async (_, make, args, differing) => {
    const id = await make();
    const before = await count();
    const news = await args();
    await expect(stack().up({ ...news, adopt: id })).rejects.toThrow(`differs in what cannot be changed: ${differing}`);
    expect(await sentSince(before)).toEqual([`GET ${id}`]);
  });

  test("of a self-signed one that the program describes later needs no new one", async () => {
    const id = await signed();
    const [model, neighbour] = [stack(), stack()];
    await model.up({ adopt: id });
    await neighbour.up({ selfSigned });
    // A second read is served by the list, which shows less.
    await neighbour.refresh();
    await model.refresh();
    expect((await model.preview({ selfSigned: { ...selfSigned, organization: "Store" } })).replaces).toEqual([
      "selfSigned",
    ]);
    expect(await model.up({ selfSigned })).toBe("updated");
    expect(model.state?.id).toBe(id);
    expect(await model.refresh()).toEqual([]);
    expect(await model.up({ selfSigned })).toBe("same");
  });

  test("does not make an object whose contents nobody knows again", async () => {
    const model = stack();
    const id = await uploaded();
    await model.up({ adopt: id });
    await client.call("DELETE", `/v1/certificatemanager/${id}`);
    expect(await model.refresh()).toBe("gone");
    await expect(model.up({})).rejects.toThrow("selfSigned: or certificate and privateKey must be given");
  });
});

describe("when replies are lost", () => {
  test.each(["POST", "GET"])("the certificate is found by a refresh with all that was given (%s)", async (method) => {
    const model = stack();
    await client.addFault({ method: "POST", path: "^/v1/certificatemanager$", times: 1, fault: { drop: "after" } });
    await client.addFault({ method: "GET", times: 0, fault: { status: 503 } });
    await expect(model.up(given)).rejects.toThrow("it is not known whether the certificate");
    expect(model.secrets).toContain("privateKey");
    await client.removeFaults();
    if (method === "GET") await client.addFault({ method: "GET", times: 1, fault: { truncate: 30 } });
    await model.refresh();
    const before = await count();
    expect(model.state?.id).toBe((await only()).id);
    expect(await model.up(given)).toBe("same");
    expect(await count()).toBe(before);
    expect(model.state?.outputs).toMatchObject(given);
  });

  test("a certificate of that name that was there before is never taken for it", async () => {
    const before = await client.certificates.upload("shop", { ...leaf, chain: leaf.chain });
    await client.advance("PT1H");
    const model = stack();
    await client.addFault({ method: "POST", path: "^/v1/certificatemanager$", times: 1, fault: { drop: "before" } });
    await expect(model.up({ ...given, name: "shop" })).rejects.toThrow(`adopt: "${before.id}"`);
    expect(model.state).toBeUndefined();
  });

  test("a taken name offers to take the other certificate over", async () => {
    const before = await client.certificates.selfSign("shop");
    await expect(stack().up({ ...given, name: "shop" })).rejects.toThrow(
      new RegExp(
        `the name "shop" is taken by the certificate ${before.id}\\. .* choose another name, or take that one over`,
      ),
    );
  });
});

describe("a large chain", () => {
  let large: Properties;

  beforeAll(async () => {
    let issuer = root;
    for (let depth = 0; depth < 30; depth++)
      issuer = await makeIntermediate(issuer, { keys: root.keys, commonName: `Level ${String(depth)}` });
    const { certificate, privateKey, chain } = await makeLeaf(issuer);
    large = { certificate: pem({ certificate, privateKey, chain: "" }, issuer), privateKey, chain };
    expect(chain.length).toBeGreaterThan(32 * 1024);
  });

  const within = <T>(work: Promise<T>): Promise<T> =>
    Promise.race([work, new Promise<never>((_, reject) => setTimeout(reject, 20_000, new Error("it hangs")).unref())]);

  /** A certificate that is made, but in a state in which nothing can be done with it. */
  const fail = async (): Promise<{ model: StackModel; id: string }> => {
    const model = stack();
    const made = await client.certificates.upload("large", {
      certificate: (large["certificate"] as string).split(/(?<=-----END CERTIFICATE-----)/)[0] ?? "",
      privateKey: String(large["privateKey"]),
      chain: String(large["chain"]),
    });
    const certificate = { ...(await client.certificates.show(made.id)), state: "Error" };
    const reply = { status: 201, body: { certificate } };
    await client.addFault({ method: "POST", path: "^/v1/certificatemanager$", times: 1, fault: reply });
    await expect(within(model.up({ ...large, name: "large" }))).rejects.toThrow("its state is Error");
    expect(model.state?.id).toBe(made.id);
    expect(model.state?.outputs).not.toHaveProperty("chain");
    return { model, id: made.id };
  };
  const wanted = (): Properties => ({ ...large, name: "large" });

  test("is sent, kept and compared as any other", async () => {
    const model = stack();
    await model.up(large);
    expect(await model.refresh()).toEqual([]);
    expect(await model.up({ ...large, chain: String(large["chain"]).replaceAll("\n", "\r\n") })).toBe("same");
  });

  test("of a certificate whose creation failed half-way is known again: the next up keeps the object", async () => {
    const { model, id } = await fail();
    expect((await model.preview(wanted())).replaces).toEqual([]);
    expect(await within(model.up(wanted()))).toBe("updated");
    expect(model.state?.id).toBe(id);
    expect(model.state?.outputs).toMatchObject(wanted());
    expect(model.state?.outputs).not.toHaveProperty("__omitted");
    expect(await model.up(wanted())).toBe("same");
  });

  test("is known again behind a refresh as well, which shows no change of it", async () => {
    const { model, id } = await fail();
    expect(await model.refresh()).toEqual([]);
    expect(await model.preview(wanted())).toMatchObject({ replaces: [], differing: [] });
    expect(await model.up(wanted())).toBe("updated");
    expect(model.state?.id).toBe(id);
    expect(model.state?.outputs).toMatchObject(wanted());
    expect(await model.refresh()).toEqual([]);
    expect(await model.up(wanted())).toBe("same");
  });

  test("that is another one then is a replacement", async () => {
    const { model } = await fail();
    expect((await model.preview({ ...wanted(), chain: `${String(large["chain"])}\n` })).replaces).toEqual([]);
    const { certificate, privateKey, chain } = leaf;
    expect((await model.preview({ name: "large", certificate, privateKey, chain })).replaces).toEqual([
      "certificate",
      "privateKey",
      "chain",
    ]);
  });

  test("of a creation whose outcome is unknown is found by a refresh", async () => {
    const model = stack();
    await client.addFault({ method: "POST", path: "^/v1/certificatemanager$", times: 1, fault: { drop: "after" } });
    await client.addFault({ method: "GET", times: 0, fault: { status: 503 } });
    await expect(within(model.up(large))).rejects.toThrow("it is not known whether");
    await client.removeFaults();
    expect(await model.refresh()).toEqual([]);
    expect(await model.up(large)).toBe("updated");
    expect(model.state?.id).toBe((await only()).id);
    expect(await model.up(large)).toBe("same");
  });
});

test("the older API version works: it wants to be told whether there is a chain", async () => {
  const older = await fixture.startPlugin({ "scp:apiVersions": '{"certificatemanager":"1.0"}' });
  try {
    const [uploaded, signed] = [stack(), stack()];
    for (const model of [uploaded, signed]) model.use(older);
    await uploaded.up(given);
    await signed.up({ selfSigned });
    expect(await uploaded.refresh()).toEqual([]);
    const requests = await client.requests();
    expect(new Set(requests.map(({ version }) => version))).toEqual(new Set(["certificatemanager 1.0"]));
    expect(requests[0]?.body).toMatchObject({ is_need_cert_chain: true });
    await expect(stack().up({ ...given, chain: pem(root) })).rejects.toThrow("does not continue");
    const model = stack();
    model.use(older);
    await expect(model.up({ ...given, chain: pem(intermediate) })).rejects.toThrow("the chain ends before the root");
    expect(await client.certificates.stored()).toHaveLength(2);
  } finally {
    await older.stop();
  }
});

test("recipients in another order are the same", async () => {
  const [one, other] = [
    { userId: "u1", userName: "kim" },
    { userId: "u2", userName: "lee", region: "kr-west1" },
  ];
  const model = stack();
  await model.up({ selfSigned, recipients: [one, other] });
  expect((await only()).recipients).toEqual([
    { user_id: "u1", user_name: "kim", region: "" },
    { user_id: "u2", user_name: "lee", region: "kr-west1" },
  ]);
  expect(await model.up({ selfSigned, recipients: [other, { ...one, region: "" }] })).toBe("same");
});

test("several looked-up certificates are shown whole, though the list leaves out much", async () => {
  const model = stack();
  await model.up({ selfSigned });
  const names = ["first", "second", "third"];
  for (const name of names) await client.certificates.selfSign(name, { cn: name, organization: "Shop" });
  const meta = { schema: 1, name: "looked-up", stack: "test", project: "test", get: true };
  const state = { __meta: meta, __provider: model.state?.outputs["__provider"] };
  for (const { id, cn } of (await client.certificates.stored()).filter(({ name }) => names.includes(name))) {
    const { properties } = await fixture.plugin.read(id, state);
    expect(properties).toMatchObject({
      kind: "DEV",
      keyBitSize: 2048,
      selfSigned: { commonName: cn, organization: "Shop" },
    });
    expect(await fixture.plugin.read(id, properties)).toMatchObject({ properties });
  }
});

async function otherName(): Promise<Properties> {
  const { certificate, privateKey, chain } = await makeLeaf(intermediate, { commonName: "www.example.com" });
  return { certificate, privateKey, chain };
}

/** Uploaded, but all that the service shows of it besides its kind is the same as of the one that it signed. */
async function likeSigned(): Promise<Properties> {
  const { cn, not_after_dt } = await only();
  const dates = { notBefore: new Date(Date.now() - 3_600_000), notAfter: new Date(`${not_after_dt}Z`) };
  const { certificate, privateKey } = await makeSelfSigned({ commonName: cn, organization: "Shop", ...dates });
  return { certificate, privateKey };
}

async function differentLeaf(): Promise<Properties> {
  const { certificate, privateKey, chain } = await makeLeaf(intermediate, {
    notAfter: new Date(Date.now() + 9 * dayMs),
  });
  return { certificate, privateKey, chain };
}
