import * as pulumi from "@pulumi/pulumi";

import { CloudService } from "../classes";
import { Component } from "../program/component";
import { componentType, isComponent } from "../program/component-kind";
import { entryOf, type Mirrored } from "./inventory-facts";
import { inventoryMirror, type InventoryMirrorInputs } from "./inventory-mirror-arguments";

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
 *   resources: { "orders-key": key, "orders-db": database.secret },
 *   tags: { team: "orders" },
 * });
 * export const entryId = mirror.entries["orders-key"].id;
 * ```
 */
export class InventoryMirror<Name extends string = string> extends Component {
  /** The type token, by which transforms and policies tell components apart. */
  static readonly __pulumiType = componentType(inventoryMirror);

  /** Whether a value is such a component, also where several copies of this package are loaded. */
  static override readonly isInstance = (value: unknown): value is InventoryMirror =>
    isComponent(value, inventoryMirror);

  /** The entries, by the names of the argument `resources`. */
  readonly entries: Readonly<Record<Name, CloudService>>;

  /** Ids of the entries, by their names. */
  readonly entryIds: pulumi.Output<Record<Name, string>>;

  constructor(name: string, args: InventoryMirrorInputs<Name>, options?: pulumi.ComponentResourceOptions) {
    super(inventoryMirror, name, args, options);
    const { resources, keepAliveTrigger = dayOf(Date.now()), ...others } = args;
    const entries = Object.entries<Mirrored>(resources).map(([entry, resource]) => {
      const inputs = entryInputs(resource, { ...others, keepAliveTrigger });
      return [entry, new CloudService(`${name}-${entry}`, inputs, { parent: this })] as const;
    });
    this.entries = Object.fromEntries(entries) as Record<Name, CloudService>;
    const ids = Object.fromEntries(entries.map(([entry, { id }]) => [entry, id]));
    this.entryIds = pulumi.output(ids) as pulumi.Output<Record<Name, string>>;
    this.registerOutputs({ entryIds: this.entryIds });
  }
}

/** In UTC. */
function dayOf(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10);
}

function entryInputs(
  resource: Mirrored,
  { account, regionCode, ...others }: Omit<InventoryMirrorInputs<string>, "resources">,
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
