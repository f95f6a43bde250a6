import * as pulumi from "@pulumi/pulumi";

/** Where a ScpProvider holds its settings; the same in every copy of this package. */
export const heldSettings = Symbol.for("pulumi-scp/settings");

/** Settings as a plugin process would be given them. */
export type Settings = Readonly<Record<string, string>>;

/** The package of Pulumi's dynamic resources, whose provider a component hands down. */
const dynamicPackage = "pulumi-nodejs";

/**
 * The settings for a function: those of the provider that it is given, else of its parent's, else the stack's. They come
 * without the mark of a secret, since what a function answers holds none of them.
 */
export function settingsFor(name: string, { provider, parent }: pulumi.InvokeOptions): pulumi.Output<Settings> {
  const chosen = provider ?? parent?.getProvider(`${dynamicPackage}:functions:${name}`);
  if (chosen === undefined) return pulumi.output(pulumi.runtime.allConfig());
  const { [heldSettings]: settings } = chosen as { readonly [heldSettings]?: pulumi.Input<Settings> };
  if (settings === undefined) throw new TypeError(`${name}: the option provider must be a ScpProvider`);
  return pulumi.unsecret(pulumi.output(settings));
}
