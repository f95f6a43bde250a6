import { listed } from "../../world/lag";
import type { ServiceRequest } from "../operation";
import type { Model } from "../query/model";
import { secrets, type Secret } from "./secret";

export const secretModel: Model = {
  name: "Secret",
  fields: {
    secret_id: "text",
    name: "text",
    schema_id: "text",
    provider: "text",
    tags: "object",
    encrypted: "boolean",
    encrypt_options: "object",
    trusted_secret_id: "text",
    service_account_id: "text",
    resource_group: "text",
    project_id: "text",
    workspace_id: "text",
    domain_id: "text",
    created_at: "time",
  },
  aliases: { user_projects: "project_id" },
  minimal: ["secret_id", "name", "schema_id", "provider"],
  order: { key: "name", desc: false },
};

export const keywordFields = ["secret_id", "name", "schema_id", "provider"] as const;

/** The secrets of the domain, as queries see them. */
export function storedSecrets(request: ServiceRequest<unknown>, domainId: string) {
  return listed(request, request.context.store.of(secrets).owned(domainId)).map(asStored);
}

/** Further fields of the service's model. The emulator never uses the service's own encryption. */
function asStored({ data_sha256: _digest, ...secret }: Secret) {
  return { ...secret, encrypted: false, encrypt_options: {} };
}
