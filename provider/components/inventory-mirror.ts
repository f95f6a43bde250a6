import * as pulumi from "@pulumi/pulumi";

import { CloudService } from "../classes";
import { Component } from "../program/component";
import { componentType, isComponent } from "../program/component-kind";
import { entryOf, type Mirrored } from "./inventory-facts";
import { inventoryMirror, type InventoryMirrorInputs } from "./inventory-mirror-arguments";
import type { MirroredResources } from "./inventory-mirror-contract";

export type * from "./inventory-mirror-contract";
export type { Mirrored } from "./inventory-facts";

/**
 * Shows resources of Samsung Cloud Platform in SpaceONE's inventory: each has a cloud service there, whose data are the
 * resource's properties, in the words of collectors (`current_version`), and never a secret. With each `pulumi up` the entries
 * follow their resources, and stay although the service deletes what nobody updates for 48 hours. Arguments:
 * {@link InventoryMirrorArgs}.
 *
 * Throws at construction for arguments that are wrong by themselves; the message names each of them.
 *
 * @example
 * ```ts
 * const mirror = new InventoryMirror("security", {
 *   resources: { "orders-key": key, "orders-db": secret },
 *   tags: { team: "orders" },
 * });
 * export const entryId = mirror.entries["orders-key"].id;
 * ```
 */
export class InventoryMirror<Resources extends MirroredResources = MirroredResources> extends Component {
  /** The type token, by which transforms and policies tell components apart. */
  static readonly __pulumiType = componentType(inventoryMirror);

  /** Whether a value is such a component, also where several copies of this package are loaded. */
  static override readonly isInstance = (value: unknown): value is InventoryMirror =>
    isComponent(value, inventoryMirror);

  /** The entries, by the names of the argument `resources`. */
  readonly entries: MirroredEntries<Resources>;

  /** Ids of the entries, by their names. */
  readonly entryIds: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: InventoryMirrorInputs<Resources>, options?: pulumi.ComponentResourceOptions) {
    super(inventoryMirror, name, args, options);
    const { resources, keepAliveTrigger = dayOf(Date.now()), ...others } = args;
    const entries = Object.entries<Mirrored | undefined>(resources).flatMap(([entry, resource]) => {
      if (resource === undefined) return [];
      const inputs = entryInputs(resource, { ...others, keepAliveTrigger });
      return [[entry, new CloudService(`${name}-${entry}`, inputs, { parent: this })] as const];
    });
    this.entries = Object.fromEntries(entries) as MirroredEntries<Resources>;
    this.entryIds = pulumi.output(Object.fromEntries(entries.map(([entry, { id }]) => [entry, id])));
    this.registerOutputs({ entryIds: this.entryIds });
  }
}

/** An entry for each resource that is there. */
export type MirroredEntries<Resources extends MirroredResources> = {
  readonly [Name in keyof Resources]: CloudService | Extract<Resources[Name], undefined>;
};

/** In UTC. */
function dayOf(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10);
}

function entryInputs(
  resource: Mirrored,
  { account, regionCode, ...others }: Omit<InventoryMirrorInputs<MirroredResources>, "resources">,
) {
  const told = entryOf(resource);
  return {
    ...others,
    ...told,
    provider: "scp",
    account: or(told.account, account),
    regionCode: or(told.regionCode, regionCode),
    reference: { resourceId: resource.id },
  };
}

/** What a resource tells, or what the program says. An empty text counts as none. */
function or(told: pulumi.Output<string | null>, given: pulumi.Input<string> | undefined): pulumi.Output<string> {
  return pulumi.all([told, given]).apply(([known, usual]) => known ?? usual ?? "");
}
