import * as pulumi from "@pulumi/pulumi";

import type * as checkModule from "../invoke/check-arguments";
import { unknown } from "../lifecycle/values/unknown";
import type { AnyComponentDefinition } from "./component-definition";
import type { ComponentKind } from "./component-kind";
import { isLater, isPlain } from "./later";

/** Validation is loaded by the first component: most programs have none. */
const checking = (): typeof checkModule => require("../invoke/check-arguments") as typeof checkModule;

/** Throws what is wrong with the arguments of a component, as far as they are known. */
export function checkComponent(kind: ComponentKind, name: string, args: object): void {
  const { args: rulesOfEach, plain, rules } = kind.definition as AnyComponentDefinition;
  const subject = `${kind.name} ${name}`;
  const known = Object.entries(args).map(([key, value]: [string, unknown]) => [key, knownParts(value)] as const);
  const later = known.filter(([key, value]) => hasUnknownWithin(value, plain[key] ?? 0)).map(([key]) => key);
  if (later.length > 0) {
    const verb = later.length === 1 ? "has" : "have";
    throw new TypeError(
      `${subject}: ${later.join(", ")} ${verb} to be known when the program runs: no Output is possible there`,
    );
  }
  checking().checkArguments({ name: subject, args: rulesOfEach, rules }, Object.fromEntries(known));
}

/** A value whose Outputs and promises are unknown. A resource stands there by its type: it leads to all others. */
function knownParts(value: unknown): unknown {
  if (isLater(value)) return unknown;
  if (pulumi.Resource.isInstance(value)) return typeAlone(value);
  if (Array.isArray(value)) return value.map(knownParts);
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, knownParts(part)]));
}

function typeAlone(resource: object): object {
  return { __pulumiType: (resource as { readonly __pulumiType?: string }).__pulumiType };
}

/** Whether a value is unknown, or one of its parts in so many levels. */
function hasUnknownWithin(value: unknown, levels: number): boolean {
  if (levels === 0) return false;
  if (Array.isArray(value)) return value.some((part) => hasUnknownWithin(part, levels - 1));
  return (
    value === unknown || (isPlain(value) && Object.values(value).some((part) => hasUnknownWithin(part, levels - 1)))
  );
}
