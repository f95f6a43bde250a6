import { defineValue } from "../../../lifecycle/definition/define-value";
import { keepers } from "../../keepers";
import type { RandomPasswordArgs, RandomPasswordOutputs } from "./password-contract";
import { passwordRules } from "./password-rules";

const change = "replace";

/** A password that Secrets Manager makes, another one each time (API reference, section 5). */
export const randomPassword = defineValue<RandomPasswordArgs, RandomPasswordOutputs, "length">({
  kind: "RandomPassword",
  cloud: "scp",
  noun: "random password",
  inputs: {
    length: { change, ...passwordRules.length, default: 32 },
    excludeCharacters: { change, ...passwordRules.excludeCharacters },
    excludeLowercase: { change, ...passwordRules.excludeLowercase },
    excludeUppercase: { change, ...passwordRules.excludeUppercase },
    excludeNumbers: { change, ...passwordRules.excludeNumbers },
    excludePunctuation: { change, ...passwordRules.excludePunctuation },
    includeSpace: { change, ...passwordRules.includeSpace },
    requireEachIncludedType: { change, ...passwordRules.requireEachIncludedType },
    keepers,
  },
  outputs: { password: "secret" },
  make: async ({ scp }, { keepers: _, ...rules }) => ({ password: await scp.secrets.createRandomPassword(rules) }),
});
