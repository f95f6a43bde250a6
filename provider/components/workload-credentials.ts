import * as pulumi from "@pulumi/pulumi";

import { SecretVault } from "../classes";
import { Component } from "../program/component";
import { componentType, isComponent } from "../program/component-kind";
import { dayMs, timeOf } from "../words/times";
import { filledIn } from "./filled-in";
import { defaults, workloadCredentials, type WorkloadCredentialsInputs } from "./workload-credentials-arguments";

export type * from "./workload-credentials-contract";

/**
 * What a workload needs to ask Secret Vault for temporary keys: a vault for one IAM access key, and its token as outputs and as
 * environment variables. The end of the token is watched: the service can renew none, so that before it another `accessKeyId`
 * has to be given, with which a new vault is made before the old one is terminated. Arguments: {@link WorkloadCredentialsArgs}.
 *
 * Throws at construction for arguments that are wrong by themselves; the message names each of them.
 *
 * @example
 * ```ts
 * const build = new WorkloadCredentials("build", {
 *   accessKeyId: config.require("accessKeyId"),
 *   allowedIps: ["10.0.0.7"],
 * });
 * export const environment = build.environment;
 * ```
 */
export class WorkloadCredentials extends Component {
  /** The type token, by which transforms and policies tell components apart. */
  static readonly __pulumiType = componentType(workloadCredentials);

  /** Whether a value is such a component, also where several copies of this package are loaded. */
  static override readonly isInstance = (value: unknown): value is WorkloadCredentials =>
    isComponent(value, workloadCredentials);

  /** The vault. */
  readonly vault: SecretVault;

  /** Id of the vault, which a request for a temporary key names. */
  readonly vaultId: pulumi.Output<string>;

  /** Id of the token that asks for temporary keys; secret. */
  readonly tokenId: pulumi.Output<string | undefined>;

  /** The token's secret; secret. An adopted vault has none where the service does not show it. */
  readonly tokenSecret: pulumi.Output<string | undefined>;

  /** When the token expires. Then the vault is of no use, and the service deletes it 7 days later. */
  readonly tokenExpiresAt: pulumi.Output<string | undefined>;

  /** Whether the token ends within `warnBeforeDays`, by the time of this machine. */
  readonly renewalDue: pulumi.Output<boolean>;

  /**
   * The same as environment variables of a process: `SCP_VAULT_ID`, `SCP_VAULT_TOKEN_ID`, `SCP_VAULT_TOKEN_SECRET` and
   * `SCP_VAULT_TOKEN_EXPIRES_AT`; secret as a whole.
   */
  readonly environment: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: WorkloadCredentialsInputs, options?: pulumi.ComponentResourceOptions) {
    super(workloadCredentials, name, args, options);
    const {
      warnBeforeDays = defaults.warnBeforeDays,
      environmentPrefix = defaults.environmentPrefix,
      ...others
    } = args;
    const { temporaryKeyTtlInHours, tokenTtlInDays } = defaults;
    const vaultArgs = filledIn({ temporaryKeyTtlInHours, tokenTtlInDays }, others);
    this.vault = new SecretVault(name, vaultArgs, { parent: this });
    this.vaultId = this.vault.id;
    this.tokenId = this.vault.tokenId;
    this.tokenSecret = this.vault.tokenSecret;
    this.tokenExpiresAt = this.vault.tokenExpiresAt;
    this.renewalDue = this.tokenExpiresAt.apply((end) => isDue(this, name, end, warnBeforeDays));
    this.environment = environmentOf(this, environmentPrefix);
    // Without the token: the vault has it in state already.
    const { vaultId, tokenExpiresAt, renewalDue } = this;
    this.registerOutputs({ vaultId, tokenExpiresAt, renewalDue });
  }
}

/** Whether a token is near its end. If so, the user is told. */
function isDue(component: WorkloadCredentials, name: string, end: string | undefined, warnBeforeDays: number): boolean {
  const leftMs = timeOf(end ?? "") - Date.now();
  if (!(leftMs < warnBeforeDays * dayMs)) return false;
  const expires = leftMs < 0 ? "has expired" : "expires";
  const text =
    `WorkloadCredentials ${name}: the token ${expires} on ${end ?? ""}, and then the vault is of no use: ` +
    "give another accessKeyId, with which a new vault is made before this one is terminated";
  void pulumi.log.warn(text, component);
  return true;
}

function environmentOf(
  { vaultId, tokenId, tokenSecret, tokenExpiresAt }: WorkloadCredentials,
  prefix: string,
): pulumi.Output<Record<string, string>> {
  const known = { ID: vaultId, TOKEN_ID: tokenId, TOKEN_SECRET: tokenSecret, TOKEN_EXPIRES_AT: tokenExpiresAt };
  const variables = pulumi
    .output(known)
    .apply((values) =>
      Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[prefix + name, value] as const])),
    );
  return pulumi.secret(variables.apply((entries) => Object.fromEntries(entries)));
}
