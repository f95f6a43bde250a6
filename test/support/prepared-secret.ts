import { beforeEach, expect } from "@jest/globals";

import { findOperation, readApiFixture, servedOperations, type ApiOperation } from "./api-fixture";
import { refusalOf, type Answer, type KeyRecord, type StoredSecret } from "./emulator-client";
import { useEmulator } from "./in-process-emulator";

export type Fields = Readonly<Record<string, unknown>>;

export const fixtures = ["1.0", "1.1", "1.2"].map((version) => readApiFixture("secretsmanager", version));
export const newest = readApiFixture("secretsmanager", "1.1");

/** Without the operation whose reply nobody knows. */
export const served = servedOperations(fixtures).filter(({ operation: { path } }) => path !== "/v1/secrets/kms-key");

export const find = (method: string, path: string, fixture = newest): ApiOperation =>
  findOperation(fixture, method, path);

export const create = find("POST", "/v1/secrets");
export const readValue = find("POST", "/v1/secrets/{secret_id}/values");
export const updateValue = find("PUT", "/v1/secrets/{secret_id}/values");
export const updateLabel = find("PUT", "/v1/secrets/{secret_id}/label");
export const updateCidr = find("PUT", "/v1/secrets/{secret_id}/acl-cidr");
export const updateKms = find("PUT", "/v1/secrets/{secret_id}/kmsid");
export const updatePrivateAcl = find("PUT", "/v1/secrets/{secret_id}/private-acl");
export const remove = find("DELETE", "/v1/secrets/{secret_id}");

export const own = (reason: string) => ({ code: `scp-security.secretsmanager.${reason}` });

/** Calls of the service on a secret that is made for each test. */
export class PreparedSecret {
  readonly running = useEmulator();
  key!: KeyRecord;
  stored!: StoredSecret;

  async prepare(): Promise<void> {
    const { client } = this.running;
    this.key = await client.keys.create("prepared");
    await client.secrets.create("prepared", this.key.id);
    this.stored = await client.secrets.only();
  }

  /** The documented example with ids that are there, and with what the service accepts of it. */
  exampleOf({ request }: ApiOperation): Fields {
    const example = { ...request?.example };
    const versionId = this.stored.versions[0]?.version_id ?? "";
    const accepted: Fields = {
      acl_cidr: "192.168.1.1/32, 10.0.0.1/25",
      kms_id: this.key.id,
      private_acl_resources: [{ resource_id: "subnet-1" }],
      version_id: versionId,
      move_to_version_id: versionId,
      remove_from_version_id: null,
    };
    const known = Object.entries(accepted).filter(([name]) => name in example);
    return { ...example, ...Object.fromEntries(known) };
  }

  /** The example's call with some fields replaced; undefined leaves one out. */
  call(operation: ApiOperation, fields: Fields = {}, fixture = newest): Promise<Answer> {
    const body = operation.request ? { ...this.exampleOf(operation), ...fields } : undefined;
    return this.callOn(this.stored.id, operation, body, fixture);
  }

  callOn(id: string, operation: ApiOperation, body: unknown, { version } = newest): Promise<Answer> {
    const target = operation.path.replace("{secret_id}", id);
    const headers = { "X-Forwarded-For": "127.0.0.1" };
    return this.running.client.call(operation.method, target, { body, headers, version: `secretsmanager ${version}` });
  }

  /** Calls with a body that must be refused, and checks that nothing changed. */
  async refuse(
    operation: ApiOperation,
    body: unknown,
    { fixture = newest, code = "ValidationError", status = 400 } = {},
  ): Promise<string[]> {
    const before = await this.running.client.state();
    const refusal = refusalOf(await this.callOn(this.stored.id, operation, body, fixture));
    expect({ ...refusal, details: [], body }).toEqual({ status, code, details: [], body });
    expect(await this.running.client.state()).toEqual(before);
    return refusal.details;
  }
}

export function usePreparedSecret(): PreparedSecret {
  const prepared = new PreparedSecret();
  beforeEach(() => prepared.prepare());
  return prepared;
}
