import type { AnyBehaviour } from "./behaviour";
import type { AnyInputs } from "./input-rule";
import { differs, isKept } from "./compare";
import type { Inputs } from "./state";
import { hasUnknown } from "./unknown";

/** What is known of a replacement before it begins. */
export interface Replacement {
  /** Why there has to be a new object: "purpose of a KMS key cannot be changed in place". */
  readonly because: string;
  /** Inputs, or state, of the object that there is. */
  readonly old: Inputs;
  readonly inputs: Inputs;
  /** Id of the object that there is, where it is known. */
  readonly id?: string;
  /** Inputs that have to match the object for it to stay. */
  readonly differing?: readonly string[];
}

/** Why an object cannot be replaced, and the way out; undefined where it can. Whatever has asked for it. */
export function refusedReplacement(behaviour: AnyBehaviour, replacement: Replacement): string | undefined {
  return (
    adoptedItself(replacement) ??
    blockedInput(behaviour, replacement) ??
    keptElsewhere(behaviour, replacement) ??
    forcedLast(behaviour, replacement)
  );
}

/** Why changed inputs need a new object. */
export function unchangeable({ noun }: AnyBehaviour, names: readonly string[]): string {
  return `${names.join(", ")} of a ${noun} cannot be changed in place`;
}

/** Whether an option or a setting has Pulumi delete first what another one has to take the place of. */
export function isForcedFirst({ neededFirst }: AnyBehaviour, { __meta }: Inputs): boolean {
  return neededFirst !== undefined && (__meta?.autonaming === true || __meta?.deleteBeforeReplace === true);
}

/** Why such an object cannot be deleted first, and the way out. */
export function refusedFirst({ neededFirst }: AnyBehaviour, because: string, { __meta }: Inputs): string {
  return `${because}; ${__meta?.autonaming === true ? autonamingForces : optionForces}: ${neededFirst?.because ?? ""}`;
}

function adoptedItself({ because, id, old, inputs, differing = [] }: Replacement): string | undefined {
  const { __adopt: adopt } = inputs;
  if (typeof adopt !== "string" || adopt !== (id ?? old.__adopt)) return undefined;
  const match = differing.length === 0 ? "" : `make ${differing.join(", ")} match the object, or `;
  return `${because}, and adopt names this very object: ${match}remove adopt to replace it`;
}

function blockedInput(behaviour: AnyBehaviour, { because, old, inputs }: Replacement): string | undefined {
  if (inputs.__adopt !== undefined) return undefined;
  const blocked = behaviour.blocked?.find(({ input }) => staysGiven(behaviour, old, inputs, input));
  if (blocked === undefined) return undefined;
  return (
    `${because}; a new one is needed, but the ${blocked.input} ${quoted(inputs[blocked.input])} ` +
    `${blocked.because}: ${blocked.remedy}`
  );
}

/** True where the program itself gives a value, and the same as before. */
function staysGiven({ inputs: rules }: AnyBehaviour, old: AnyInputs, inputs: Inputs, name: string): boolean {
  const rule = rules[name];
  const value = inputs[name];
  if (rule === undefined || value === undefined || hasUnknown(value)) return false;
  return !(rule.automatic !== undefined && inputs.__auto === true) && !differs(rule, old[name], value);
}

/** A value that can never be read cannot be carried over to a new object. */
function keptElsewhere(behaviour: AnyBehaviour, { because, inputs }: Replacement): string | undefined {
  if (inputs.__adopt !== undefined) return undefined;
  const isIgnored = (input: string): boolean => inputs.__meta?.ignored?.includes(input) === true;
  const kept = Object.entries(behaviour.inputs).find(
    ([input, rule]) => rule.appliedAtCreation === true && (isKept(rule, inputs) || isIgnored(input)),
  );
  if (kept === undefined) return undefined;
  const [name, { keptBy = "" }] = kept;
  const reason = isIgnored(name) ? "the option ignoreChanges" : keptBy;
  return (
    `${because}; a new one would begin with the program's ${name}, but by ${reason} others may have changed it since, ` +
    `and it can never be read: give the present ${name}, and take ${reason} away for this change`
  );
}

/** The option may also have the old object deleted last, where that has to make room. */
function forcedLast(behaviour: AnyBehaviour, { because, old, inputs }: Replacement): string | undefined {
  const { autonaming, deleteBeforeReplace } = inputs.__meta ?? {};
  if (deleteBeforeReplace !== false || autonaming === true || !isDeletedFirst(behaviour, old, inputs)) return undefined;
  return (
    `${because}; a new one can only be made after the old one was deleted, ` +
    "but the option deleteBeforeReplace is false: take it away, or set it to true"
  );
}

const optionForces =
  "with the option deleteBeforeReplace (take it away) Pulumi would delete the old one before there is a new one";
const autonamingForces =
  "the stack's setting pulumi:autonaming has Pulumi delete the old one before there is a new one " +
  "(mend it with `pulumi config set --path pulumi:autonaming.providers.pulumi-nodejs.mode default`)";

/** Whether a kind's old object goes before the new one is made. */
export function isDeletedFirst({ replacement }: AnyBehaviour, old: AnyInputs, inputs: Inputs): boolean {
  if (replacement !== "delete-first-if-named") return replacement === "delete-first";
  return inputs.__auto !== true && inputs["name"] !== undefined && inputs["name"] === old["name"];
}

export function quoted(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : "(unnamed)";
}

/**
 * What the program leaves to others by the option ignoreChanges goes on with a new object, as far as it can be read.
 * Pulumi itself takes the program's values for a replacement. A name stays with the old object.
 */
export function carriedOver(behaviour: AnyBehaviour, old: Inputs, inputs: Inputs): Inputs {
  const ignored = inputs.__meta?.ignored ?? [];
  const names = ignored.filter((name) => {
    const rule = behaviour.inputs[name];
    return old[name] !== undefined && rule?.automatic === undefined && rule?.appliedAtCreation !== true;
  });
  return { ...inputs, ...Object.fromEntries(names.map((name) => [name, old[name]])) };
}

/** What a user does to have another object in place of one, as its kind and its inputs allow. */
export function wayToReplace(behaviour: AnyBehaviour, inputs: Inputs): string {
  const adopted = inputs.__adopt === undefined ? "" : "take adopt away, and ";
  const blocked = (behaviour.blocked ?? []).map(({ input }) => input);
  const given = blocked.filter((name) => staysGiven(behaviour, inputs, inputs, name));
  if (given.length > 0) return `${adopted}give another ${given.join(" and another ")}, which makes a new one`;
  const option = isDeletedFirst(behaviour, inputs, inputs) && inputs.__meta?.deleteBeforeReplace !== true;
  return `${adopted}${option ? "set the option deleteBeforeReplace and " : ""}run \`pulumi up --replace\` on it`;
}
