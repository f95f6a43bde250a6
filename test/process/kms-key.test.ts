import { kmsKeyTable } from "../support/kinds/kms-key";
import { lifecycleSuite } from "../support/lifecycle-suite";

lifecycleSuite(kmsKeyTable);
