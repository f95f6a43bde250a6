import { describe, expect, test } from "@jest/globals";
import { certificateDetails } from "../../../emulator/scp/certificatemanager/certificate-details";
import { makeIntermediate, makeLeaf, makeRoot } from "../../support/certificates";
import { useEmulator } from "../../support/in-process-emulator";

const running = useEmulator();

// Made with OpenSSL 3.0, which has also printed what is expected of it.
const signedWithEllipticCurve = `-----BEGIN CERTIFICATE-----
MIICeDCCAh+gAwIBAgIBBzAKBggqhkjOPQQDAzAsMRAwDgYDVQQKDAdFeGFtcGxl
MRgwFgYDVQQDDA9FeGFtcGxlIEVDIFJvb3QwIBcNMjYxMTI3MTczNTAxWhgPMjEw
OTAxMTYxNzM1MDFaMBsxGTAXBgNVBAMMEHNob3AuZXhhbXBsZS5jb20wggEiMA0G
CSqGSIb3DQEBAQUAA4IBDwAwggEKAoIBAQCXzUdzhcl+b0KQfW6Zc6Cn+OIYcISQ
wetcfBSN8OQtxk2sDQT9ZQ7mIEov1RzQLHRyASUZAjMO7/jRcEGwyqfy7hO9guoF
BrQHrsiZlyEBQ/YDWua0u+ZLh3jpBxVwpOTCcZblum9xPFzdKdmoB/Sfwftzwijv
qVruJUKYH/DIT9eYCaBq2DuMKKsZi72e9Q2+em3RQtklDEl3OCQ24o+AKopaCrEm
1+T/eEMOmqDz+MN9O5BFtl5NGVsTXja4rR4A/qml8RRlKt0uwlPO2gmwtPCnfyNg
44gtXqoOJkmbbJSroijPSJzOAhMJLK9KepjP5xVXBGPC8bidLouHA8VfAgMBAAGj
djB0MDIGA1UdEQQrMCmCEHNob3AuZXhhbXBsZS5jb22HBMAAAgGCD3d3dy5leGFt
cGxlLmNvbTAdBgNVHQ4EFgQUEiC9zWZiKDk44+qxGit4j1bwQ5QwHwYDVR0jBBgw
FoAUnei1pqz5SCNa+e0N1bzXwvohkcMwCgYIKoZIzj0EAwMDRwAwRAIgSBqsERVJ
Yy1Oa1QR23bM7vvGaE+aMdM6tCyBi/WYoLICIFrfuz08CFGjzMr3Laezmv8lZo7b
Au+fvBGOYtHz1a52
-----END CERTIFICATE-----
`;

describe("the details of a certificate", () => {
  const stored = { certificate: signedWithEllipticCurve, key_bit_size: "2048", not_after_dt: "2109-01-16T17:35:01" };

  test("are those that it says", () => {
    expect(certificateDetails(stored, Date.parse("2109-01-06T17:35:02Z"))).toEqual({
      days_until_expiration: 9,
      is_in_use: false,
      issuer: "Example EC Root",
      public_key_bit_size: "2048",
      public_key_type: "RSA",
      signature_algorithm: "ecdsa-with-SHA384",
      sub_domain: "shop.example.com, www.example.com",
    });
  });

  test("have no days when it has expired", () => {
    const now = Date.parse("2110-01-01T00:00:00Z");
    expect(certificateDetails(stored, now)).toMatchObject({ days_until_expiration: 0 });
  });
});

test("an uploaded certificate shows them since version 1.2", async () => {
  const { client } = running;
  const leaf = await makeLeaf(await makeIntermediate(await makeRoot()));
  const { id } = await client.certificates.upload("details", leaf);
  const shown = (version: string) => client.call("GET", `/v1/certificatemanager/${id}`, { version });
  expect((await shown("certificatemanager 1.2")).body).toMatchObject({
    certificate: { issuer: "Test Intermediate", signature_algorithm: "sha256WithRSAEncryption", sub_domain: "" },
  });
  expect((await shown("certificatemanager 1.1")).text).not.toContain("signature_algorithm");
});
