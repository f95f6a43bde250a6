import type * as pulumi from "@pulumi/pulumi";

/** Whether the value of an Output is known: in a preview it may not be. */
export function isKnown(output: pulumi.Output<unknown>): Promise<boolean> {
  return (output as unknown as { readonly isKnown: Promise<boolean> }).isKnown;
}
