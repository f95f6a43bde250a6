import * as pulumi from "@pulumi/pulumi";

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
  /** `s`, `g` or `e`. */
  environment?: pulumi.Input<string>;
  /** Region, for example `kr-west1`. */
  region?: pulumi.Input<string>;
  /** Account that the keys belong to; only checked. */
  accountId?: pulumi.Input<string>;
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
type Texts = Record<string, pulumi.Input<string> | undefined>;
type Name = keyof ScpConnectionArgs;

const keyNames = ["accessKey", "secretKey", "accessKeyEnv", "secretKeyEnv"] as const;
const otherNames = [
  "environment",
  "region",
  "accountId",
  "endpoint",
  "endpoints",
  "apiVersions",
  "timeoutSeconds",
  "maxRetries",
  "maxConcurrency",
] as const satisfies readonly Name[];

/**
 * Another account, region or environment for the resources that are given it by the option `provider`. One class serves
 * both clouds, since a component can be given only one provider of Pulumi's dynamic resources; beneath a component it
 * serves all of them. Its process reads no environment variable but those that are named here, and no file.
 *
 * Throws where only one key of a pair is given, or both a key and the name of its variable.
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
    super("pulumi-nodejs", name, { "scp:explicit": "true", ...scpInputs(name, args.scp ?? {}) }, options);
  }
}

function scpInputs(provider: string, args: ScpConnectionArgs): Texts {
  refuseUnknown(provider, "scp", args, [...keyNames, ...otherNames]);
  const config = new pulumi.Config("scp");
  const inputs = keyInputs(provider, args, config);
  for (const name of otherNames) {
    const value: Setting | undefined = args[name];
    inputs[`scp:${name}`] = value === undefined ? config.get(name) : asText(value);
  }
  return inputs;
}

/** Both keys come from one source: the program's values, the program's variables, or the stack's configuration. */
function keyInputs(provider: string, args: ScpConnectionArgs, config: pulumi.Config): Texts {
  const given = keyNames.filter((name) => args[name] !== undefined);
  const pairs = [
    ["accessKey", "secretKey"],
    ["accessKeyEnv", "secretKeyEnv"],
  ] as const;
  if (given.length === 0) {
    const empty = keyNames.filter((name) => name in args);
    if (empty.length > 0) {
      // Most often an environment variable that is not set: another account than the stack's was meant.
      throw new Error(
        `ScpProvider ${JSON.stringify(provider)}: ${empty.join(" and ")} ${empty.length === 1 ? "is" : "are"} undefined; ` +
          "leave them out to use the keys of the stack's configuration",
      );
    }
    return { "scp:accessKey": config.getSecret("accessKey"), "scp:secretKey": config.getSecret("secretKey") };
  }
  const pair = pairs.find((names) => given.length === 2 && names.every((name) => given.includes(name)));
  if (pair === undefined) {
    throw new Error(
      `ScpProvider ${JSON.stringify(provider)}: give accessKey and secretKey, or accessKeyEnv and secretKeyEnv, ` +
        `or none of them; given: ${given.join(", ")}`,
    );
  }
  const values = pair.map((name): pulumi.Input<string> => args[name] ?? "");
  const kept = pair[0] === "accessKey" ? values.map((value) => pulumi.secret(value)) : values;
  return Object.fromEntries(pair.map((name, index) => [`scp:${name}`, kept[index]]));
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
