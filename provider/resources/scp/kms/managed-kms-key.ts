import { sameId } from "../../../words/ids";
import { objectId } from "../../../lifecycle/definition/object-id";
import type { Key } from "../../../clients/scp/kms/key";
import { defineResource } from "../../../lifecycle/definition/define-resource";
import { identifyKey, keyDescription, keyOutputMarks, keyOutputs, strangeKeyState } from "./key-facts";
import type { KmsKeyOutputs } from "./kms-key-contract";
import type { ManagedKmsKeyArgs } from "./managed-kms-key-contract";

/**
 * A key that the platform makes and manages (API reference, section 3, since version 1.2). The resource adopts it, and can
 * change only its description. Destroying the resource leaves the key as it is.
 */
export const managedKmsKey = defineResource<ManagedKmsKeyArgs, KmsKeyOutputs, Key, "description">({
  kind: "ManagedKmsKey",
  cloud: "scp",
  noun: "managed KMS key",
  inputs: {
    keyId: {
      change: "replace",
      required: true,
      needs: { service: "kms", version: "1.2" },
      schema: objectId("a key that the platform manages"),
      same: sameId,
    },
    description: keyDescription,
  },
  outputs: keyOutputMarks,
  identify: identifyKey,
  notUnderstood: strangeKeyState,
  inputsOf: (key) => ({ keyId: key.id, description: key.description }),
  outputsOf: keyOutputs,
  find: ({ scp }, id) => scp.kms.showManagedKey(id),
  listing: { list: ({ scp }) => scp.kms.listManagedKeys() },
  existing: "keyId",
  steps: [
    {
      name: "description",
      inputs: ["description"],
      run: ({ scp }, id, { description }) => scp.kms.updateManagedKeyDescription(id, description),
    },
  ],
  replacement: "create-first",
});
