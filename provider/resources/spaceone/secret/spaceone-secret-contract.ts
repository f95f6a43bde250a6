import type { JsonObject } from "../json-object";

/** Inputs of a secret of SpaceONE. */
export interface SpaceoneSecretArgs {
  /** Name, 1 to 255 characters; not unique. */
  name: string;
  /**
   * The secret data: an object of any values, secret as a whole. It can never be read back, so only changes of the program
   * are noticed.
   */
  data: JsonObject;
  /** Who can use it: `DOMAIN`, `WORKSPACE` or `PROJECT`. A change replaces the secret. */
  resourceGroup: "DOMAIN" | "WORKSPACE" | "PROJECT";
  /** Id of the schema of the data, up to 40 characters. Changed together with the data; clearing it replaces the secret. */
  schemaId?: string;
  /** Tags; a change replaces all. */
  tags?: JsonObject;
  /** Id of the project, with resourceGroup `PROJECT` and without serviceAccountId. A change moves the secret. */
  projectId?: string;
  /** Id of a service account, with resourceGroup `PROJECT`: it brings the project. A change replaces the secret. */
  serviceAccountId?: string;
  /** Id of a trusted secret that this one is used with. A change replaces the secret. */
  trustedSecretId?: string;
  /** Id of the workspace: the token's, or any with a token of role DOMAIN_ADMIN. A change replaces the secret. */
  workspaceId?: string;
}

/** Outputs of a secret of SpaceONE besides its inputs. */
export interface SpaceoneSecretOutputs {
  /** Id of the secret; the same as `id`. */
  secretId: string;
  /** Provider of the service account; absent without one. */
  provider: string | undefined;
  /** When it was made. */
  createdAt: string;
}
