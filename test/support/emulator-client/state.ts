import type { StoredCertificate } from "./certificates";
import type { CloudServiceRecord } from "./cloud-services";
import type { StoredDiagnosis } from "./diagnoses";
import type { KeyRecord } from "./keys";
import type { StoredSecret } from "./secrets";
import type { StoredVault } from "./vaults";

/** A secret of SpaceONE as the state shows it. */
export interface StoredSpaceoneSecret {
  readonly secret_id: string;
  readonly name: string;
  readonly schema_id?: string | null;
  readonly tags: Readonly<Record<string, unknown>>;
  readonly resource_group: string;
  readonly workspace_id: string;
  readonly project_id: string;
  readonly created_at: string;
  readonly dataSha256: string;
}

export type SpaceoneState = Readonly<Record<string, Readonly<Record<string, unknown>>[]>> & {
  readonly cloudServices: readonly CloudServiceRecord[];
  readonly secrets: readonly StoredSpaceoneSecret[];
  readonly changeHistory: readonly Readonly<Record<string, unknown>>[];
};

/** A record of a list that has no calls of its own here. */
export interface StoredObject {
  readonly id: string;
  readonly [field: string]: unknown;
}

export interface AccountState {
  readonly keys: KeyRecord[];
  readonly managedKeys: KeyRecord[];
  readonly secrets: StoredSecret[];
  readonly certificates: StoredCertificate[];
  readonly vaults: StoredVault[];
  readonly diagnoses: StoredDiagnosis[];
}

export interface EmulatorState {
  readonly scp: Readonly<Record<string, AccountState>>;
  readonly spaceone: SpaceoneState;
}
