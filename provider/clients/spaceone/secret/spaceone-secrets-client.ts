import { ApiError } from "../../http/errors";
import { changesOnly, withoutDefaults } from "../request-body";
import { checkSecretCreator, refuseSecretOfOthers } from "../roles";
import { ServiceClient } from "../service-client";
import type { Struct } from "../wire";
import { secretOperations } from "./operations";
import { secretReply, type SpaceoneSecret } from "./spaceone-secret";

/** The body of a secret's creation, in the API's words. */
export interface CreateSpaceoneSecretBody {
  readonly name: string;
  readonly data: Struct;
  readonly resource_group: "DOMAIN" | "WORKSPACE" | "PROJECT";
  readonly schema_id?: string | undefined;
  readonly tags?: Struct | undefined;
  readonly workspace_id?: string | undefined;
  readonly project_id?: string | undefined;
  readonly service_account_id?: string | undefined;
  readonly trusted_secret_id?: string | undefined;
}

/**
 * The fields of a secret that can be changed besides its data. A field that is left out stays; `{}` clears the tags.
 */
export interface SpaceoneSecretChanges {
  readonly name?: string | undefined;
  /** Replaces all tags. */
  readonly tags?: Struct | undefined;
  /** It must be given for a secret of a project, and must not be given for others (SPO 3). */
  readonly project_id?: string | undefined;
}

/** The secrets of SpaceONE. It refuses, before it sends anything, what the token's role may not do. */
export class SpaceoneSecretsClient extends ServiceClient {
  protected readonly service = "secret";

  async create(body: CreateSpaceoneSecretBody): Promise<SpaceoneSecret> {
    checkSecretCreator(this.claims, body);
    return this.call(secretOperations.createSecret, secretReply, withoutDefaults(body));
  }

  async update(id: string, changes: SpaceoneSecretChanges): Promise<SpaceoneSecret> {
    return this.changing(id, () =>
      this.call(secretOperations.updateSecret, secretReply, { secret_id: id, ...changesOnly(changes) }),
    );
  }

  /** Replaces the data, and the schema if one is given. */
  async updateData(id: string, data: Struct, schemaId?: string): Promise<void> {
    const schema = schemaId === undefined ? {} : changesOnly({ schema_id: schemaId });
    await this.changing(id, () => this.send(secretOperations.updateSecretData, { secret_id: id, data, ...schema }));
  }

  async delete(id: string): Promise<void> {
    await this.changing(id, () => this.send(secretOperations.deleteSecret, { secret_id: id }));
  }

  async get(id: string): Promise<SpaceoneSecret> {
    return this.call(secretOperations.getSecret, secretReply, { secret_id: id });
  }

  /** All secrets that the token sees. */
  async listAll(): Promise<readonly SpaceoneSecret[]> {
    return this.matching(secretOperations.listSecrets, secretReply, "secret_id", {});
  }

  /** The secrets in which a tag has a value. */
  async listByTag(key: string, value: string): Promise<readonly SpaceoneSecret[]> {
    return this.matching(secretOperations.listSecrets, secretReply, "secret_id", { [`tags.${key}`]: value });
  }

  /**
   * A token sees secrets of its whole domain and workspace that it may not change: the service then answers "not found"
   * (SPO 3).
   */
  private async changing<T>(id: string, change: () => Promise<T>): Promise<T> {
    try {
      return await change();
    } catch (error) {
      if (!(error instanceof ApiError) || error.notFoundKeys?.includes("secret_id") !== true) throw error;
      const seen = await this.get(id).catch(() => undefined);
      if (seen !== undefined) refuseSecretOfOthers(this.claims, seen);
      throw error;
    }
  }
}
