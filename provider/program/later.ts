import * as pulumi from "@pulumi/pulumi";

/** Whether a value is not there yet: an Output or a promise. */
export function isLater(value: unknown): boolean {
  const isPromise = typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
  return isPromise || pulumi.Output.isInstance(value);
}

/** Whether a value is a plain object, and not a resource, an asset or another object that Pulumi passes on as it is. */
export function isPlain(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
