import * as pulumi from "@pulumi/pulumi";

import {
  explicitInput,
  inheritedInput,
  namesOf,
  secretKeys,
  settingsOf,
  variableOf,
  type Cloud,
} from "../settings/table";
import type { ScpProviderArgs } from "./provider-args";
import { heldSettings } from "./provider-settings";
import { inheritedSetting } from "./secret-settings";

type Value = pulumi.Input<string | number | Record<string, pulumi.Input<string>>>;
type Inputs = Readonly<Record<string, pulumi.Input<string>>>;
type Args = Readonly<Record<string, Value | undefined>>;

/** The settings of one cloud, grouped by where a provider takes them from. */
interface Part {
  readonly cloud: Cloud;
  /** The ways to give credentials: one of them, and all of it. */
  readonly ways: readonly (readonly string[])[];
  /** Settings that belong to the credentials: taken from the stack only together with its credentials. */
  readonly ofAccount: readonly string[];
  readonly others: readonly string[];
}

function partOf(cloud: Cloud): Part {
  const credentials = namesOf(cloud, "credential");
  const profiles = namesOf(cloud, "profile").map((name) => [name]);
  return {
    cloud,
    ways: [credentials, credentials.map(variableOf), ...profiles],
    ofAccount: namesOf(cloud, "account"),
    others: namesOf(cloud, "place", "address", "catalogue", "requests"),
  };
}

/**
 * Another account, region or environment for the resources that are given it by the option `provider`. One class serves
 * both clouds, since a component can be given only one provider of Pulumi's dynamic resources; beneath a component it
 * serves all of them. Its process reads no environment variable and no profile but those that are named here. A setting that
 * is left out is taken from the stack's configuration. With a `region` or an `environment` of its own, the provider does not
 * take `endpoint` and `endpoints`, since those of the stack lead to the stack's region; with an `environment` of its own, it
 * does not take `authUrl` either.
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
  /** Whether a value is such a provider, also where several copies of this package are loaded. */
  static override readonly isInstance = (value: unknown): value is ScpProvider =>
    typeof value === "object" && value !== null && heldSettings in value;

  /** Functions read it; resources get it from Pulumi. */
  private readonly [heldSettings]: Inputs;

  constructor(name: string, args: ScpProviderArgs = {}, options?: pulumi.ResourceOptions) {
    refuseUnknown(name, "it", args, ["scp", "spaceone"]);
    const inputs = { ...inputsOf(name, "scp", args.scp), ...inputsOf(name, "spaceone", args.spaceone) };
    const settings = { [explicitInput]: "true", ...inputs };
    super("pulumi-nodejs", name, settings, options);
    this[heldSettings] = settings;
  }
}

function inputsOf(provider: string, cloud: Cloud, given: object = {}): Inputs {
  const args = given as Args;
  const part = partOf(cloud);
  const { ways, ofAccount, others } = part;
  refuseUnknown(provider, cloud, args, [...ways.flat(), ...ofAccount, ...others]);
  const credentials = givenCredentials(provider, part, args);
  const own = givenInputs(cloud, args, [...credentials, ...ofAccount, ...others]);
  // With a region or environment of its own, a provider does not take addresses that lead to the stack's.
  const isElsewhere = namesOf(cloud, "place").some((name) => args[name] !== undefined);
  // The catalogue of an environment has all its regions.
  const catalogue = args["environment"] === undefined ? namesOf(cloud, "catalogue") : [];
  const shared = isElsewhere ? [...namesOf(cloud, "place", "requests"), ...catalogue] : others;
  const taken = inheritedInputs(
    cloud,
    credentials.length === 0 ? [...ways.flat(), ...ofAccount, ...shared] : shared,
    own,
  );
  // Settings given here come before the profile, inherited ones after it. The stack's own profile has the stack's region.
  const stacksProfile = Object.keys(taken).filter((key) => isElsewhere && key === `${cloud}:profile`);
  const inherited = credentials.includes("profile") ? Object.keys(taken) : stacksProfile;
  return { ...taken, ...own, ...(inherited.length === 0 ? {} : { [inheritedInput]: inherited.join() }) };
}

function givenInputs(cloud: Cloud, args: Args, names: readonly string[]): Inputs {
  const inputs: Record<string, pulumi.Input<string>> = {};
  for (const name of names) {
    const key = `${cloud}:${name}`;
    const value = args[name];
    if (value !== undefined) inputs[key] = keptSecret(key, asText(value));
  }
  return inputs;
}

function inheritedInputs(cloud: Cloud, names: readonly string[], own: Inputs): Inputs {
  const inputs: Record<string, pulumi.Input<string>> = {};
  for (const name of names) {
    const key = `${cloud}:${name}`;
    const value = key in own ? undefined : inheritedSetting(key);
    if (value !== undefined) inputs[key] = keptSecret(key, value);
  }
  return inputs;
}

function keptSecret(key: string, value: pulumi.Input<string>): pulumi.Input<string> {
  return secretKeys().includes(key) ? pulumi.secret(value) : value;
}

/** The names of the credentials that are given: all of one way, or none. */
function givenCredentials(provider: string, { cloud, ways, others }: Part, args: Args): readonly string[] {
  const problem = (what: string): Error => new Error(`ScpProvider ${JSON.stringify(provider)}: ${what}`);
  const known = ways.flat();
  const given = known.filter((name) => args[name] !== undefined);
  const described = ways.map((names) => names.join(" and ")).join(", or ");
  if (given.length === 0) {
    const empty = known.filter((name) => name in args);
    // In most cases an environment variable is not set, and another account than the stack's was meant.
    if (empty.length > 0) {
      throw problem(
        `${empty.join(" and ")} ${empty.length === 1 ? "is" : "are"} undefined; ` +
          "leave them out to use the credentials of the stack's configuration",
      );
    }
    const alone = others.filter((name) => settingsOf(cloud)[name]?.needsCredential && args[name] !== undefined);
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
function asText(value: Value): pulumi.Output<string> {
  return pulumi.output(value).apply((known) => (typeof known === "string" ? known : JSON.stringify(known)));
}
