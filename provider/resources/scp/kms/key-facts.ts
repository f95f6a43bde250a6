import type { Key } from "../../../clients/scp/kms/key";
import type { Identity } from "../../../lifecycle/definition/identity";
import type { DefaultedInputRule } from "../../../lifecycle/definition/input-rule";
import { textField } from "../../fields";
import { isListed, isWord, phaseOf, strangeState, type States } from "../phases";
import type { KmsKeyOutputs, KmsKeyShown } from "./kms-key-contract";

// Shared by users' keys and the keys that the platform manages.

const states: States = {
  Creating: "creating",
  Active: "ready",
  Stop: "ready",
  To_Be_Terminated: "terminating",
  Error: "failed",
};

/** A key's description; it can be changed for both. */
export const keyDescription: DefaultedInputRule<string> = {
  change: "update",
  schema: (z) => textField(z, { max: 100 }),
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
    phase: phaseOf(states, key.state),
    state: key.state,
    createdAt: key.createdAt,
    deleteAt: deletionOf(key),
    region: key.region,
    account: key.accountId,
  };
}

/** A user's key as the inputs that would make it. */
export function keyInputs(key: Key): KmsKeyShown {
  const enabled = isEnabledKey(key);
  return {
    name: key.name,
    purpose: key.purpose,
    ...(key.keyType === "basic" || key.keyType === "advanced" ? { keyType: key.keyType } : {}),
    description: key.description,
    rotation: {
      enabled: key.isRotated,
      ...(key.rotationPeriodInDays === undefined ? {} : { periodInDays: key.rotationPeriodInDays }),
    },
    ...(enabled === undefined ? {} : { enabled }),
  };
}

export function keyOutputs(key: Key): Partial<KmsKeyOutputs> {
  return {
    state: key.state,
    ...(key.currentVersion === undefined ? {} : { currentVersion: key.currentVersion }),
    nextRotationAt: key.isRotated ? key.nextRotationAt : undefined,
    managedType: key.managedType,
    ...(key.region === undefined ? {} : { region: key.region }),
    ...(key.accountId === undefined ? {} : { accountId: key.accountId }),
    ...(key.createdAt === undefined ? {} : { createdAt: key.createdAt }),
    ...(key.createdBy === undefined ? {} : { createdBy: key.createdBy }),
    deleteAt: deletionOf(key),
  };
}

export function strangeKeyState({ state }: Key): readonly string[] {
  return strangeState(states, state);
}

export function isLeavingKey({ state }: Pick<Key, "state">): boolean {
  return phaseOf(states, state) === "terminating";
}

/** Whether a key is still being made: until then nothing can be done with it. */
export function isYoungKey({ state }: Pick<Key, "state">): boolean {
  return phaseOf(states, state) === "creating";
}

export function isStoppedKey({ state }: Pick<Key, "state">): boolean {
  return isWord(state, "Stop");
}

/** Whether a key can be used; undefined if its state does not tell. */
function isEnabledKey(key: Key): boolean | undefined {
  return isListed(states, key.state) ? !isStoppedKey(key) : undefined;
}

/** When the key will be deleted. After a cancelled deletion the service may still show the old time. */
function deletionOf(key: Key): string | undefined {
  return isLeavingKey(key) ? key.deleteAt : undefined;
}
