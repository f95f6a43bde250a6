import { describe, expect, test } from "@jest/globals";

import { selfSigned, useCertificates } from "../support/certificate-fixture";
import type { StackModel } from "../support/stack-model";

const shop = useCertificates();
const { stack, only, count, sentSince } = shop;
const dayMs = 86_400_000;

describe("a self-signed certificate", () => {
  const renewing = { ...selfSigned, renewBeforeDays: 30 };

  test("is renewed once its time has come by the service's clock, the new one first", async () => {
    const model = stack();
    await model.up({ selfSigned: renewing });
    const old = await only();
    await shop.client.advance("P330D");
    expect(await model.refresh()).toEqual([]);
    expect(model.state?.outputs["renewalDue"]).toBe(false);
    expect(await model.up({ selfSigned: renewing })).toBe("same");
    await shop.client.advance("P7D");
    expect(await model.refresh()).toEqual([]);
    expect(model.state?.outputs["renewalDue"]).toBe(true);
    expect(await model.preview({ selfSigned: renewing })).toMatchObject({ changes: "some", replaces: ["selfSigned"] });
    const before = await count();
    expect(await model.up({ selfSigned: renewing })).toBe("replaced");
    expect(await sentSince(before)).toEqual(["POST self-sign", `DELETE ${old.id}`]);
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
    await shop.client.advance("P340D");
    await model.refresh();
    const { state } = model;
    await shop.client.addFault({ method: "POST", path: "/self-sign$", times: 1, fault: { status: 403 } });
    await expect(model.up({ selfSigned: renewing })).rejects.toThrow("cannot create the certificate");
    expect((await only()).id).toBe(old.id);
    model.state = state;
    await shop.client.addFault({ method: "DELETE", times: 1, fault: { status: 403 } });
    await expect(model.up({ selfSigned: renewing })).rejects.toThrow("cannot delete the certificate");
    expect((await shop.client.certificates.stored()).map(({ id }) => id).sort()).toEqual(
      [old.id, model.state?.id].sort(),
    );
    expect(model.state?.id).not.toBe(old.id);
  });

  test("with a first day that has passed is renewed from the day of the renewal on", async () => {
    const first = new Date(Date.now() + 2 * dayMs).toISOString().slice(0, 10);
    const later = { ...renewing, notBefore: first };
    const model = stack();
    await model.up({ selfSigned: later });
    expect((await only()).not_before_dt).toBe(`${first}T00:00:00`);
    await shop.client.advance("P340D");
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
    shop.plugin.plugin.errors = "";
    expect(await model.refresh()).toEqual([]);
    await shop.plugin.plugin.said(text);
    expect(model.state?.outputs["renewalDue"]).toBe(true);
  };

  test("an uploaded one, 30 days before its end and behind it, which changes nothing", async () => {
    const model = stack();
    await model.up(shop.given);
    await shop.client.advance("P334D");
    await model.refresh();
    expect(shop.plugin.plugin.errors).toBe("");
    await shop.client.advance("P2D");
    await refreshed(model, /Certificate \S+: the certificate \S+ \(\S+\) expires on 2\S+: give a new certificate/);
    expect(await model.up(shop.given)).toBe("same");
    await shop.client.advance("P30D");
    await refreshed(model, /has expired on 2\S+: give a new certificate/);
    expect(model.state?.outputs["state"]).toBe("EXPIRED");
    expect(await model.up(shop.given)).toBe("same");
  });

  test("a self-signed one without renewBeforeDays, and none with it", async () => {
    const [model, renewed] = [stack(), stack()];
    await model.up({ selfSigned });
    await renewed.up({ selfSigned: { ...selfSigned, renewBeforeDays: 60 } });
    await shop.client.advance("P340D");
    await refreshed(model, /expires on 2\S+: set renewBeforeDays, which renews it/);
    shop.plugin.plugin.errors = "";
    await renewed.refresh();
    expect(shop.plugin.plugin.errors).toBe("");
  });
});
