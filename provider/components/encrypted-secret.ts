import * as pulumi from "@pulumi/pulumi";

import { KmsKey, RandomPassword, Secret } from "../classes";
import { Component } from "../program/component";
import { componentType, isComponent } from "../program/component-kind";
import { defaultLabel, encryptedSecret, type EncryptedSecretInputs } from "./encrypted-secret-arguments";
import { filledIn } from "./filled-in";
import { periodOf, type Period } from "./rotation";

export type * from "./component-key-contract";
export type * from "./encrypted-secret-contract";
export type * from "./rotation-contract";

/**
 * A secret of Secrets Manager together with the key that encrypts it. Members of the value can be generated, and rotate by a
 * schedule or a trigger; the version before stays under a label, so that what still has the old value goes on working. A destroy
 * leaves the key, so that the secret can be restored until its recovery window ends. Arguments: {@link EncryptedSecretArgs}.
 *
 * Throws at construction for arguments that are wrong by themselves; the message names each of them.
 *
 * @example
 * ```ts
 * const database = new EncryptedSecret("orders-db", {
 *   value: { user: "orders" },
 *   generate: { password: { length: 40, excludePunctuation: true } },
 *   rotation: { everyDays: 90 },
 *   allowedCidrs: ["10.0.0.0/28"],
 * });
 * export const secretId = database.secretId;
 * ```
 */
export class EncryptedSecret extends Component {
  /** The type token, by which transforms and policies tell components apart. */
  static readonly __pulumiType = componentType(encryptedSecret);

  /** Whether a value is such a component, also where several copies of this package are loaded. */
  static override readonly isInstance = (value: unknown): value is EncryptedSecret =>
    isComponent(value, encryptedSecret);

  /** The secret. */
  readonly secret: Secret;

  /** The key of its own; absent with `kmsKeyId`. */
  readonly key: KmsKey | undefined;

  /** The generated members of the value, by their names. */
  readonly passwords: Readonly<Record<string, RandomPassword>>;

  /** Id of the secret. */
  readonly secretId: pulumi.Output<string>;

  /** Name of the secret. */
  readonly secretName: pulumi.Output<string>;

  /** Id of the key that encrypts it: what a destroy leaves. */
  readonly keyId: pulumi.Output<string>;

  /** Id of the version that is current. */
  readonly versionId: pulumi.Output<string | undefined>;

  /** Id of the version before; absent while there is one only. */
  readonly previousVersionId: pulumi.Output<string | undefined>;

  /** From when on the next `pulumi up` rotates, RFC 3339; absent without `rotation.everyDays`. */
  readonly rotatesAt: pulumi.Output<string | undefined>;

  constructor(name: string, args: EncryptedSecretInputs, options?: pulumi.ComponentResourceOptions) {
    super(encryptedSecret, name, args, options);
    const { value, generate, rotation, previousLabel = defaultLabel, ...others } = args;
    const { versionLabels, key, kmsKeyId, retainKey = true, ...secretArgs } = others;
    const period = rotation === undefined ? undefined : periodOf(rotation, Date.now());
    this.passwords = passwordsOf(this, name, generate, period);
    if (kmsKeyId === undefined)
      this.key = keyOf(this, name, filledIn(args.tags === undefined ? {} : { tags: args.tags }, key), retainKey);
    this.secret = new Secret(
      name,
      {
        ...filledIn({ restoreOnCreate: true }, secretArgs),
        value: generate === undefined ? given(value) : merged(value, this.passwords),
        kmsKeyId: this.key?.id ?? given(kmsKeyId),
        versionLabels: labelsOf(versionLabels, previousLabel),
      },
      { parent: this },
    );
    this.secretId = this.secret.id;
    this.secretName = this.secret.name;
    this.keyId = this.secret.kmsKeyId;
    this.versionId = this.secret.versionId;
    this.previousVersionId = this.secret.previousVersionId;
    this.rotatesAt = pulumi.output(period?.endsAt);
    const { secretId, secretName, keyId, versionId, previousVersionId, rotatesAt } = this;
    this.registerOutputs({ secretId, secretName, keyId, versionId, previousVersionId, rotatesAt });
  }
}

/** The most that the description of a key may have. */
const longestDescription = 100;

function keyOf(
  parent: EncryptedSecret,
  name: string,
  args: NonNullable<EncryptedSecretInputs["key"]>,
  retainOnDelete: boolean,
): KmsKey {
  const description = `Encrypts the secret ${name}`.slice(0, longestDescription);
  const defaults = { purpose: "aes-256", description, rotation: { enabled: true } };
  return new KmsKey(`${name}-key`, filledIn(defaults, args), { parent, retainOnDelete });
}

/** Only state has a password, so that nothing is lost where the option protect would forbid its rotation. */
function passwordsOf(
  parent: EncryptedSecret,
  name: string,
  generate: EncryptedSecretInputs["generate"] = {},
  period: Period | undefined,
): Readonly<Record<string, RandomPassword>> {
  const kept = period && { keepers: period.keepers };
  return Object.fromEntries(
    Object.entries(generate).map(([member, rules]) => [
      member,
      new RandomPassword(`${name}-${member}`, { ...rules, ...kept }, { parent, protect: false }),
    ]),
  );
}

type Value = EncryptedSecretInputs["value"];

/** The members that the program gives and those that are generated. */
function merged(value: Value, passwords: Readonly<Record<string, RandomPassword>>) {
  const generated = Object.entries(passwords).map(([member, { password }]) => [member, password] as const);
  return pulumi.all([value, Object.fromEntries(generated)]).apply(([members = {}, others]) => {
    if (typeof members === "string") throw new TypeError("value must be an object together with generate, not a text");
    return { ...members, ...others };
  });
}

function labelsOf(labels: EncryptedSecretInputs["versionLabels"], previous: string) {
  return pulumi.output(labels).apply((known): Record<string, string> => ({ ...known, [previous]: "PREVIOUS" }));
}

/** What the check of the arguments has found to be there. */
function given<T>(value: T | undefined): T {
  if (value === undefined) throw new TypeError("an argument is missing");
  return value;
}
