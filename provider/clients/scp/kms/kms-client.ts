import type { Operation } from "../../operation";
import type { Listing } from "../../listing";
import { ServiceClient } from "../service-client";
import {
  creationBody,
  duplicateReply,
  keyPage,
  keyReply,
  rotationBody,
  usersReply,
  type Key,
  type KeyRotation,
  type KeyUser,
  type NewKey,
} from "./key";
import { kmsOperations } from "./operations";

/** The control plane of the Key Management Service. */
export class KmsClient extends ServiceClient {
  protected readonly service = "kms";

  async createKey(key: NewKey): Promise<Key> {
    return (await this.call(kmsOperations.createKey, keyReply, { body: creationBody(key) })).key;
  }

  async showKey(id: string): Promise<Key> {
    return (await this.call(kmsOperations.showKey, keyReply, { path: { key_id: id } })).key;
  }

  /** All keys that users have made, or those with one name. */
  listKeys(filter: { readonly name?: string } = {}): Listing<Key> {
    return this.list(kmsOperations.listKeys, keyPage, { query: filter });
  }

  async isNameTaken(name: string): Promise<boolean> {
    return (await this.call(kmsOperations.checkDuplicateName, duplicateReply, { query: { name } })).isDuplicateName;
  }

  /** What uses the key. */
  async listUsers(id: string): Promise<readonly KeyUser[]> {
    return (await this.call(kmsOperations.listUsers, usersReply, { path: { key_id: id } })).user;
  }

  async updateDescription(id: string, description: string): Promise<Key | undefined> {
    return this.change(kmsOperations.updateDescription, id, { description });
  }

  async updateRotation(id: string, rotation: KeyRotation): Promise<Key | undefined> {
    return this.change(kmsOperations.updateRotation, id, rotationBody(rotation));
  }

  /** Makes the key usable. */
  async startKey(id: string): Promise<Key | undefined> {
    return this.change(kmsOperations.updateState, id, { state: "Active" });
  }

  /** Keeps the key from being used until it is started again. */
  async stopKey(id: string): Promise<Key | undefined> {
    return this.change(kmsOperations.updateState, id, { state: "Stop" });
  }

  /** Makes a new version of the key. It is not idempotent: a lost reply may hide a rotation that took place. */
  async rotateKey(id: string): Promise<Key | undefined> {
    return this.change(kmsOperations.rotateKey, id, undefined);
  }

  /** Schedules the deletion of the key after 72 hours, or deletes it now. */
  async deleteKey(id: string, directly: boolean): Promise<void> {
    await this.send(kmsOperations.deleteKey, {
      path: { key_id: id },
      query: directly ? { is_directly: true } : {},
    });
  }

  async showManagedKey(id: string): Promise<Key> {
    return (await this.call(kmsOperations.showManagedKey, keyReply, { path: { key_id: id } })).key;
  }

  /** All keys that the platform manages for the account. */
  listManagedKeys(): Listing<Key> {
    return this.list(kmsOperations.listManagedKeys, keyPage);
  }

  async updateManagedKeyDescription(id: string, description: string): Promise<Key | undefined> {
    return this.change(kmsOperations.updateManagedKeyDescription, id, { description });
  }

  /** The key after a change, if the service answers it. */
  private async change(operation: Operation, id: string, body: unknown): Promise<Key | undefined> {
    const input = { path: { key_id: id }, ...(body === undefined ? {} : { body }) };
    return (await this.callForAny(operation, keyReply, input))?.key;
  }
}
