import { cloudServiceTable } from "../support/kinds/cloud-service";
import { lifecycleSuite } from "../support/lifecycle-suite";

lifecycleSuite(cloudServiceTable);
