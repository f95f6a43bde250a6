import { certificatesStage } from "./certificates";
import { cloudServicesStage } from "./cloud-services";
import { inspectionsStage, runsStage } from "./inspections";
import { keysStage } from "./keys/stage";
import { secretsStage } from "./secrets/stage";
import { serviceKeyStage } from "./service-key";
import type { Stage } from "./stage";
import { vaultsStage } from "./vaults";

/**
 * All stages, in the order in which they are done. A stage with many questions has a folder; each question says which
 * switches its answer tells.
 */
export const stages: readonly Stage[] = [
  keysStage,
  secretsStage,
  certificatesStage,
  inspectionsStage,
  vaultsStage,
  runsStage,
  serviceKeyStage,
  cloudServicesStage,
];
