import * as pulumi from "@pulumi/pulumi";

import type { ScpConnectionArgs, ScpProviderArgs, SpaceoneConnectionArgs } from "./provider-args";
import { explicitInput, inheritedInput } from "../settings/provider-inputs";
import { inheritedSetting } from "./secret-settings";

type Setting = pulumi.Input<string | number | Record<string, pulumi.Input<string>>>;
type Inputs = Readonly<Record<string, pulumi.Input<string>>>;
type Name = keyof ScpConnectionArgs | keyof SpaceoneConnectionArgs;
type Args = Readonly<Partial<Record<Name, Setting>>>;

/** The settings of one cloud. */
interface Part {
  readonly cloud: string;
  /** The ways to give credentials: one of them, and all of it. */
  readonly ways: readonly (readonly Name[])[];
  /** What goes with the credentials and is taken from the stack with its credentials only. */
  readonly ofAccount: readonly Name[];
  /** What may not be given without credentials: the stack's own are not sent there. */
  readonly withCredentials: readonly Name[];
  readonly others: readonly Name[];
  /** Those of them that lead to a place whatever the settings of `placeNames` say: only taken along with these. */
  readonly ofPlace: readonly Name[];
}

/** With one of these of its own a provider is for another place than the stack. */
const placeNames: readonly Name[] = ["environment", "region"];

const scp: Part = {
  cloud: "scp",
  ways: [["accessKey", "secretKey"], ["accessKeyEnv", "secretKeyEnv"], ["profile"]],
  ofAccount: ["accountId"],
  withCredentials: [],
  others: [
    "environment",
    "region",
    "authUrl",
    "endpoint",
    "endpoints",
    "apiVersions",
    "timeoutSeconds",
    "maxRetries",
    "maxConcurrency",
  ],
  ofPlace: ["authUrl", "endpoint", "endpoints"],
};

const spaceone: Part = {
  cloud: "spaceone",
  ways: [["token"], ["tokenEnv"]],
  ofAccount: [],
  withCredentials: ["endpoint"],
  others: ["endpoint"],
  ofPlace: [],
};

const secretNames: readonly Name[] = ["accessKey", "secretKey", "token"];

/**
 * Another account, region or environment for the resources that are given it by the option `provider`. One class serves
 * both clouds, since a component can be given only one provider of Pulumi's dynamic resources; beneath a component it
 * serves all of them. Its process reads no environment variable and no profile but those that are named here. What is left
 * out is taken from the stack's configuration; with a `region` or an `environment` of its own, `endpoint`, `endpoints` and
 * `authUrl` are not, since the stack's lead to the stack's place.
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
    refuseUnknown(name, "it", args, ["scp", "spaceone"]);
    const inputs = { ...inputsOf(name, scp, args.scp ?? {}), ...inputsOf(name, spaceone, args.spaceone ?? {}) };
    super("pulumi-nodejs", name, { [explicitInput]: "true", ...inputs }, options);
  }
}

function inputsOf(provider: string, part: Part, args: Args): Inputs {
  const { cloud, ways, ofAccount, others, ofPlace } = part;
  refuseUnknown(provider, cloud, args, [...ways.flat(), ...ofAccount, ...others]);
  const given = givenCredentials(provider, part, args);
  const own = givenInputs(part, args, [...given, ...ofAccount, ...others]);
  const isElsewhere = placeNames.some((name) => args[name] !== undefined);
  const shared = isElsewhere ? others.filter((name) => !ofPlace.includes(name)) : others;
  const taken = inheritedInputs(part, given.length === 0 ? [...ways.flat(), ...ofAccount, ...shared] : shared, own);
  // A profile stands between what is given here and what is not; the stack's own leads to the stack's place.
  const stacksProfile = Object.keys(taken).filter((key) => isElsewhere && key === `${cloud}:profile`);
  const inherited = given.includes("profile") ? Object.keys(taken) : stacksProfile;
  return { ...taken, ...own, ...(inherited.length === 0 ? {} : { [inheritedInput]: inherited.join() }) };
}

function givenInputs({ cloud }: Part, args: Args, names: readonly Name[]): Inputs {
  const inputs: Record<string, pulumi.Input<string>> = {};
  for (const name of names) {
    const value = args[name];
    if (value !== undefined) inputs[`${cloud}:${name}`] = keptSecret(name, asText(value));
  }
  return inputs;
}

function inheritedInputs({ cloud }: Part, names: readonly Name[], own: Inputs): Inputs {
  const inputs: Record<string, pulumi.Input<string>> = {};
  for (const name of names) {
    const key = `${cloud}:${name}`;
    const value = key in own ? undefined : inheritedSetting(key);
    if (value !== undefined) inputs[key] = keptSecret(name, value);
  }
  return inputs;
}

function keptSecret(name: Name, value: pulumi.Input<string>): pulumi.Input<string> {
  return secretNames.includes(name) ? pulumi.secret(value) : value;
}

/** The names of the credentials that are given: all of one way, or none. */
function givenCredentials(provider: string, { cloud, ways, withCredentials }: Part, args: Args): readonly Name[] {
  const problem = (what: string): Error => new Error(`ScpProvider ${JSON.stringify(provider)}: ${what}`);
  const known = ways.flat();
  const given = known.filter((name) => args[name] !== undefined);
  const described = ways.map((names) => names.join(" and ")).join(", or ");
  if (given.length === 0) {
    const empty = known.filter((name) => name in args);
    // Most often an environment variable that is not set: another account than the stack's was meant.
    if (empty.length > 0) {
      throw problem(
        `${empty.join(" and ")} ${empty.length === 1 ? "is" : "are"} undefined; ` +
          "leave them out to use the credentials of the stack's configuration",
      );
    }
    const alone = withCredentials.filter((name) => args[name] !== undefined);
    if (alone.length > 0) throw problem(`${cloud}: ${alone.join()} is given alone; give ${described} too`);
    return [];
  }
  const way = ways.find((names) => given.length === names.length && names.every((name) => given.includes(name)));
  if (way !== undefined) return way;
  throw problem(`give ${described}, or none of them; given: ${given.join(", ")}`);
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
