import type { Operation } from "../../operation";
import { ServiceClient } from "../service-client";
import { secretsManagerOperations as operations } from "./operations";
import {
  secretPage,
  secretReply,
  understoodVersions,
  versionPage,
  type SecretRecord,
  type SecretVersion,
} from "./secret";

/** The body of a secret's creation, in the API's words. */
export interface CreateSecretBody {
  readonly name: string;
  readonly secret_value: string;
  readonly kms_id: string;
  readonly acl_cidr: string;
  readonly description?: string;
  readonly private_acl_enabled?: boolean;
  readonly private_acl_resources?: readonly { readonly resource_id: string }[];
  readonly tags?: readonly { readonly key: string; readonly value: string }[];
}

/** Secrets Manager. */
export class SecretsClient extends ServiceClient {
  protected readonly service = "secretsmanager";
  protected readonly version = "1.1";

  async createSecret(body: CreateSecretBody): Promise<SecretRecord> {
    return (await this.call(operations.createSecret, secretReply, { body })).secret;
  }

  async showSecret(id: string): Promise<SecretRecord> {
    return (await this.call(operations.showSecret, secretReply, { path: { secret_id: id } })).secret;
  }

  async listSecrets(filter: { readonly name?: string } = {}): Promise<readonly SecretRecord[]> {
    return this.list(operations.listSecrets, secretPage, { query: filter });
  }

  /** All versions, or undefined if the reply cannot be understood: then nobody may guess. */
  async listVersions(id: string): Promise<readonly SecretVersion[] | undefined> {
    const notUnderstood: unknown[] = [];
    const written = await this.list(operations.listVersions, versionPage, {
      path: { secret_id: id },
      seen: ({ odd }) => notUnderstood.push(...odd),
    });
    return notUnderstood.length === 0 ? understoodVersions(written) : undefined;
  }

  updateDescription(id: string, description: string): Promise<void> {
    return this.change(operations.updateDescription, id, { description });
  }

  updateCidrs(id: string, cidrs: readonly string[]): Promise<void> {
    return this.change(operations.updateCidr, id, { acl_cidr: cidrs.join(",") });
  }

  updateKey(id: string, kmsKeyId: string): Promise<void> {
    return this.change(operations.updateKms, id, { kms_id: kmsKeyId });
  }

  /** Without resource ids the private ACL is off: every subnet of the region is allowed. */
  updatePrivateAcl(id: string, resourceIds: readonly string[] | undefined): Promise<void> {
    return this.change(operations.updatePrivateAcl, id, {
      private_acl_enabled: resourceIds !== undefined,
      private_acl_resources: (resourceIds ?? []).map((resource_id) => ({ resource_id })),
    });
  }

  /** Makes a new version of the value. It is not idempotent. */
  updateValue(id: string, value: string): Promise<void> {
    return this.change(operations.updateValue, id, { secret_value: value });
  }

  /** Adds a label to a version, removes it from one, or moves it from one to another. */
  moveLabel(id: string, label: string, from: string | undefined, to: string | undefined): Promise<void> {
    return this.change(operations.updateLabel, id, {
      label,
      ...(to === undefined ? {} : { move_to_version_id: to }),
      ...(from === undefined ? {} : { remove_from_version_id: from }),
    });
  }

  async deleteSecret(id: string, windowInDays: number): Promise<void> {
    await this.send(operations.deleteSecret, { path: { secret_id: id }, body: { waiting_time_ndays: windowInDays } });
  }

  restoreSecret(id: string): Promise<void> {
    return this.change(operations.restoreSecret, id, undefined);
  }

  private async change(operation: Operation, id: string, body: unknown): Promise<void> {
    await this.send(operation, { path: { secret_id: id }, ...(body === undefined ? {} : { body }) });
  }
}
