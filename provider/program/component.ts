import * as pulumi from "@pulumi/pulumi";

import type { ArgumentRule, ArgumentRules } from "../functions/definitions/definition";
import type * as checkModule from "../invoke/check-arguments";
import type { AnyInputs, InputsRule } from "../lifecycle/definition/input-rule";
import { unknown } from "../lifecycle/values/unknown";
import { isLater, isPlain } from "./later";

/** What a component takes, as data. */
export interface ComponentDefinition<Args extends object> {
  readonly kind: string;
  /** What is allowed of each argument. A rule of a child's input is that input's own. */
  readonly args: { readonly [Name in keyof Args]-?: ArgumentRule };
  /**
   * Arguments that decide which children there are, so that the program has to know them: how many levels of each are plain.
   * Outputs may stand below.
   */
  readonly plain: { readonly [Name in keyof Args]?: number };
  /** Rules over several arguments. They see known values only. */
  readonly rules: readonly InputsRule<Args>[];
}

/** The same without the types of its arguments. */
export interface AnyComponent {
  readonly kind: string;
  readonly args: ArgumentRules;
  readonly plain: Readonly<Record<string, number | undefined>>;
  readonly rules: readonly InputsRule<AnyInputs>[];
}

/** Forgotten arguments do not compile. */
export function defineComponent<Args extends object>({ rules, ...rest }: ComponentDefinition<Args>): AnyComponent {
  return { ...rest, rules: rules as readonly unknown[] as readonly InputsRule<AnyInputs>[] };
}

/** A component of this package. What its arguments have wrong is said before it or any child is registered. */
export abstract class Component extends pulumi.ComponentResource {
  protected constructor(
    definition: AnyComponent,
    name: string,
    args: object,
    options: pulumi.ComponentResourceOptions | undefined,
  ) {
    try {
      checkComponent(definition, name, args);
    } catch (error) {
      if (error instanceof Error) Error.captureStackTrace(error, new.target);
      throw error;
    }
    super(componentType(definition.kind), name, {}, options);
  }
}

/** The type token of a component: permanent, since it is a part of its children's URNs. */
export function componentType(kind: string): string {
  return `pulumi-scp:index:${kind}`;
}

/** Whether a value is a component of a kind, also where several copies of this package are loaded. */
export function isComponent(value: unknown, kind: string): boolean {
  return (
    typeof value === "object" && value !== null && "__pulumiType" in value && value.__pulumiType === componentType(kind)
  );
}

/** Validation is loaded by the first component: most programs have none. */
const checking = (): typeof checkModule => require("../invoke/check-arguments") as typeof checkModule;

function checkComponent({ kind, args: argumentRules, plain, rules }: AnyComponent, name: string, args: object): void {
  const subject = `${kind} ${name}`;
  const known = Object.entries(args).map(([key, value]: [string, unknown]) => [key, knownParts(value)] as const);
  const later = known.filter(([key, value]) => hasUnknownWithin(value, plain[key] ?? 0)).map(([key]) => key);
  if (later.length > 0) {
    const verb = later.length === 1 ? "has" : "have";
    throw new TypeError(
      `${subject}: ${later.join(", ")} ${verb} to be known when the program runs: no Output is possible there`,
    );
  }
  checking().checkArguments({ name: subject, args: argumentRules, rules }, Object.fromEntries(known));
}

/** A value whose Outputs and promises are unknown. */
function knownParts(value: unknown): unknown {
  if (isLater(value)) return unknown;
  if (Array.isArray(value)) return value.map(knownParts);
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, knownParts(part)]));
}

/** Whether a value is unknown, or one of its parts in so many levels. */
function hasUnknownWithin(value: unknown, levels: number): boolean {
  if (levels === 0) return false;
  if (Array.isArray(value)) return value.some((part) => hasUnknownWithin(part, levels - 1));
  return (
    value === unknown || (isPlain(value) && Object.values(value).some((part) => hasUnknownWithin(part, levels - 1)))
  );
}
