import { certificateManager } from "./certificatemanager/service";
import { configInspection } from "./configinspection/service";
import { kms } from "./kms/service";
import { secretsManager } from "./secretsmanager/service";
import { secretVault } from "./secretvault/service";
import type { ScpService } from "./service";

/** The services that are served: each one is registered here and nowhere else. */
export const scpServices: readonly ScpService[] = [
  kms,
  secretsManager,
  secretVault,
  certificateManager,
  configInspection,
];
