import type { ResourceTable } from "../lifecycle-suite/table";
import { kmsKeyTable } from "./kms-key";

/** What the tests know of each kind. */
export const kindTables: readonly ResourceTable[] = [kmsKeyTable];
