import { defineFields, type ConditionKeyOf, type KeyOf } from "./fields";

/** Without the secret data, which no query reaches (SPO 3). */
export const spaceoneSecretFields = defineFields({
  noun: "SpaceONE secrets",
  id: "secret_id",
  names: {
    secret_id: "text",
    name: "text",
    schema_id: "text",
    provider: "text",
    tags: "any",
    resource_group: "text",
    domain_id: "text",
    workspace_id: "text",
    project_id: "text",
    service_account_id: "text",
    trusted_secret_id: "text",
    created_at: "time",
  },
  inConditions: {},
  withheld: { data: "SpaceONE's gateway gives the data of a secret to nobody" },
  minimal: ["secret_id", "name", "schema_id", "provider"],
});

/** A path that a query of SpaceONE secrets can name: `name`, `schemaId` or `schema_id`, `tags.team`. */
export type SpaceoneSecretKey = KeyOf<typeof spaceoneSecretFields>;

/** A path that a condition on SpaceONE secrets can name. */
export type SpaceoneSecretConditionKey = ConditionKeyOf<typeof spaceoneSecretFields>;
