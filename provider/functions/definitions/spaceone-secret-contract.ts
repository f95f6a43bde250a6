import type { SpaceoneSecretConditionKey, SpaceoneSecretKey } from "../../queries/fields/spaceone-secret-fields";
import type { FilterArgs, ListQueryArgs } from "../../queries/query-contract";
import type { StatisticsArgs } from "../../queries/statistics-contract";
import type {
  SpaceoneSecretArgs,
  SpaceoneSecretOutputs,
} from "../../resources/spaceone/secret/spaceone-secret-contract";

/** A secret of SpaceONE, with the properties of the resource {@link SpaceoneSecret}, but for its data, which nobody is shown. */
export interface SpaceoneSecretResult extends Omit<SpaceoneSecretArgs, "data">, Partial<SpaceoneSecretOutputs> {
  /** Id of the secret: `secret-...`. */
  id: string;
  /** Tenant. */
  domainId: string;
}

/** A secret in a list, without what the query has not asked for. */
export interface ListedSpaceoneSecretResult extends Partial<Omit<SpaceoneSecretResult, "id">> {
  /** Id of the secret: `secret-...`. */
  id: string;
}

/** Values that the secrets of a list have. What is left out restricts nothing. */
export interface SpaceoneSecretValues {
  /** Id of the secret: `secret-...`. */
  secretId?: string;
  /** Its whole name; others may have the same. */
  name?: string;
  /** Id of the schema of its data: `aws_access_key`. */
  schemaId?: string;
  /** Provider of its service account: `aws`. */
  provider?: string;
  /** Id of a workspace. A token that belongs to a workspace reaches no other one. */
  workspaceId?: string;
  /** Id of its project: `project-...`. */
  projectId?: string;
  /** Id of its service account: `sa-...`. */
  serviceAccountId?: string;
  /** Id of the trusted secret that it is used with. */
  trustedSecretId?: string;
}

/** Which secrets a list has, and what of each. */
export interface ListSpaceoneSecretsArgs
  extends SpaceoneSecretValues, ListQueryArgs<SpaceoneSecretKey, SpaceoneSecretConditionKey> {}

/** Which secrets are counted. */
export interface CountSpaceoneSecretsArgs extends SpaceoneSecretValues, FilterArgs<SpaceoneSecretConditionKey> {}

/** Which statistics of secrets are made. */
export type StatSpaceoneSecretsArgs = StatisticsArgs<SpaceoneSecretKey, SpaceoneSecretConditionKey>;
