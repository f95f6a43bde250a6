import type { ResourceTable } from "../lifecycle-suite/table";
import { certificateTable } from "./certificate";
import { cloudServiceTable } from "./cloud-service";
import { configInspectionTable } from "./config-inspection";
import { kmsKeyTable } from "./kms-key";
import { secretTable } from "./secret";
import { secretVaultTable } from "./secret-vault";
import { spaceoneSecretTable } from "./spaceone-secret";

/** What the tests know of each kind. */
export const kindTables: readonly ResourceTable[] = [
  certificateTable,
  cloudServiceTable,
  configInspectionTable,
  kmsKeyTable,
  secretTable,
  secretVaultTable,
  spaceoneSecretTable,
];
