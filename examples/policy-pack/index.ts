import { PolicyPack, validateResourceOfType } from "@pulumi/policy";
import { KmsKey, Secret } from "pulumi-scp";

/** The smallest network that may be named is 16 addresses: a subnet, and not a data centre. */
const widestPrefix = 28;

new PolicyPack("scp-security", {
  policies: [
    {
      name: "key-rotates",
      description: "A KMS key rotates by itself, at least twice a year.",
      enforcementLevel: "mandatory",
      validateResource: validateResourceOfType(KmsKey, ({ rotation }, _, reportViolation) => {
        if (rotation?.enabled !== true) reportViolation("turn its rotation on: rotation: { enabled: true }");
        else if ((rotation.periodInDays ?? 90) > 180) reportViolation("let it rotate every 180 days or sooner");
      }),
    },
    {
      name: "key-has-a-way-back",
      description: "A KMS key is not deleted at once: there are 72 hours to change one's mind.",
      enforcementLevel: "mandatory",
      validateResource: validateResourceOfType(KmsKey, ({ deleteImmediately }, _, reportViolation) => {
        if (deleteImmediately === true) reportViolation("take deleteImmediately out");
      }),
    },
    {
      name: "secret-for-few",
      description: "A secret can be read from small networks only.",
      enforcementLevel: "mandatory",
      validateResource: validateResourceOfType(Secret, ({ allowedCidrs }, _, reportViolation) => {
        const wide = allowedCidrs.filter((cidr) => Number(cidr.split("/")[1] ?? 32) < widestPrefix);
        if (wide.length > 0)
          reportViolation(`name networks of /${widestPrefix} or smaller instead of ${wide.join(", ")}`);
      }),
    },
  ],
});
