import type * as pulumi from "@pulumi/pulumi";

/**
 * Connection to Samsung Cloud Platform. A setting that is left out is taken from the stack's configuration `scp:...`;
 * `endpoint` and `endpoints` only if neither `region` nor `environment` is given here, and `authUrl` only if no
 * `environment` is.
 */
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
   * A profile of the Terraform provider's files, wherever Pulumi runs: only its name is kept in state. A profile is an object
   * under this name with the keys of the file itself, in `~/.scpconf/credentials.json` and, for environment and region, in
   * `~/.scpconf/config.json`. Settings given here come before the profile, the stack's configuration after it.
   */
  profile?: pulumi.Input<string>;
  /** `s`, `g` or `e`. */
  environment?: pulumi.Input<string>;
  /** Region, for example `kr-west1`. */
  region?: pulumi.Input<string>;
  /** Account that the keys belong to; only checked. Taken from the stack's configuration with the keys only. */
  accountId?: pulumi.Input<string>;
  /** URL of the endpoint catalogue, which has the addresses of all regions of an environment. */
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

/** Connection to SpaceONE. A setting that is left out is taken from the stack's configuration `spaceone:...`. */
export interface SpaceoneConnectionArgs {
  /** Base URL of the REST API. Goes together with a token: the stack's own is not sent to another place. */
  endpoint?: pulumi.Input<string>;
  /** Client secret of an app, or an access token; kept in state as a secret. */
  token?: pulumi.Input<string>;
  /** Name of an environment variable that holds the token wherever Pulumi runs: nothing is kept in state. */
  tokenEnv?: pulumi.Input<string>;
}

/** Inputs of a provider. */
export interface ScpProviderArgs {
  scp?: ScpConnectionArgs;
  spaceone?: SpaceoneConnectionArgs;
}
