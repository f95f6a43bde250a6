import { CloudService } from "../classes";
import { defineComponent } from "../program/component-definition";
import type { ArgsOf } from "../program/resource-class";
import { optionalInputs } from "./argument-rules";
import { isMirrored, type Mirrored } from "./inventory-facts";
import type { InventoryMirrorArgs, MirroredResources } from "./inventory-mirror-contract";

/** Arguments as a program gives them. */
export type InventoryMirrorInputs<Resources extends MirroredResources> = ArgsOf<
  Omit<InventoryMirrorArgs, "resources">
> &
  Pick<InventoryMirrorArgs<Resources>, "resources">;

const listed =
  "must be resources of the kinds KmsKey, ManagedKmsKey, Secret, SecretVault, Certificate, ConfigInspection";

export const inventoryMirror = defineComponent<InventoryMirrorArgs>("InventoryMirror", {
  args: {
    ...optionalInputs(CloudService, ["account", "regionCode", "projectId", "tags", "keepAliveTrigger"]),
    resources: {
      schema: (z) => z.record(z.string().min(1, "must have names"), z.custom<Mirrored>(isMirrored, listed).optional()),
      required: true,
    },
  },
  plain: { resources: 2 },
  rules: [],
});
