import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { TlsCertificate } from "pulumi-scp";

const config = new pulumi.Config("tls");

/**
 * A certificate that the service signs for 90 days. The first `pulumi up` of its last 30 days makes another one, gives its id to
 * what uses `certificateId`, and deletes the old one then.
 */
const staging = new TlsCertificate("staging", {
  selfSigned: { commonName: "staging.example.com", organization: "Example", validityInDays: 90 },
  tags: { team: "shop" },
});

/** Reads a file from the folder that `pulumi config set tls:folder ...` names. */
const read = (file: string): string => readFileSync(join(config.require("folder"), file), "utf8");

/** A certificate from an authority. Replace the files when they are renewed: the next `pulumi up` replaces the certificate. */
const shop = new TlsCertificate("shop", {
  certificate: read("certificate.pem"),
  privateKey: read("private-key.pem"),
  chain: read("chain.pem"),
  tags: { team: "shop" },
});

export const stagingId = staging.certificateId;
export const stagingEnds = staging.notAfter;
export const listener = { certificateId: shop.certificateId, hostNames: shop.hostNames };
export const renewalDue = shop.renewalDue;
