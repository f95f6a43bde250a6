import { SecretVault } from "../classes";
import { defineComponent } from "../program/component-definition";
import type { ArgsOf } from "../program/resource-class";
import { wholeNumber } from "../resources/fields";
import { optionalInputs } from "./argument-rules";
import type { WorkloadCredentialsArgs } from "./workload-credentials-contract";

type Plain = "warnBeforeDays" | "environmentPrefix";

/** Arguments as a program gives them. */
export type WorkloadCredentialsInputs = ArgsOf<Omit<WorkloadCredentialsArgs, Plain>> &
  Pick<WorkloadCredentialsArgs, Plain>;

export const defaults = {
  temporaryKeyTtlInHours: 1,
  tokenTtlInDays: 365,
  warnBeforeDays: 30,
  environmentPrefix: "SCP_VAULT_",
} as const;

const inputs = optionalInputs(SecretVault, [
  "name",
  "accessKeyId",
  "allowedIps",
  "description",
  "recoveryWindowInDays",
  "tags",
  "temporaryKeyTtlInHours",
  "tokenTtlInDays",
  "adopt",
]);

export const workloadCredentials = defineComponent<WorkloadCredentialsArgs>("WorkloadCredentials", {
  args: {
    ...inputs,
    accessKeyId: { ...inputs.accessKeyId, required: true },
    allowedIps: { ...inputs.allowedIps, required: true },
    warnBeforeDays: { schema: (z) => wholeNumber(z, "days", 1, 7300) },
    environmentPrefix: {
      schema: (z) => z.string().regex(/^[A-Za-z_]\w*$/, "must be letters, digits and _, and begin with no digit"),
    },
  },
  plain: { warnBeforeDays: 1, environmentPrefix: 1 },
  rules: [
    {
      inputs: ["warnBeforeDays", "tokenTtlInDays"],
      broken: ({ warnBeforeDays = defaults.warnBeforeDays, tokenTtlInDays = defaults.tokenTtlInDays }) =>
        warnBeforeDays < tokenTtlInDays
          ? undefined
          : "must be less than tokenTtlInDays, or each new token would be warned of at once",
    },
  ],
});
