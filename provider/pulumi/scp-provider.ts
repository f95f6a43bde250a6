import * as pulumi from "@pulumi/pulumi";

import { explicitInput, inheritedInput } from "./provider-inputs";
import { inheritedSetting } from "./secret-settings";

/** Connection to Samsung Cloud Platform. What is left out is taken from the stack's configuration `scp:...`. */
export interface ScpConnectionArgs {
  /** Access key; kept in state as a secret. Goes together with `secretKey`. */
  accessKey?: pulumi.Input<string>;
  /** Secret key; kept in state as a secret. Goes together with `accessKey`. */
  secretKey?: pulumi.Input<string>;
  /** Name of an environment variable that holds the access key wherever Pulumi runs: nothing is kept in state. */
  accessKeyEnv?: pulumi.Input<string>;
  /** Name of an environment variable that holds the secret key wherever Pulumi runs: nothing is kept in state. */
  secretKeyEnv?: pulumi.Input<string>;
  /**
   * A profile of the Terraform provider's files, wherever Pulumi runs: only its name is kept in state. That is an object
   * under this name with the keys of the file itself, in `~/.scpconf/credentials.json` and, for the place, in
   * `~/.scpconf/config.json`. What is given here comes before the profile, the stack's configuration after it.
   */
  profile?: pulumi.Input<string>;
  /** `s`, `g` or `e`. */
  environment?: pulumi.Input<string>;
  /** Region, for example `kr-west1`. */
  region?: pulumi.Input<string>;
  /** Account that the keys belong to; only checked. Taken from the stack's configuration with the keys only. */
  accountId?: pulumi.Input<string>;
  /** URL of the endpoint catalogue. */
  authUrl?: pulumi.Input<string>;
  /** One URL for all services instead of their public ones. */
  endpoint?: pulumi.Input<string>;
  /** URLs of single services, by service. */
  endpoints?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** API versions that differ from the newest known ones, by service. */
  apiVersions?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Longest wait for a reply, 1 to 600 seconds. Default: 60. */
  timeoutSeconds?: pulumi.Input<number>;
  /** Repetitions of a failed request, 0 to 20. Default: 8. */
  maxRetries?: pulumi.Input<number>;
  /** Requests under way at once, 1 to 64. Default: 16. */
  maxConcurrency?: pulumi.Input<number>;
}

/** Inputs of a provider. */
export interface ScpProviderArgs {
  scp?: ScpConnectionArgs;
}

type Setting = pulumi.Input<string | number | Record<string, pulumi.Input<string>>>;
type Inputs = Readonly<Record<string, pulumi.Input<string>>>;
type Name = keyof ScpConnectionArgs;

/** The ways to give credentials: one of them, and all of it. */
const credentials = [
  ["accessKey", "secretKey"],
  ["accessKeyEnv", "secretKeyEnv"],
  ["profile"],
] as const satisfies readonly Name[][];
const credentialNames: readonly Name[] = credentials.flat();
/** What goes with the credentials: another account is meant where others are given. */
const accountNames: readonly Name[] = ["accessKey", "secretKey", "profile", "accountId"];
const otherNames = [
  "environment",
  "region",
  "authUrl",
  "endpoint",
  "endpoints",
  "apiVersions",
  "timeoutSeconds",
  "maxRetries",
  "maxConcurrency",
] as const satisfies readonly Name[];
const secretNames: readonly Name[] = ["accessKey", "secretKey"];

/**
 * Another account, region or environment for the resources that are given it by the option `provider`. One class serves
 * both clouds, since a component can be given only one provider of Pulumi's dynamic resources; beneath a component it
 * serves all of them. Its process reads no environment variable and no profile but those that are named here.
 *
 * Throws where only one key of a pair is given, or more than one way to credentials.
 *
 * @example
 * ```ts
 * const east = new ScpProvider("east", {
 *   scp: { region: "kr-east1", accessKeyEnv: "EAST_ACCESS_KEY", secretKeyEnv: "EAST_SECRET_KEY" },
 * });
 * new KmsKey("orders", { purpose: "aes-256" }, { provider: east });
 * ```
 */
export class ScpProvider extends pulumi.ProviderResource {
  constructor(name: string, args: ScpProviderArgs = {}, options?: pulumi.ResourceOptions) {
    refuseUnknown(name, "it", args, ["scp"]);
    super("pulumi-nodejs", name, { [explicitInput]: "true", ...scpInputs(name, args.scp ?? {}) }, options);
  }
}

function scpInputs(provider: string, args: ScpConnectionArgs): Inputs {
  refuseUnknown(provider, "scp", args, [...credentialNames, "accountId", ...otherNames]);
  const given = givenCredentials(provider, args);
  const own = inputsOf(args, [...given, "accountId", ...otherNames]);
  const taken = inheritedInputs(given.length === 0 ? [...accountNames, ...otherNames] : otherNames, own);
  // A profile stands between what is given here and what is not.
  return { ...taken, ...own, ...(given.includes("profile") ? { [inheritedInput]: Object.keys(taken).join() } : {}) };
}

function inputsOf(args: ScpConnectionArgs, names: readonly Name[]): Inputs {
  const inputs: Record<string, pulumi.Input<string>> = {};
  for (const name of names) {
    const value: Setting | undefined = args[name];
    if (value !== undefined) inputs[`scp:${name}`] = keptSecret(name, asText(value));
  }
  return inputs;
}

function inheritedInputs(names: readonly Name[], own: Inputs): Inputs {
  const inputs: Record<string, pulumi.Input<string>> = {};
  for (const name of names) {
    const key = `scp:${name}`;
    const value = key in own ? undefined : inheritedSetting(key);
    if (value !== undefined) inputs[key] = keptSecret(name, value);
  }
  return inputs;
}

function keptSecret(name: Name, value: pulumi.Input<string>): pulumi.Input<string> {
  return secretNames.includes(name) ? pulumi.secret(value) : value;
}

/** The names of the credentials that are given: all of one way, or none. */
function givenCredentials(provider: string, args: ScpConnectionArgs): readonly Name[] {
  const given = credentialNames.filter((name) => args[name] !== undefined);
  if (given.length === 0) {
    refuseUndefined(
      provider,
      credentialNames.filter((name) => name in args),
    );
    return [];
  }
  const way = credentials.find((names) => given.length === names.length && names.every((name) => given.includes(name)));
  if (way !== undefined) return way;
  throw new Error(
    `ScpProvider ${JSON.stringify(provider)}: give accessKey and secretKey, or accessKeyEnv and secretKeyEnv, ` +
      `or profile, or none of them; given: ${given.join(", ")}`,
  );
}

/** Most often an environment variable that is not set: another account than the stack's was meant. */
function refuseUndefined(provider: string, names: readonly string[]): void {
  if (names.length === 0) return;
  throw new Error(
    `ScpProvider ${JSON.stringify(provider)}: ${names.join(" and ")} ${names.length === 1 ? "is" : "are"} undefined; ` +
      "leave them out to use the keys of the stack's configuration",
  );
}

function refuseUnknown(provider: string, what: string, args: object, known: readonly string[]): void {
  const wrong = Object.keys(args).filter((name) => !known.includes(name));
  if (wrong.length === 0) return;
  throw new Error(
    `ScpProvider ${JSON.stringify(provider)}: ${what} has no setting ${wrong.join(", ")}; its settings are ${known.join(", ")}`,
  );
}

/** Provider inputs are texts, as configuration values are. */
function asText(value: Setting): pulumi.Output<string> {
  return pulumi.output(value).apply((known) => (typeof known === "string" ? known : JSON.stringify(known)));
}
