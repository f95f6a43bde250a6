import { RandomPassword, Secret } from "../classes";
import { defineComponent } from "../program/component-definition";
import type { ArgsOf } from "../program/resource-class";
import { textField } from "../resources/fields";
import type { PasswordRules } from "../resources/scp/secretsmanager/password-contract";
import { labelLength } from "../resources/scp/secretsmanager/version-labels";
import { objectOfInputs, optionalInputs } from "./argument-rules";
import { componentKeySchema } from "./component-key";
import type { ComponentKey } from "./component-key-contract";
import type { EncryptedSecretArgs } from "./encrypted-secret-contract";
import { rotationSchema } from "./rotation";

/** Arguments as a program gives them. */
export type EncryptedSecretInputs = ArgsOf<Omit<EncryptedSecretArgs, "generate" | "key" | Plain>> &
  Pick<EncryptedSecretArgs, Plain> & {
    generate?: Record<string, ArgsOf<PasswordRules>>;
    key?: ArgsOf<ComponentKey>;
  };

type Plain = "rotation" | "previousLabel" | "retainKey";

export const defaultLabel = "fallback";

const passwordInputs = Object.keys(RandomPassword.definition.properties).filter(
  (name) => name !== "keepers" && name !== "password",
);

export const encryptedSecret = defineComponent<EncryptedSecretArgs>("EncryptedSecret", {
  args: {
    ...optionalInputs(Secret, [
      "name",
      "value",
      "description",
      "privateAcl",
      "versionLabels",
      "kmsKeyId",
      "recoveryWindowInDays",
      "restoreOnCreate",
      "tags",
      "adopt",
    ]),
    allowedCidrs: { ...optionalInputs(Secret, ["allowedCidrs"]).allowedCidrs, required: true },
    generate: {
      schema: (z) => z.record(z.string().min(1, "must have names"), objectOfInputs(z, RandomPassword, passwordInputs)),
    },
    rotation: { schema: rotationSchema },
    previousLabel: { schema: (z) => textField(z, labelLength) },
    key: { schema: componentKeySchema },
    retainKey: { schema: (z) => z.boolean() },
  },
  plain: { generate: 2, rotation: 2, previousLabel: 1, key: 1, retainKey: 1 },
  rules: [
    {
      inputs: ["value", "generate"],
      broken: ({ value, generate }) => {
        if (generate === undefined) return value === undefined ? "or generate must be given" : undefined;
        if (typeof value === "string") return "must be an object together with generate, not a text";
        const both = Object.keys(generate).filter((name) => value !== undefined && name in value);
        return both.length === 0 ? undefined : `has ${both.join(", ")} as well as generate: give each member once`;
      },
    },
    {
      inputs: ["rotation", "generate"],
      broken: ({ rotation, generate }) =>
        rotation !== undefined && generate === undefined
          ? "needs generate: a value that the program gives changes with the program"
          : undefined,
    },
    {
      inputs: ["kmsKeyId", "key", "retainKey"],
      broken: ({ kmsKeyId, key, retainKey }) =>
        kmsKeyId !== undefined && (key !== undefined || retainKey !== undefined)
          ? "cannot be given together with key or retainKey, which are about the component's own key"
          : undefined,
    },
    {
      inputs: ["previousLabel", "versionLabels"],
      broken: ({ previousLabel = defaultLabel, versionLabels = {} }) =>
        previousLabel in versionLabels ? `is a label of versionLabels as well: ${previousLabel}` : undefined,
    },
  ],
});
