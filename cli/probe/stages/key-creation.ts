import { creationBody } from "../../../provider/clients/scp/kms/key";
import type { Ask } from "../wire";

/** A key that can encrypt, without rotation. */
export function keyCreation(name: string): Ask {
  const rotation = { enabled: false, periodInDays: 90 };
  const key = { name, purpose: "aes-256", keyType: "advanced", description: "made by pulumi-scp probe", rotation };
  return { call: "createKey", body: creationBody(key) };
}
