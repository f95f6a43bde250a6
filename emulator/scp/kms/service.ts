import { kmsOperations } from "../../../provider/clients/scp/kms/operations";
import { stateList, serveOperations, type ScpService } from "../service";
import { checkDuplicateName } from "./check-duplicate-name";
import { createDataKey } from "./create-data-key";
import { createKey } from "./create-key";
import { decrypt } from "./decrypt";
import { deleteKey } from "./delete-key";
import { encrypt } from "./encrypt";
import { keys, managedKeys } from "./key";
import { keyDueRule } from "./key-due";
import { keyMaterials } from "./key-material";
import { keyUsers } from "./key-user";
import { listKeys } from "./list-keys";
import { listManagedKeys } from "./list-managed-keys";
import { listUsers } from "./list-users";
import { makeHmac } from "./make-hmac";
import { startManagedKey } from "./managed-key";
import { rewrap } from "./rewrap";
import { rotateKey } from "./rotate-key";
import { rotationTimes } from "./rotation-times";
import { showKey } from "./show-key";
import { showManagedKey } from "./show-managed-key";
import { sign } from "./sign";
import { prepareKeyState, showKeyState } from "./state-view";
import { updateDescription } from "./update-description";
import { updateManagedKeyDescription } from "./update-managed-key-description";
import { updateRotation } from "./update-rotation";
import { updateState } from "./update-state";
import { verify } from "./verify";
import { verifyHmac } from "./verify-hmac";

/** The Key Management Service: the control plane, which manages keys, and the data plane, which uses them. */
export const kms: ScpService = {
  name: "kms",
  title: "Key Management Service",
  secretFields: ["plaintext", "input"],
  numberFields: ["rotate_cycle"],
  versions: [
    { id: "1.3", status: "CURRENT", notBefore: "" },
    { id: "1.2", status: "SUPPORTED", notBefore: "" },
    { id: "1.1", status: "SUPPORTED", notBefore: "2026-08-31" },
    { id: "1.0", status: "DEPRECATED", notBefore: "2025-12-31" },
  ],
  operations: serveOperations(kmsOperations, {
    checkDuplicateName,
    createDataKey,
    createKey,
    decrypt,
    deleteKey,
    encrypt,
    listKeys,
    listManagedKeys,
    listUsers,
    makeHmac,
    rewrap,
    rotateKey,
    showKey,
    showManagedKey,
    sign,
    updateDescription,
    updateManagedKeyDescription,
    updateRotation,
    updateState,
    verify,
    verifyHmac,
  }),
  collections: [keys, managedKeys, keyMaterials, keyUsers, rotationTimes],
  dueRules: [keyDueRule],
  startPlace: startManagedKey,
  prepareState: prepareKeyState,
  state: { keys: stateList(keys, showKeyState), managedKeys: stateList(managedKeys, showKeyState) },
};
