import type { Key, KeyRotation } from "../../../clients/scp/kms/key";
import { defineResource } from "../../../lifecycle/definition/define-resource";
import { oneOf, uniqueName, wholeNumber } from "../../fields";
import { named } from "../phases";
import { creationTags } from "../tags";
import { isNeeded, refuseWhileUsed, warnOfDeletion } from "./key-deletion";
import { identifyKey, keyDescription, keyInputs, keyOutputMarks, keyOutputs, strangeKeyState } from "./key-facts";
import type { KmsKeyArgs, KmsKeyOutputs, KmsKeyRotation } from "./kms-key-contract";

/** The console's own default (SCP 6.1). */
const defaultPeriodInDays = 90;

type Defaulted =
  "name" | "keyType" | "description" | "rotation" | "enabled" | "deleteImmediately" | "refuseDeletionWhileUsed";

/** A key of the Key Management Service (API reference, section 3). */
export const kmsKey = defineResource<KmsKeyArgs, KmsKeyOutputs, Key, Defaulted>({
  kind: "KmsKey",
  cloud: "scp",
  noun: "KMS key",
  inputs: {
    name: uniqueName({ characters: ["a-z", "0-9"], min: 3, max: 63 }),
    purpose: {
      change: "replace",
      required: true,
      schema: (z) =>
        z.string().regex(/^\S+$/, "must be the code of a purpose, for example aes-256 or rsa-2048, without spaces"),
    },
    keyType: {
      change: "replace",
      schema: (z) => oneOf(z, ["basic", "advanced"]),
      default: "advanced",
    },
    description: keyDescription,
    rotation: {
      change: "update",
      schema: (z) =>
        z
          .strictObject({
            enabled: z.boolean(),
            periodInDays: wholeNumber(z, "days", 1, 730).optional(),
          })
          .transform(({ enabled, periodInDays = enabled ? defaultPeriodInDays : undefined }) => ({
            enabled,
            ...(periodInDays === undefined ? {} : { periodInDays }),
          })),
      default: { enabled: false },
      same: (a, b) => a.enabled === b.enabled && (!a.enabled || a.periodInDays === b.periodInDays),
    },
    enabled: { change: "update", schema: (z) => z.boolean(), default: true },
    deleteImmediately: { change: "state", schema: (z) => z.boolean(), default: false },
    rotateTrigger: { change: "trigger", schema: (z) => z.string() },
    refuseDeletionWhileUsed: { change: "state", schema: (z) => z.boolean(), default: false },
    tags: creationTags,
  },
  rules: [
    {
      inputs: ["rotateTrigger", "enabled"],
      broken: ({ rotateTrigger, enabled }, _, olds) => {
        const asks = ![undefined, rotateTrigger].includes(olds.rotateTrigger) && rotateTrigger !== undefined;
        if (!asks || enabled !== false || olds.enabled !== false) return undefined;
        return "cannot be changed while the key is stopped, since the service rotates active keys only: set enabled to true";
      },
    },
  ],
  outputs: keyOutputMarks,
  identify: identifyKey,
  notUnderstood: strangeKeyState,
  inputsOf: keyInputs,
  outputsOf: keyOutputs,
  find: ({ scp }, id) => scp.kms.showKey(id),
  findByName: async ({ scp }, name) => named(await scp.kms.listKeys({ name }), name, identifyKey),
  listing: { list: ({ scp }) => scp.kms.listKeys() },
  isNameTaken: ({ scp }, name) => scp.kms.isNameTaken(name),
  create: ({ scp }, { name, purpose, keyType, description, rotation, tags }) =>
    scp.kms.createKey({ name, purpose, keyType, description, rotation: withPeriod(rotation), tags }),
  // A stopped key is started before anything else is changed, and stopped after everything else.
  steps: [
    {
      name: "enabled",
      inputs: ["enabled"],
      when: ({ enabled }) => enabled,
      run: ({ scp }, id) => scp.kms.startKey(id),
    },
    {
      name: "description",
      inputs: ["description"],
      run: ({ scp }, id, { description }) => scp.kms.updateDescription(id, description),
    },
    {
      name: "rotation",
      inputs: ["rotation"],
      run: ({ scp }, id, { rotation }) => scp.kms.updateRotation(id, withPeriod(rotation)),
    },
    {
      name: "rotation now",
      inputs: ["rotateTrigger"],
      afterLostReply: { version: ({ currentVersion }) => currentVersion?.toString() },
      run: ({ scp }, id) => scp.kms.rotateKey(id),
    },
    {
      name: "enabled",
      inputs: ["enabled"],
      when: ({ enabled }) => !enabled,
      run: ({ scp }, id) => scp.kms.stopKey(id),
    },
  ],
  remove: async (context, id, { deleteImmediately, refuseDeletionWhileUsed }, { atOnce }) => {
    if (atOnce) return context.scp.kms.deleteKey(id, true);
    if (refuseDeletionWhileUsed) await refuseWhileUsed(context, id);
    await warnOfDeletion(context, id, deleteImmediately);
    await context.scp.kms.deleteKey(id, deleteImmediately);
  },
  replacement: "create-first",
  window: "optional",
  // Only the console can cancel a deletion; the key is stopped then (SCP 6.1).
  wayToKeep: () =>
    "cancel the deletion in the console before that date, activate the key, and manage it again with adopt",
  neededFirst: {
    because: "data that it encrypts could no longer be read, nor be encrypted again with the new key",
    isNeeded,
  },
  blocked: [
    {
      input: "name",
      because: "is blocked for 72 hours after a deletion",
      remedy: "change the name too",
    },
  ],
});

/** The service needs a period also while rotation is off, and the program may give none then. */
function withPeriod({ enabled, periodInDays = defaultPeriodInDays }: KmsKeyRotation): KeyRotation {
  return { enabled, periodInDays };
}
