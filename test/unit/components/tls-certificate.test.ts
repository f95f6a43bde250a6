import { describe, expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";

import { TlsCertificate } from "../../../provider/index";
import { makeSelfSigned } from "../../support/certificates";
import { settled, useRegistrations, valueOf } from "../../support/registrations";

const registered = useRegistrations(() => ({ notAfter: "2027-01-01T00:00:00", renewalDue: false, fingerprint: "AB" }));

type Args = ConstructorParameters<typeof TlsCertificate>[1];

async function made(args: Args): Promise<TlsCertificate> {
  const component = new TlsCertificate("shop", args);
  await settled();
  return component;
}

const inputs = (): Readonly<Record<string, unknown>> => registered.inputsOf("Certificate", "shop");
const signed = { commonName: "shop.example.com", organization: "Shop", validityInDays: 365 };

describe("a certificate that the service signs", () => {
  test("is renewed before its end, has no name of its own, and passes on what else is said", async () => {
    const component = await made({ selfSigned: signed, tags: { team: "shop" }, timezone: "UTC", recipients: [] });
    expect(registered.names).toEqual(["Certificate shop", "TlsCertificate shop"]);
    expect(inputs()).toEqual({
      selfSigned: { ...signed, renewBeforeDays: 30 },
      tags: { team: "shop" },
      timezone: "UTC",
      recipients: [],
    });
    expect(await valueOf(component.certificateId)).toBe("id-of-shop");
    expect(await valueOf(component.hostNames)).toEqual(["shop.example.com"]);
    expect(await valueOf(component.renewalDue)).toBe(false);
    expect(await valueOf(component.notAfter)).toBe("2027-01-01T00:00:00");
    expect(await valueOf(component.fingerprint)).toBe("AB");
  });

  test.each([
    [1, undefined],
    [2, 1],
    [30, 10],
    [90, 30],
    [3650, 30],
  ])("of %d days is renewed %s days before its end", async (validityInDays, days) => {
    await made({ selfSigned: { ...signed, validityInDays: pulumi.output(validityInDays) } });
    expect(inputs()["selfSigned"]).toEqual({
      ...signed,
      validityInDays,
      ...(days !== undefined && { renewBeforeDays: days }),
    });
  });

  test("is renewed when the program says", async () => {
    await made({ selfSigned: pulumi.output({ ...signed, renewBeforeDays: 7 }) });
    expect(inputs()["selfSigned"]).toMatchObject({ renewBeforeDays: 7 });
  });
});

describe("a certificate that is uploaded", () => {
  test("tells its hosts, and its key stays secret", async () => {
    const { certificate, privateKey } = await makeSelfSigned({ commonName: "shop.example.com" });
    const component = await made({ certificate, privateKey });
    expect(inputs()).toEqual({ certificate, privateKey });
    expect(await pulumi.isSecret(component.certificate.privateKey)).toBe(true);
    expect(await valueOf(component.hostNames)).toEqual(["shop.example.com"]);
  });
});

describe("arguments that are wrong", () => {
  const wrong: readonly (readonly [message: string, args: object])[] = [
    ["TlsCertificate shop: selfSigned or certificate and privateKey must be given", {}],
    ["name is no argument of it", { selfSigned: signed, name: "shop" }],
    ["privateKey is required with certificate", { certificate: "given" }],
    ["selfSigned: validityInDays: must be from 1 to 36500 days", { selfSigned: { ...signed, validityInDays: 0 } }],
    ["renewBeforeDays must be less than validityInDays", { selfSigned: { ...signed, renewBeforeDays: 365 } }],
    ["timezone: must be the IANA name of a time zone", { selfSigned: signed, timezone: "Seoul" }],
    ["tags: must be at most 50 tags", { selfSigned: signed, tags: manyTags() }],
  ];

  test.each(wrong)("%s", async (message, args) => {
    const { certificate } = await makeSelfSigned({ commonName: "shop.example.com" });
    const given = "certificate" in args ? { ...args, certificate } : args;
    expect(() => new TlsCertificate("shop", given)).toThrow(message);
    expect(registered.all).toEqual([]);
  });
});

function manyTags(): Record<string, string> {
  return Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`tag${String(index)}`, ""]));
}
