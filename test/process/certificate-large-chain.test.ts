import { beforeAll, describe, expect, test } from "@jest/globals";

import { pem, useCertificates } from "../support/certificate-fixture";
import { makeIntermediate, makeLeaf } from "../support/certificates";
import type { Properties } from "../support/plugin-process";
import type { StackModel } from "../support/stack-model";

const shop = useCertificates();
const { stack, only } = shop;

describe("a large chain", () => {
  let large: Properties;

  beforeAll(async () => {
    let issuer = shop.root;
    for (let depth = 0; depth < 30; depth++)
      issuer = await makeIntermediate(issuer, { keys: shop.root.keys, commonName: `Level ${String(depth)}` });
    const { certificate, privateKey, chain } = await makeLeaf(issuer);
    large = { certificate: pem({ certificate, privateKey, chain: "" }, issuer), privateKey, chain };
    expect(chain.length).toBeGreaterThan(32 * 1024);
  });

  const within = <T>(work: Promise<T>): Promise<T> =>
    Promise.race([work, new Promise<never>((_, reject) => setTimeout(reject, 20_000, new Error("it hangs")).unref())]);

  /** A certificate that is made, but in a state in which nothing can be done with it. */
  const fail = async (): Promise<{ model: StackModel; id: string }> => {
    const model = stack();
    const made = await shop.client.certificates.upload("large", {
      certificate: (large["certificate"] as string).split(/(?<=-----END CERTIFICATE-----)/)[0] ?? "",
      privateKey: String(large["privateKey"]),
      chain: String(large["chain"]),
    });
    const certificate = { ...(await shop.client.certificates.show(made.id)), state: "Error" };
    const reply = { status: 201, body: { certificate } };
    await shop.client.addFault({ method: "POST", path: "^/v1/certificatemanager$", times: 1, fault: reply });
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
    const { certificate, privateKey, chain } = shop.leaf;
    expect((await model.preview({ name: "large", certificate, privateKey, chain })).replaces).toEqual([
      "certificate",
      "privateKey",
      "chain",
    ]);
  });

  test("of a creation whose outcome is unknown is found by a refresh", async () => {
    const model = stack();
    await shop.client.addFault({
      method: "POST",
      path: "^/v1/certificatemanager$",
      times: 1,
      fault: { drop: "after" },
    });
    await shop.client.addFault({ method: "GET", times: 0, fault: { status: 503 } });
    await expect(within(model.up(large))).rejects.toThrow("it is not known whether");
    await shop.client.removeFaults();
    expect(await model.refresh()).toEqual([]);
    expect(await model.up(large)).toBe("updated");
    expect(model.state?.id).toBe((await only()).id);
    expect(await model.up(large)).toBe("same");
  });
});
