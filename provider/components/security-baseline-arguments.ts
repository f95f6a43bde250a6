import { ConfigInspection, KmsKey } from "../classes";
import { defineComponent } from "../program/component-definition";
import type { ArgsOf } from "../program/resource-class";
import { wholeNumber } from "../resources/fields";
import { objectOfInputs, optionalInputs } from "./argument-rules";
import { componentKeySchema } from "./component-key";
import type { ComponentKey } from "./component-key-contract";
import type { BaselineInspection, SecurityBaselineArgs } from "./security-baseline-contract";

/** Arguments as a program gives them. */
export interface SecurityBaselineInputs<Name extends string>
  extends ArgsOf<Pick<SecurityBaselineArgs, "tags">>, Pick<SecurityBaselineArgs, "thresholds"> {
  keys?: Record<Name, ArgsOf<ComponentKey>>;
  inspection?: ArgsOf<BaselineInspection>;
}

const inspectionInputs: readonly (keyof BaselineInspection)[] = [
  "name",
  "accountId",
  "cspType",
  "plan",
  "checkType",
  "authKey",
  "schedule",
  "runTrigger",
  "tags",
  "adopt",
];

export const securityBaseline = defineComponent<SecurityBaselineArgs>("SecurityBaseline", {
  args: {
    ...optionalInputs(KmsKey, ["tags"]),
    keys: { schema: (z) => z.record(z.string().min(1, "must have names"), componentKeySchema(z)) },
    inspection: { schema: (z) => objectOfInputs(z, ConfigInspection, inspectionInputs, ["accountId", "authKey"]) },
    thresholds: {
      schema: (z) =>
        z.strictObject({
          failedChecks: wholeNumber(z, "checks", 0, 10_000).optional(),
          authKeyDays: wholeNumber(z, "days", 1, 365).optional(),
          runDays: wholeNumber(z, "days", 1, 400).optional(),
        }),
    },
  },
  plain: { keys: 2, inspection: 1, thresholds: 2 },
  rules: [],
});
