import { readdirSync } from "node:fs";
import { basename, join } from "node:path";

import { secretKeys } from "../../provider/settings/table";
import type { StackConfiguration } from "../pulumi/stack-configuration";
import type { Check } from "./check";
import { stackFileConfiguration, stackOfFile, type Project } from "./project";

/** Secret settings that stand in plain text in the configuration of a stack that was asked for. */
export function checkStackSecrets(stack: string, { plainKeys }: StackConfiguration): readonly Check[] {
  return plainSecrets(plainKeys, `the configuration of the stack ${stack}`, stack);
}

/** Secret settings that stand in plain text in the files of a project, whatever the stack. */
export async function checkFileSecrets(project: Project): Promise<readonly Check[]> {
  const { file, configuration, configurationFolder } = project;
  const checks = [...plainSecrets(plainKeys(configuration), basename(file), undefined)];
  for (const name of readdirSync(configurationFolder).sort()) {
    const stack = stackOfFile(name);
    if (stack === undefined) continue;
    const values = await stackFileConfiguration(join(configurationFolder, name));
    checks.push(...plainSecrets(plainKeys(values), name, stack));
  }
  return checks;
}

/** Pulumi writes a secret as an object with the member `secure`. */
function plainKeys(configuration: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(configuration).flatMap(([key, value]) =>
    typeof value === "object" && value !== null && "secure" in value ? [] : [key],
  );
}

function plainSecrets(keys: readonly string[], where: string, stack: string | undefined): readonly Check[] {
  return keys
    .filter((key) => secretKeys().includes(key))
    .map((key) => ({
      check: "secrets",
      status: "wrong",
      message: `${key} stands in plain text in ${where}`,
      remedy:
        `${stack === undefined ? `remove ${key} from ${where}, and run` : "run"} ` +
        `pulumi config set --secret ${key}${stack === undefined ? "" : ` --stack ${stack}`}, with a new key or token: ` +
        "whoever has seen the file knows this one",
    }));
}
