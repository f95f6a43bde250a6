import type { z } from "zod";

import type { WireFilters, WireStatisticsQuery } from "../../../queries/wire";
import { ApiError } from "../../http/errors";
import type { Listing } from "../../listing";
import { changesOnly, withoutDefaults } from "../request-body";
import { checkReader, checkSecretCreator, refuseSecretOfOthers } from "../roles";
import { ServiceClient, type Search } from "../service-client";
import { statisticsReply, type Struct } from "../wire";
import { secretOperations } from "./operations";
import {
  changesBody,
  creationBody,
  secretReply,
  type NewSpaceoneSecret,
  type SpaceoneSecret,
  type SpaceoneSecretChanges,
} from "./spaceone-secret";

/** The secrets of SpaceONE. It refuses, before it sends anything, what the token's role may not do. */
export class SpaceoneSecretsClient extends ServiceClient {
  protected readonly service = "secret";

  async create(secret: NewSpaceoneSecret): Promise<SpaceoneSecret> {
    checkSecretCreator(this.claims, secret);
    return this.call(secretOperations.createSecret, secretReply, withoutDefaults(creationBody(secret)));
  }

  async update(id: string, changes: SpaceoneSecretChanges): Promise<SpaceoneSecret | undefined> {
    return this.changing(id, () =>
      this.change(secretOperations.updateSecret, secretReply, { secret_id: id, ...changesOnly(changesBody(changes)) }),
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
    checkReader(this.claims);
    return this.call(secretOperations.getSecret, secretReply, { secret_id: id });
  }

  /** All secrets that the token sees. */
  async listAll(): Promise<readonly SpaceoneSecret[]> {
    return this.matching(secretOperations.listSecrets, secretReply, "secret_id", {});
  }

  /** The secrets in which a tag has a value, and never any other one: who asks may delete them. */
  async listByTag(key: string, value: string): Promise<readonly SpaceoneSecret[]> {
    const found = await this.matching(secretOperations.listSecrets, secretReply, "secret_id", {
      [`tags.${key}`]: value,
    });
    return found.filter(({ tags }) => tags[key] === value);
  }

  /** The secrets of a search. */
  find(search: Search): Listing<SpaceoneSecret> {
    return this.search(secretOperations.listSecrets, secretReply, search);
  }

  countFound(search: { readonly parameters: Struct; readonly query: WireFilters }): Promise<number> {
    return this.count(secretOperations.listSecrets, secretReply, search);
  }

  async stat(query: WireStatisticsQuery): Promise<z.infer<typeof statisticsReply>> {
    checkReader(this.claims);
    return this.call(secretOperations.statSecrets, statisticsReply, { query });
  }

  /**
   * A token sees secrets of its whole domain and workspace that it may not change: the service then answers "not found"
   * (SPO 3).
   */
  private async changing<T>(id: string, change: () => Promise<T>): Promise<T> {
    try {
      return await change();
    } catch (error) {
      if (!(error instanceof ApiError && error.isNotFound)) throw error;
      const seen = await this.get(id).catch(() => undefined);
      if (seen !== undefined) refuseSecretOfOthers(this.claims, seen);
      throw error;
    }
  }
}
