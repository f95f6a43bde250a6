// All settings of both clouds. Programs load this file, so it holds data alone; what reads the settings is in reading/.

const clouds = ["scp", "spaceone"] as const;

export type Cloud = (typeof clouds)[number];

/**
 * What a setting has to do with the others. `credential`: belongs to one set of credentials, which comes from one source.
 * `profile`: names a set of credentials instead. `account`: says whose credentials they are, and is inherited with them
 * only. `place`: says which of the clouds' places is meant. `address`: leads to one place, so it is not inherited by a
 * provider with a place of its own. `catalogue`: leads to all regions of one environment, so only a provider with an
 * environment of its own does not inherit it. `requests`: how requests are sent.
 */
export type Role = "credential" | "profile" | "account" | "place" | "address" | "catalogue" | "requests";

/** A file of another tool that settings are read from. */
export type SettingsFile = "credentials" | "config" | "commandLine" | "cfctl";

interface AnySetting {
  readonly role: Role;
  /** Kept in state as a secret, and warned about where it stands in plain text. */
  readonly secret?: true;
  /** Given to a provider together with credentials only: the stack's own are not sent to another address. */
  readonly needsCredential?: true;
  /** Environment variables: this package's, and the one of SCP's Terraform provider, which comes after it. */
  readonly variable?: string;
  readonly terraformVariable?: string;
  /** Its key in the files of other tools (SCP 2, SPO 6). */
  readonly files?: Readonly<Partial<Record<SettingsFile, string>>>;
}

export interface NumberSetting extends AnySetting {
  readonly type: "number";
  readonly minimum: number;
  readonly maximum: number;
  readonly default: number;
}

/** A map is one of names to texts. */
export type Setting = NumberSetting | (AnySetting & { readonly type: "text" | "url" | "map" });

export const settings = {
  scp: {
    accessKey: {
      type: "text",
      role: "credential",
      secret: true,
      variable: "SCP_ACCESS_KEY",
      terraformVariable: "SCP_TF_ACCESS_KEY",
      files: { credentials: "access-key", commandLine: "access_key" },
    },
    secretKey: {
      type: "text",
      role: "credential",
      secret: true,
      variable: "SCP_SECRET_KEY",
      terraformVariable: "SCP_TF_SECRET_KEY",
      files: { credentials: "secret-key", commandLine: "access_secret_key" },
    },
    profile: { type: "text", role: "profile", variable: "SCP_PROFILE" },
    accountId: {
      type: "text",
      role: "account",
      variable: "SCP_ACCOUNT_ID",
      terraformVariable: "SCP_TF_ACCOUNT_ID",
      files: { config: "account-id" },
    },
    environment: { type: "text", role: "place", variable: "SCP_ENVIRONMENT" },
    region: {
      type: "text",
      role: "place",
      variable: "SCP_REGION",
      terraformVariable: "SCP_TF_DEFAULT_REGION",
      files: { config: "default-region", commandLine: "default_scp_region" },
    },
    authUrl: {
      type: "url",
      role: "catalogue",
      variable: "SCP_AUTH_URL",
      terraformVariable: "SCP_TF_AUTH_URL",
      files: { config: "auth-url", commandLine: "auth_url" },
    },
    endpoint: {
      type: "url",
      role: "address",
      variable: "SCP_ENDPOINT",
      terraformVariable: "SCP_TF_ENDPOINT_OVERRIDE",
      files: { config: "endpoint-override" },
    },
    endpoints: { type: "map", role: "address" },
    apiVersions: { type: "map", role: "requests" },
    timeoutSeconds: { type: "number", role: "requests", minimum: 1, maximum: 600, default: 60 },
    maxRetries: { type: "number", role: "requests", minimum: 0, maximum: 20, default: 8 },
    maxConcurrency: { type: "number", role: "requests", minimum: 1, maximum: 64, default: 16 },
  },
  spaceone: {
    token: {
      type: "text",
      role: "credential",
      secret: true,
      variable: "SPACEONE_TOKEN",
      files: { cfctl: "token" },
    },
    endpoint: {
      type: "url",
      role: "address",
      needsCredential: true,
      variable: "SPACEONE_ENDPOINT",
      files: { cfctl: "endpoint" },
    },
  },
} as const satisfies Readonly<Record<Cloud, Readonly<Record<string, Setting>>>>;

/** The settings of a cloud by name. */
export function settingsOf(cloud: Cloud): Readonly<Record<string, Setting>> {
  return settings[cloud];
}

/** The names of a cloud's settings that have one of these roles. */
export function namesOf(cloud: Cloud, ...roles: readonly Role[]): readonly string[] {
  return Object.entries(settingsOf(cloud)).flatMap(([name, { role }]) => (roles.includes(role) ? [name] : []));
}

/** The keys of the settings that are secret, such as `scp:secretKey`. */
export function secretKeys(): readonly string[] {
  return clouds.flatMap((cloud) =>
    Object.entries(settingsOf(cloud)).flatMap(([name, { secret }]) => (secret === true ? [`${cloud}:${name}`] : [])),
  );
}

/** What a provider calls the variable that holds a credential, instead of the credential itself. */
export function variableOf(credential: string): string {
  return `${credential}Env`;
}

// Inputs of an explicit provider that are no settings. They are in users' states.

/** "true" for an explicit provider: its process must not look anywhere else. */
export const explicitInput = "scp:explicit";

/** Keys of the settings that a provider with a profile took from the stack's configuration, with commas between. */
export const inheritedInput = "scp:inherited";
