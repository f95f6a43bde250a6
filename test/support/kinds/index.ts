import type { LifeTable } from "../lifecycle-suite/table";
import { certificateTable } from "./certificate";
import { cloudServiceTable } from "./cloud-service";
import { configInspectionTable } from "./config-inspection";
import { kmsKeyTable } from "./kms-key";
import { kmsCiphertextTable, kmsDataKeyTable } from "./kms-values";
import { managedKmsKeyTable } from "./managed-kms-key";
import { randomPasswordTable } from "./random-password";
import { secretTable } from "./secret";
import { secretVaultTable } from "./secret-vault";
import { spaceoneSecretTable } from "./spaceone-secret";

/** What the tests know of each kind. */
export const kindTables: readonly LifeTable[] = [
  certificateTable,
  cloudServiceTable,
  configInspectionTable,
  kmsCiphertextTable,
  kmsDataKeyTable,
  kmsKeyTable,
  managedKmsKeyTable,
  randomPasswordTable,
  secretTable,
  secretVaultTable,
  spaceoneSecretTable,
];
