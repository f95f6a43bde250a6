import * as pulumi from "@pulumi/pulumi";
import * as scp from "pulumi-scp";

import { builds, password } from "./objects";

// Values, passwords and temporary keys always are secrets of the stack.

const config = new pulumi.Config("functions");

/** Read back from the service. */
const read = scp.getSecretValueOutput({ secretId: password.id, label: "CURRENT" });

/** Another one on each call, and none in a preview. To keep one in state, take the resource RandomPassword. */
const generated = scp.getRandomPasswordOutput({ length: 40, excludePunctuation: true });
const kept = new scp.RandomPassword("kept", { length: 24, keepers: { year: "2026" } });

/** A vault has at most five at one time: take one where a program really needs it. */
const temporary = scp.getTemporaryKeyOutput({
  secretVaultId: builds.id,
  tokenId: builds.tokenId.apply((id) => id ?? ""),
  tokenSecret: builds.tokenSecret.apply((secret) => secret ?? ""),
});

export const results = {
  password: read.value.apply((value) => value?.["password"]),
  generatedCharacters: generated.password.length,
  keptCharacters: kept.password.length,
  hasTemporaryKey: temporary.accessKey.apply((key) => key !== ""),
  /** Nothing is uploaded. */
  isCertificateValid: scp.checkCertificateOutput({
    certificate: config.require("certificate"),
    privateKey: config.requireSecret("privateKey"),
  }),
};
