import * as pulumi from "@pulumi/pulumi";

/** Names of the secret settings of the stack, as Pulumi tells its language host; undefined if it does not tell. */
export function secretSettings(): readonly string[] | undefined {
  const told = process.env["PULUMI_CONFIG_SECRET_KEYS"];
  return told === undefined ? undefined : (JSON.parse(told) as readonly string[]);
}

/**
 * A setting of the stack's configuration for the inputs of a provider: a secret setting is secret in state. If it is not
 * known which settings are secret, all are.
 */
export function inheritedSetting(key: string): pulumi.Input<string> | undefined {
  const value = pulumi.runtime.getConfig(key);
  if (value === undefined) return undefined;
  return secretSettings()?.includes(key) === false ? value : pulumi.secret(value);
}
