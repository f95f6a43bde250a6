import { certificateTable } from "../support/kinds/certificate";
import { lifecycleSuite } from "../support/lifecycle-suite";

lifecycleSuite(certificateTable);
