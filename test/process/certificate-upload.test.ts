import { describe, expect, test } from "@jest/globals";

import { pem, selfSigned, useCertificates } from "../support/certificate-fixture";
import { makeLeaf, makeSelfSigned, toPkcs8 } from "../support/certificates";
import type { Properties } from "../support/plugin-process";

const shop = useCertificates();
const { stack, only, count, sentSince } = shop;
const dayMs = 86_400_000;

/** How the emulator's log shows a private key: masked, and alike where the key is the same. */
async function loggedKey(privateKey: string): Promise<string | undefined> {
  await shop.client.plain("POST", "/v1/certificatemanager/check-validation", { body: { private_key: privateKey } });
  const { body } = (await shop.client.requests()).at(-1) ?? {};
  return (body as { private_key?: string } | undefined)?.private_key;
}

describe("an uploaded certificate", () => {
  test("is checked by the service first, and sent as base64 of PEM with plain line ends", async () => {
    const crlf = (text: string): string => `${text.replaceAll("\n", "\r\n")}\r\n`;
    const args = {
      certificate: crlf(shop.leaf.certificate),
      privateKey: crlf(toPkcs8(shop.leaf.privateKey)),
      chain: crlf(shop.leaf.chain),
    };
    const before = await count();
    await stack().up(args);
    const requests = (await shop.client.requests()).slice(before);
    expect(await sentSince(before)).toEqual(["POST check-validation", "POST "]);
    const sent = (name: string): string[] =>
      requests.map(({ body }) => (body as Record<string, string | undefined>)[name] ?? "");
    const decode = (name: string): string[] => sent(name).map((text) => Buffer.from(text, "base64").toString());
    expect(decode("cert_body")).toEqual([shop.leaf.certificate, shop.leaf.certificate]);
    expect(decode("cert_chain")).toEqual([shop.leaf.chain, shop.leaf.chain]);
    const key = await loggedKey(Buffer.from(shop.leaf.privateKey).toString("base64"));
    expect(sent("private_key")).toEqual([key, key]);
  });

  test("shows what is known of it by what was given", async () => {
    const model = stack();
    await model.up(shop.given);
    const stored = await only();
    const fingerprint = stored.fingerprint.toUpperCase().match(/../g)?.join(":");
    const { outputs } = model.state ?? {};
    expect(outputs).toMatchObject({ kind: "PRD", state: "VALID", keyBitSize: 2048, fingerprint, renewalDue: false });
    expect(outputs?.["notAfter"]).toBe(`${stored.not_after_dt}Z`);
    expect(outputs?.["notBefore"]).toBe(`${stored.not_before_dt}Z`);
    expect(model.secrets).toContain("privateKey");
  });

  test.each<[string, () => Properties]>([
    [
      "a bundle of all",
      () => ({ certificate: pem(shop.leaf, shop.intermediate, shop.root), privateKey: shop.leaf.privateKey }),
    ],
    [
      "a bundle that the chain ends",
      () => ({ ...shop.given, certificate: pem(shop.leaf, shop.intermediate), chain: pem(shop.root) }),
    ],
    ["a chain that repeats it", () => ({ ...shop.given, chain: pem(shop.leaf, shop.intermediate, shop.root) })],
  ])("may come as %s", async (_, args) => {
    const model = stack();
    await model.up(args());
    const stored = await only();
    expect([stored.certificate.trim(), stored.chain?.trim()]).toEqual([shop.leaf.certificate, shop.leaf.chain]);
    expect(await model.refresh()).toEqual([]);
    expect(await model.up(args())).toBe("same");
  });

  test("of a private authority, or one that vouches for itself, needs no chain", async () => {
    const alone = await makeSelfSigned();
    await stack().up({ certificate: shop.leaf.certificate, privateKey: shop.leaf.privateKey });
    await stack().up({ certificate: alone.certificate, privateKey: alone.privateKey, chain: alone.certificate });
    expect(await shop.client.certificates.stored()).toMatchObject([{ chain: null }, { chain: null }]);
  });

  test("that means the same in another form is no change", async () => {
    const model = stack();
    await model.up(shop.given);
    const before = await count();
    const state = model.state?.outputs;
    const blanks = (text: string): string => `\uFEFFsubject=shop\n\n${text.replaceAll("\n", "\r\n\r\n")}\r\n`;
    const same = {
      certificate: blanks(shop.leaf.certificate),
      privateKey: blanks(toPkcs8(shop.leaf.privateKey)),
      chain: blanks(shop.leaf.chain),
    };
    expect(await model.preview(same)).toEqual({ changes: "none", replaces: [], differing: [] });
    expect(await model.up(same)).toBe("same");
    expect(model.state?.outputs).toBe(state);
    expect(await count()).toBe(before);
  });

  test("with other contents is replaced, the new one first", async () => {
    const model = stack();
    await model.up(shop.given);
    const [before, old] = [await count(), await only()];
    const renewed = await makeLeaf(shop.intermediate, { commonName: "shop.example.com" });
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
    expect(await sentSince(before)).toEqual([`DELETE ${old.id}`, "POST self-sign"]);
    expect((await only()).name).toBe("shop");
  });

  test("that expired meanwhile still passes, and is not replaced", async () => {
    const model = stack();
    await model.up(shop.given);
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
    expect(await shop.client.certificates.stored()).toEqual([]);
    return failure;
  };

  test("is not made: a chain that ends before its root", async () => {
    expect(await attempt({ ...shop.given, chain: pem(shop.intermediate) })).toContain(
      `${refused}the chain ends before the root`,
    );
  });

  test("is not made: a key that is too short", async () => {
    const { certificate, privateKey } = await makeSelfSigned({ key: "rsa-1024" });
    expect(await attempt({ certificate, privateKey })).toContain(`${refused}it may want a longer key`);
  });

  test("is not made if the validation gets no reply", async () => {
    const model = stack();
    await shop.client.addFault({ method: "POST", path: "/check-validation$", times: 0, fault: { status: 503 } });
    await expect(model.up(shop.given)).rejects.toThrow(/cannot create the certificate: POST certificatemanager .*503/);
    expect(model.state).toBeUndefined();
  });

  test("is made if the service says nothing of its validity", async () => {
    await shop.client.addFault({
      method: "POST",
      path: "/check-validation$",
      times: 1,
      fault: { status: 200, body: {} },
    });
    await stack().up(shop.given);
    expect(await shop.client.certificates.stored()).toHaveLength(1);
  });
});

describe("when replies are lost", () => {
  test.each(["POST", "GET"])("the certificate is found by a refresh with all that was given (%s)", async (method) => {
    const model = stack();
    await shop.client.addFault({
      method: "POST",
      path: "^/v1/certificatemanager$",
      times: 1,
      fault: { drop: "after" },
    });
    await shop.client.addFault({ method: "GET", times: 0, fault: { status: 503 } });
    await expect(model.up(shop.given)).rejects.toThrow("it is not known whether the certificate");
    expect(model.secrets).toContain("privateKey");
    await shop.client.removeFaults();
    if (method === "GET") await shop.client.addFault({ method: "GET", times: 1, fault: { truncate: 30 } });
    await model.refresh();
    const before = await count();
    expect(model.state?.id).toBe((await only()).id);
    expect(await model.up(shop.given)).toBe("same");
    expect(await count()).toBe(before);
    expect(model.state?.outputs).toMatchObject(shop.given);
  });

  test("a certificate of that name that was there before is never taken for it", async () => {
    const before = await shop.client.certificates.upload("shop", { ...shop.leaf, chain: shop.leaf.chain });
    await shop.client.advance("PT1H");
    const model = stack();
    await shop.client.addFault({
      method: "POST",
      path: "^/v1/certificatemanager$",
      times: 1,
      fault: { drop: "before" },
    });
    await expect(model.up({ ...shop.given, name: "shop" })).rejects.toThrow(`adopt: "${before.id}"`);
    expect(model.state).toBeUndefined();
  });

  test("a taken name offers to take the other certificate over", async () => {
    const before = await shop.client.certificates.selfSign("shop");
    await expect(stack().up({ ...shop.given, name: "shop" })).rejects.toThrow(
      new RegExp(
        `the name "shop" is taken by the certificate ${before.id}\\. .* choose another name, or manage that object with adopt`,
      ),
    );
  });
});
