import type { Key } from "../clients/scp/kms/key";
import type { Identity, OptionalInputRule, Phase } from "../lifecycle/behaviour";
import type { KmsKeyOutputs } from "./kms-key-outputs";

// What a user's keys and the platform's have in common.

const phases: Readonly<Record<string, Phase>> = {
  Creating: "creating",
  Active: "ready",
  Stop: "ready",
  To_Be_Terminated: "terminating",
  Error: "failed",
};

/** A key's description, the one thing of it that can always be changed. */
export const keyDescription: OptionalInputRule<string> = {
  change: "update",
  schema: (z) => z.string().refine((text) => Array.from(text).length <= 100, "must be at most 100 characters long"),
  default: "",
};

export const keyOutputMarks = {
  state: "plain",
  currentVersion: "plain",
  nextRotationAt: "plain",
  managedType: "plain",
  region: "plain",
  accountId: "plain",
  createdAt: "plain",
  createdBy: "plain",
  deleteAt: "plain",
} as const;

export function identifyKey(key: Key): Identity {
  return {
    id: key.id,
    name: key.name,
    phase: phases[key.state] ?? "ready",
    state: key.state,
    createdAt: key.createdAt,
    deleteAt: key.deleteAt,
    region: key.region,
    account: key.accountId,
  };
}

export function keyOutputs(key: Key): Partial<KmsKeyOutputs> {
  return {
    state: key.state,
    ...(key.currentVersion === undefined ? {} : { currentVersion: key.currentVersion }),
    nextRotationAt: key.nextRotateAt,
    managedType: key.managedType,
    ...(key.region === undefined ? {} : { region: key.region }),
    ...(key.accountId === undefined ? {} : { accountId: key.accountId }),
    ...(key.createdAt === undefined ? {} : { createdAt: key.createdAt }),
    ...(key.createdBy === undefined ? {} : { createdBy: key.createdBy }),
    deleteAt: key.deleteAt,
  };
}
