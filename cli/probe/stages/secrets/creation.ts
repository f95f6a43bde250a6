import { creationBody } from "../../../../provider/clients/scp/secretsmanager/secret";
import type { Ask } from "../../wire";

/** Where the secret may be read from. Two networks show how the service separates them. */
export const networks = ["127.0.0.1/32", "127.0.0.2/32"];

/** A value without anything secret. */
export function valueOf(version: number): string {
  return JSON.stringify({ made: "by pulumi-scp probe", version: String(version) });
}

export function secretCreation(name: string, kmsKeyId: string): Ask {
  const secret = { name, value: valueOf(1), kmsKeyId, allowedCidrs: networks, description: "made by pulumi-scp probe" };
  return { call: "createSecret", body: creationBody({ ...secret, privateAcl: { resourceIds: [] } }, false) };
}
