import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { Certificate } from "pulumi-scp";

const config = new pulumi.Config("renewal");

/** Reads a file from the folder that `pulumi config set renewal:folder ...` names. */
const read = (file: string): string => readFileSync(join(config.require("folder"), file), "utf8");

/**
 * The shop's certificate, as the authority has issued it. From 30 days before it expires, `pulumi refresh` warns.
 * Replace the old files by the new ones then: the next `pulumi up` creates the new certificate before it deletes the
 * old one. State keeps the key as a secret, although it comes from a file.
 */
const shop = new Certificate("shop", {
  certificate: read("certificate.pem"),
  privateKey: read("private-key.pem"),
  chain: read("chain.pem"),
  recipients: [{ userId: "0f9b4c1e5d7a4a3f8a54", userName: "kim" }],
});

/** A certificate for tests, which the service signs itself. The first `pulumi up` of its last 30 days renews it. */
const staging = new Certificate("staging", {
  selfSigned: {
    commonName: "staging.example.com",
    organization: "Example",
    validityInDays: 365,
    renewBeforeDays: 30,
  },
});

export const shopCertificateId = shop.id;
export const shopFingerprint = shop.fingerprint;
export const shopExpiresAt = shop.notAfter;
export const stagingCertificateId = staging.id;
