import { describe, expect, test } from "@jest/globals";

import { pem, selfSigned, useCertificates } from "../support/certificate-fixture";
import { makeLeaf, makeSelfSigned } from "../support/certificates";
import type { Properties } from "../support/plugin-process";

const shop = useCertificates();
const { stack, only, count, sentSince } = shop;
const dayMs = 86_400_000;

describe("adopt", () => {
  const uploaded = async (): Promise<string> =>
    (await shop.client.certificates.upload("legacy", { ...shop.leaf, chain: shop.leaf.chain })).id;
  const signedNow = async (): Promise<string> => {
    const model = stack();
    await model.up({ selfSigned });
    return model.state?.id ?? "";
  };
  const signed = async (): Promise<string> => {
    const days = { not_before_dt: "90000101", not_after_dt: "90010101" };
    return (
      await shop.client.certificates.selfSign("legacy", { cn: "shop.example.com", organization: "Shop", ...days })
    ).id;
  };

  test.each<[string, () => Promise<string>, () => Properties]>([
    ["an uploaded one with its contents", uploaded, () => shop.given],
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
    expect(await shop.client.certificates.stored()).toEqual([]);
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
    ["of a self-signed one as uploaded", signed, async () => shop.given, "certificate (it is "],
    ["of an uploaded one as self-signed", uploaded, async () => ({ selfSigned }), "selfSigned (it is "],
    ["of another name", uploaded, async () => ({ ...shop.given, name: "shop" }), 'name (it is "legacy")'],
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
    await shop.client.call("DELETE", `/v1/certificatemanager/${id}`);
    expect(await model.refresh()).toBe("gone");
    await expect(model.up({})).rejects.toThrow("selfSigned: or certificate and privateKey must be given");
  });
});

test("the older API version works: it wants to be told whether there is a chain", async () => {
  const older = await shop.plugin.startPlugin({ "scp:apiVersions": '{"certificatemanager":"1.0"}' });
  try {
    const [uploaded, signed] = [stack(), stack()];
    for (const model of [uploaded, signed]) model.use(older);
    await uploaded.up(shop.given);
    await signed.up({ selfSigned });
    expect(await uploaded.refresh()).toEqual([]);
    const requests = (await shop.client.requests()).filter(({ path }) => path.startsWith("/v1/certificatemanager"));
    expect(new Set(requests.map(({ version }) => version))).toEqual(new Set(["certificatemanager 1.0"]));
    expect(requests[0]?.body).toMatchObject({ is_need_cert_chain: true });
    await expect(stack().up({ ...shop.given, chain: pem(shop.root) })).rejects.toThrow("does not continue");
    const model = stack();
    model.use(older);
    await expect(model.up({ ...shop.given, chain: pem(shop.intermediate) })).rejects.toThrow(
      "the chain ends before the root",
    );
    expect(await shop.client.certificates.stored()).toHaveLength(2);
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
  for (const name of names) await shop.client.certificates.selfSign(name, { cn: name, organization: "Shop" });
  const meta = { schema: 1, name: "looked-up", stack: "test", project: "test", get: true };
  const state = { __meta: meta, __provider: model.state?.outputs["__provider"] };
  for (const { id, cn } of (await shop.client.certificates.stored()).filter(({ name }) => names.includes(name))) {
    const { properties } = await shop.plugin.plugin.read(id, state);
    expect(properties).toMatchObject({
      kind: "DEV",
      keyBitSize: 2048,
      selfSigned: { commonName: cn, organization: "Shop" },
    });
    expect(await shop.plugin.plugin.read(id, properties)).toMatchObject({ properties });
  }
});

async function otherName(): Promise<Properties> {
  const { certificate, privateKey, chain } = await makeLeaf(shop.intermediate, { commonName: "www.example.com" });
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
  const { certificate, privateKey, chain } = await makeLeaf(shop.intermediate, {
    notAfter: new Date(Date.now() + 9 * dayMs),
  });
  return { certificate, privateKey, chain };
}
