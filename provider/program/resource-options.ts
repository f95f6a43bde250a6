import * as pulumi from "@pulumi/pulumi";

import { nearest } from "../words/nearest";
import { behaviourOf, type AnyBehaviour } from "../lifecycle/definition/behaviour";
import type { Definition } from "../lifecycle/definition/definition";
import { inheritedBy } from "./inherited-options";
import { ignoreProblem } from "../lifecycle/planning/ignored-inputs";
import { pathOf } from "../lifecycle/values/property-path";

type Options = pulumi.CustomResourceOptions;

/** What is wrong with a resource's options, and what to do instead; undefined if nothing is. */
type Rule = (options: Options, behaviour: AnyBehaviour) => string | undefined;

/** Options that would bypass the rules of a kind, or cannot take effect. docs/options.md lists all options. */
const rules: readonly Rule[] = [
  ({ import: id }, behaviour) =>
    id === undefined ? undefined : `Pulumi cannot import dynamic resources${insteadOfImport(behaviour)}`,
  ({ deletedWith, parent }, behaviour) =>
    (deletedWith ?? inheritedBy(parent).deletedWith) === undefined || !isDeleted(behaviour)
      ? undefined
      : `a ${behaviour.noun} does not go away with another object: with the option deletedWith a destroy would leave it ` +
        `where it is, and forget it. Leave the option out${deletedWith === undefined ? " of its parent" : ""}, or say ` +
        "retainOnDelete where it is to stay",
  ({ replaceWith }, { noun, window }) =>
    replaceWith === undefined || replaceWith.length === 0 || window === undefined
      ? undefined
      : `with the option replaceWith Pulumi may delete the ${noun} before there is another one, and asks nobody: ` +
        "leave it out, and let an input change with the other resource",
  ({ ignoreChanges = [] }, behaviour) => ignoreProblem(behaviour, ignoreChanges),
];

function insteadOfImport({ existing, value }: AnyBehaviour): string {
  if (value !== undefined) return "";
  return `; manage the existing object with the input ${existing ?? "adopt"}: "<id>" instead of the option import`;
}

/** Whether a destroy deletes an object. */
function isDeleted({ existing, value }: AnyBehaviour): boolean {
  return existing === undefined && value === undefined;
}

/** Refuses options that cannot work with a kind, and warns of paths that name none of its inputs. */
export function checkOptions(definition: Definition<object, object>, name: string, options: Options): void {
  const behaviour = behaviourOf(definition);
  const subject = `${definition.kind} ${JSON.stringify(name)}`;
  for (const rule of rules) {
    const problem = rule(options, behaviour);
    if (problem !== undefined) throw new Error(`${subject}: ${problem}`);
  }
  for (const option of ["ignoreChanges", "replaceOnChanges"] as const) {
    for (const path of options[option] ?? []) warnOfUnknown(behaviour, subject, option, path);
  }
}

function warnOfUnknown({ inputs }: AnyBehaviour, subject: string, option: string, path: string): void {
  const [first] = pathOf(path) ?? [];
  if (first === "*" || (first !== undefined && first in inputs)) return;
  const meant = nearest(String(first), Object.keys(inputs));
  const hint = meant === undefined ? "" : `; did you mean ${meant}?`;
  void pulumi.log.warn(`${subject}: ${option}: ${path} names no input, so that it does nothing${hint}`);
}
