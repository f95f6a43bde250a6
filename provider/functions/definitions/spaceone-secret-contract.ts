import type { SpaceoneSecretConditionKey, SpaceoneSecretKey } from "../../queries/fields/spaceone-secret-fields";
import type { FilterArgs, ListQueryArgs } from "../../queries/query-contract";
import type { StatisticsArgs } from "../../queries/statistics-contract";
import type {
  SpaceoneSecretArgs,
  SpaceoneSecretOutputs,
} from "../../resources/spaceone/secret/spaceone-secret-contract";

/** A secret of SpaceONE, with the properties of the resource {@link SpaceoneSecret}, but for its data, which nobody is shown. */
export interface SpaceoneSecretResult extends Omit<SpaceoneSecretArgs, "data">, Partial<SpaceoneSecretOutputs> {
  id: string;
  /** Tenant. */
  domainId: string;
}

/** A secret in a list, without what the query has not asked for. */
export interface ListedSpaceoneSecretResult extends Partial<Omit<SpaceoneSecretResult, "id">> {
  id: string;
}

/** Values that the secrets of a list have. What is left out restricts nothing. */
export interface SpaceoneSecretValues {
  secretId?: string;
  name?: string;
  schemaId?: string;
  provider?: string;
  /** Id of a workspace. A token that belongs to a workspace reaches no other one. */
  workspaceId?: string;
  projectId?: string;
  serviceAccountId?: string;
  trustedSecretId?: string;
}

/** Which secrets a list has, and what of each. */
export interface ListSpaceoneSecretsArgs
  extends SpaceoneSecretValues, ListQueryArgs<SpaceoneSecretKey, SpaceoneSecretConditionKey> {}

/** Which secrets are counted. */
export interface CountSpaceoneSecretsArgs extends SpaceoneSecretValues, FilterArgs<SpaceoneSecretConditionKey> {}

/** Which statistics of secrets are made. */
export type StatSpaceoneSecretsArgs = StatisticsArgs<SpaceoneSecretKey, SpaceoneSecretConditionKey>;
