import type { AnyBehaviour } from "../definition/behaviour";
import { differs, isKept } from "../values/compare";
import type { Desired } from "../record/record";
import { pathsWithin, withPartOf } from "../values/property-path";
import { hasUnknown } from "../values/unknown";

/** What is known of a replacement before it begins. */
export interface Replacement {
  /** Why there has to be a new object: "purpose of a KMS key cannot be changed in place". */
  readonly because: string;
  /** The existing object, as the program wanted it or as state remembers it. */
  readonly old: Desired;
  readonly desired: Desired;
  /** Id of the existing object, if it is known. */
  readonly id?: string;
  /** Inputs that have to match the object if it is to stay. */
  readonly differing?: readonly string[];
  /** True if Pulumi does not ask the kind for the order, and so makes the new object first unless an option says otherwise. */
  readonly isUnasked?: boolean;
}

/** Why an object cannot be replaced, and the way out; undefined if it can. It does not matter who asks for the replacement. */
export function refusedReplacement(behaviour: AnyBehaviour, replacement: Replacement): string | undefined {
  return (
    adoptedItself(replacement) ??
    blockedInput(behaviour, replacement) ??
    keptElsewhere(behaviour, replacement) ??
    retainedFirst(behaviour, replacement) ??
    forcedLast(behaviour, replacement)
  );
}

/** Why changed inputs need a new object. */
export function unchangeable({ noun }: AnyBehaviour, names: readonly string[]): string {
  return `${names.join(", ")} of a ${noun} cannot be changed in place`;
}

/** Whether an option or a setting makes Pulumi delete an object before its successor exists, although others need it. */
export function isForcedFirst({ neededFirst }: AnyBehaviour, { resource }: Desired): boolean {
  return neededFirst !== undefined && (resource?.autonaming === true || resource?.deleteBeforeReplace === true);
}

/** Why such an object must not be deleted first, and the way out. */
export function refusedFirst({ neededFirst }: AnyBehaviour, because: string, { resource }: Desired): string {
  return `${because}; ${resource?.autonaming === true ? autonamingForces : optionForces}: ${neededFirst?.because ?? ""}`;
}

function adoptedItself({ because, id, old, desired, differing = [] }: Replacement): string | undefined {
  const { adopt } = desired;
  if (typeof adopt !== "string" || adopt !== (id ?? old.adopt)) return undefined;
  const match = differing.length === 0 ? "" : `make ${differing.join(", ")} match the object, or `;
  return `${because}, and adopt names the current object: ${match}remove adopt to replace it`;
}

function blockedInput(behaviour: AnyBehaviour, { because, old, desired }: Replacement): string | undefined {
  if (desired.adopt !== undefined) return undefined;
  const blocked = behaviour.blocked?.find(({ input }) => staysGiven(behaviour, old, desired, input));
  if (blocked === undefined) return undefined;
  return (
    `${because}; a new one is needed, but the ${blocked.input} ${quoted(desired.inputs[blocked.input])} ` +
    `${blocked.because}: ${blocked.remedy}`
  );
}

/** True if the program itself gives a value, and it is the same as before. */
function staysGiven({ inputs: rules }: AnyBehaviour, old: Desired, desired: Desired, name: string): boolean {
  const rule = rules[name];
  const value = desired.inputs[name];
  if (rule === undefined || value === undefined || hasUnknown(value)) return false;
  return !(rule.automatic !== undefined && desired.hasAutomaticName) && !differs(rule, old.inputs[name], value);
}

/** Inputs that others may have set, and with which the new object does not go on. */
export interface LeftBehind {
  /** "description, tags" */
  readonly names: string;
  /** The option or the input by which they are left to others. */
  readonly by: string;
}

const optionIgnores = "the option ignoreChanges";

/** A write-only value that others may have changed cannot be carried over to a new object. */
function unreadable(behaviour: AnyBehaviour, desired: Desired): LeftBehind | undefined {
  if (desired.adopt !== undefined) return undefined;
  const isIgnored = (input: string): boolean => desired.resource?.ignored?.includes(input) === true;
  const kept = Object.entries(behaviour.inputs).find(
    ([input, rule]) => rule.writeOnly === true && (isKept(rule, desired.inputs) || isIgnored(input)),
  );
  if (kept === undefined) return undefined;
  const [names, { keptBy = "" }] = kept;
  return { names, by: isIgnored(names) ? optionIgnores : keptBy };
}

/** What a new object lacks if Pulumi has asked nobody about the replacement. */
export function leftBehind(behaviour: AnyBehaviour, old: Desired, desired: Desired): LeftBehind | undefined {
  const { inputs } = carriedOver(behaviour, old, desired);
  const names = Object.entries(behaviour.inputs)
    .filter(([name]) => inputs[name] !== desired.inputs[name] && !hasUnknown(desired.inputs[name]))
    .filter(([name, rule]) => differs(rule, inputs[name], desired.inputs[name]))
    .map(([name]) => name);
  const readable = names.length === 0 ? undefined : { names: names.join(", "), by: optionIgnores };
  return unreadable(behaviour, desired) ?? readable;
}

function keptElsewhere(behaviour: AnyBehaviour, { because, desired }: Replacement): string | undefined {
  const left = unreadable(behaviour, desired);
  if (left === undefined) return undefined;
  const { names, by } = left;
  return (
    `${because}; a new one would begin with the program's ${names}, but by ${by} others may have changed it since, ` +
    `and it can never be read: give the present ${names}, and take ${by} away for this change`
  );
}

/** An object that makes room for the new one has to go, and with the option it would only leave state. */
function retainedFirst(behaviour: AnyBehaviour, { because, old, desired }: Replacement): string | undefined {
  const isRetained = [old, desired].some(({ resource }) => resource?.retainOnDelete === true);
  const isInTheWay = behaviour.replacement === "delete-first-if-named" && isDeletedFirst(behaviour, old, desired);
  if (!isRetained || !isInTheWay) return undefined;
  return (
    `${because}; a new one can only be made after the old one was deleted, but with the option retainOnDelete that would ` +
    `stay, and keep the name ${quoted(desired.inputs["name"])}: give another name, or remove the option and run ` +
    "`pulumi up` before this change"
  );
}

/** An option, or a replacement for no reason of the kind's own, may also make Pulumi delete the old object last. */
function forcedLast(behaviour: AnyBehaviour, { because, old, desired, isUnasked }: Replacement): string | undefined {
  const { autonaming, deleteBeforeReplace } = desired.resource ?? {};
  const isLast = deleteBeforeReplace === false || (deleteBeforeReplace === undefined && isUnasked === true);
  if (!isLast || autonaming === true || !isDeletedFirst(behaviour, old, desired)) return undefined;
  const remedy =
    deleteBeforeReplace === false
      ? "the option deleteBeforeReplace is false: remove it, or set it to true"
      : "Pulumi would make it first: set the option deleteBeforeReplace";
  return `${because}; a new one can only be made after the old one was deleted, but ${remedy}`;
}

const optionForces =
  "with the option deleteBeforeReplace (remove it) Pulumi would delete the old one before there is a new one";
const autonamingForces =
  "the stack's setting pulumi:autonaming has Pulumi delete the old one before there is a new one " +
  "(correct it with `pulumi config set --path pulumi:autonaming.providers.pulumi-nodejs.mode default`)";

/** Whether the old object is deleted before the new one is made. */
export function isDeletedFirst({ replacement }: AnyBehaviour, old: Desired, desired: Desired): boolean {
  if (replacement !== "delete-first-if-named") return replacement === "delete-first";
  const name = desired.inputs["name"];
  return !desired.hasAutomaticName && name !== undefined && name === old.inputs["name"];
}

export function quoted(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : "(unnamed)";
}

/**
 * Values under the option `ignoreChanges` are carried over to the new object, as far as they can be read: in a replacement
 * Pulumi itself would use the program's values. A name is not carried over.
 */
export function carriedOver(behaviour: AnyBehaviour, old: Desired, desired: Desired): Desired {
  const carried = Object.entries(behaviour.inputs)
    .filter(([name, rule]) => old.inputs[name] !== undefined && rule.automatic === undefined && rule.writeOnly !== true)
    .map(([name]) => [name, carriedValue(name, old.inputs[name], desired)] as const)
    .filter(([, value]) => value !== undefined);
  return { ...desired, inputs: { ...desired.inputs, ...Object.fromEntries(carried) } };
}

function carriedValue(name: string, old: unknown, { resource, inputs }: Desired): unknown {
  if (resource?.ignored?.includes(name) === true) return old;
  const paths = pathsWithin(name, resource?.ignoredParts);
  return paths.reduce((value, path) => withPartOf(path, value, old), inputs[name]);
}

/** What a user can do to replace an object, as far as its kind and its inputs allow it. */
export function wayToReplace(behaviour: AnyBehaviour, desired: Desired): string {
  const adopted = desired.adopt === undefined ? "" : "take adopt away, and ";
  const blocked = (behaviour.blocked ?? []).map(({ input }) => input);
  const given = blocked.filter((name) => staysGiven(behaviour, desired, desired, name));
  if (given.length > 0) return `${adopted}give another ${given.join(" and another ")}, which makes a new one`;
  const option = isDeletedFirst(behaviour, desired, desired) && desired.resource?.deleteBeforeReplace !== true;
  return `${adopted}${option ? "set the option deleteBeforeReplace and " : ""}run \`pulumi up --replace\` on it`;
}
