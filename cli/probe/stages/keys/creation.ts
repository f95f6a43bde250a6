import { creationBody } from "../../../../provider/clients/scp/kms/key";
import type { Ask } from "../../wire";

/** The days of a key's rotation. */
export const rotationDays = 90;

/** A key that can encrypt, without rotation. */
export function keyCreation(name: string): Ask {
  return creationOf(name, "made by pulumi-scp probe");
}

/** The same without a description. */
export function undescribedKeyCreation(name: string): Ask {
  return creationOf(name, "");
}

function creationOf(name: string, description: string): Ask {
  const rotation = { enabled: false, periodInDays: rotationDays };
  return {
    call: "createKey",
    body: creationBody({ name, purpose: "aes-256", keyType: "advanced", description, rotation }),
  };
}
