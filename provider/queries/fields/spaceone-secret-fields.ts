import { defineFields, type ConditionKeyOf, type KeyOf } from "./fields";

/** Without the secret data, which no query reaches (SPO 3). */
export const spaceoneSecretFields = defineFields({
  noun: "SpaceONE secrets",
  id: "secret_id",
  names: {
    secret_id: "value",
    name: "value",
    schema_id: "value",
    provider: "value",
    tags: "any",
    resource_group: "value",
    domain_id: "value",
    workspace_id: "value",
    project_id: "value",
    service_account_id: "value",
    trusted_secret_id: "value",
    created_at: "value",
  },
  inConditions: {},
  minimal: ["secret_id", "name", "schema_id", "provider"],
});

/** A path that a query of SpaceONE secrets can name: `name`, `schemaId` or `schema_id`, `tags.team`. */
export type SpaceoneSecretKey = KeyOf<typeof spaceoneSecretFields>;

/** A path that a condition on SpaceONE secrets can name. */
export type SpaceoneSecretConditionKey = ConditionKeyOf<typeof spaceoneSecretFields>;
