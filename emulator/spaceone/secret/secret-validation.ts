import { databaseFailure } from "../errors";
import { dollarNames, longerThan, refuseInvalid, tooLong } from "../validation";
import type { Secret } from "./secret";

const maxName = 255;
const maxId = 40;

/** Checks a secret against the service's model, in the model's order. */
export function refuseInvalidSecret({ name, schema_id, tags, ...ids }: Secret): void {
  refuseInvalid("Secret", {
    name: longerThan(maxName, name),
    schema_id: longerThan(maxId, schema_id),
    provider: longerThan(maxId, ids.provider),
    tags: dollarNames(tags),
    trusted_secret_id: longerThan(maxId, ids.trusted_secret_id),
    service_account_id: longerThan(maxId, ids.service_account_id),
    project_id: longerThan(maxId, ids.project_id),
    workspace_id: longerThan(maxId, ids.workspace_id),
  });
}

/** An update checks lengths only, and its message does not name the field. */
export function refuseTooLong({ name, project_id, schema_id }: Partial<Secret>): void {
  const problem = longerThan(maxName, name) ?? longerThan(maxId, project_id) ?? longerThan(maxId, schema_id);
  if (problem !== undefined) throw databaseFailure(tooLong);
}
