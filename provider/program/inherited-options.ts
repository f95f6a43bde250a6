import * as pulumi from "@pulumi/pulumi";

/** Options that Pulumi's engine hands down from a parent to its children, without the children's programs knowing of it. */
type HandedDown = Pick<pulumi.ResourceOptions, "deletedWith" | "retainOnDelete">;

const handedDown = new WeakMap<pulumi.Resource, HandedDown>();
const watched = new WeakSet<pulumi.Resource>();

/**
 * From now on notes what the resources of the program's stack hand down. A program that is loaded before its stack, as with
 * the Automation API, is watched from its first resource of this package on.
 */
export function watchStack(): void {
  const stack = pulumi.runtime.getStackResource();
  if (stack === undefined || watched.has(stack)) return;
  watched.add(stack);
  pulumi.runtime.registerStackTransformation(({ resource, opts }) => {
    const options = { ...inheritedBy(opts.parent), ...present(opts) };
    if (Object.keys(options).length > 0) handedDown.set(resource, options);
    return undefined;
  });
}

/** Options that a resource has from its parent. */
export function inheritedBy(parent: pulumi.Resource | undefined): HandedDown {
  return (parent && handedDown.get(parent)) ?? {};
}

function present({ deletedWith, retainOnDelete }: HandedDown): HandedDown {
  return {
    ...(deletedWith === undefined ? {} : { deletedWith }),
    ...(retainOnDelete === undefined ? {} : { retainOnDelete }),
  };
}
