import type { Operation } from "../../operation";
import type { Listing } from "../../listing";
import { ServiceClient } from "../service-client";
import { secretsManagerOperations as operations } from "./operations";
import { passwordBody, passwordReply, type PasswordRules } from "./random-password";
import {
  cidrsBody,
  creationBody,
  privateAclBody,
  secretPage,
  secretReply,
  understoodVersions,
  valueReply,
  versionBody,
  versionPage,
  type NewSecret,
  type PrivateAcl,
  type SecretRecord,
  type SecretVersion,
  type VersionChoice,
} from "./secret";

/** Secrets Manager. */
export class SecretsClient extends ServiceClient {
  protected readonly service = "secretsmanager";

  async createSecret(secret: NewSecret): Promise<SecretRecord> {
    const body = creationBody(secret, this.apiVersion !== "1.0");
    return (await this.call(operations.createSecret, secretReply, { body })).secret;
  }

  async showSecret(id: string): Promise<SecretRecord> {
    return (await this.call(operations.showSecret, secretReply, { path: { secret_id: id } })).secret;
  }

  listSecrets(filter: { readonly name?: string } = {}): Listing<SecretRecord> {
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
    return this.change(operations.updateCidr, id, cidrsBody(cidrs));
  }

  updateKey(id: string, kmsKeyId: string): Promise<void> {
    return this.change(operations.updateKms, id, { kms_id: kmsKeyId });
  }

  updatePrivateAcl(id: string, acl: PrivateAcl): Promise<void> {
    return this.change(operations.updatePrivateAcl, id, privateAclBody(acl));
  }

  /** The text of one version's value. */
  readValue(id: string, version: VersionChoice): Promise<string> {
    return this.call(operations.readValue, valueReply, { path: { secret_id: id }, body: versionBody(version) });
  }

  /** A new password, which the service does not keep. */
  createRandomPassword(rules: PasswordRules): Promise<string> {
    return this.call(operations.createRandomPassword, passwordReply, { body: passwordBody(rules) });
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
