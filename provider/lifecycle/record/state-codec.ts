import { mapMembers } from "../../words/members";
import type { AnyBehaviour } from "../definition/behaviour";
import type { AnyInputs } from "../definition/input-rule";
import {
  present,
  type Desired,
  type Location,
  type PendingStep,
  type ProgramResource,
  type ResourceRecord,
} from "./record";

/** Version of the shape of what is kept in state. A newer one is refused, an older one is upgraded. */
export const schemaVersion = 1;

/** The hidden input by which the program's side tells what `ProgramResource` holds. */
export const resourceKey = "__meta";

/**
 * Hidden keys of Pulumi's inputs and state: the permanent form of what a record holds besides values. Names that begin with
 * `__` are left out of diffs. No other file knows them, and none of them ever changes its name or meaning.
 */
interface Hidden {
  // Of inputs and of state:

  /** The resource as the program declares it: name, timeouts, and the options that rules depend on. */
  readonly __meta?: ProgramResource;
  /** True if the name was made from the resource's name. */
  readonly __auto?: boolean;
  /** Id of the object that the program adopts. */
  readonly __adopt?: unknown;
  /** True if the object was adopted at some time, also if the program no longer says so. */
  readonly __adopted?: boolean;
  /** Names of inputs of an imported object that nobody can read. */
  readonly __unread?: readonly string[];

  // Of state alone:

  /** Service time at which the resource made or adopted the object: states of one object differ in it. */
  readonly __since?: string;
  /**
   * Environment, region and account of the object (SpaceONE: domain and workspace), and a digest of the access key. As a text of
   * JSON, since Pulumi converts each member of an object many times. Earlier versions kept the object itself.
   */
  readonly __place?: string | Location;
  /** Service time at which a creation of unknown outcome was first attempted. */
  readonly __attempt?: string;
  /** Service time at which the last attempt ended. */
  readonly __attemptEnd?: string;
  /** The creation token of a creation that is not finished: its objects are found by it. */
  readonly __nonce?: string;
  /** True if the object was not ready yet, if duplicates may be left, or if the creation's read-back failed. */
  readonly __unfinished?: boolean;
  /** A step that is not idempotent and whose outcome is not known. */
  readonly __pending?: PendingStep;
  /** Inputs of an update whose outcome is not known, and the names at their top level that the object may have. */
  readonly __doubtful?: Readonly<Record<string, readonly unknown[]>>;
  /** True if the object's deletion is scheduled, and the program wants it to be cancelled. */
  readonly __waiting?: boolean;
  /** What the service showed when inputs that can never be read were applied, such as a version. */
  readonly __fingerprints?: Readonly<Record<string, string>>;
  /** Values of inputs that the program leaves out, to compare with when it sets them later. */
  readonly __unmanaged?: AnyInputs;
  /** Digests of applied values that were too large for the state of a failure. */
  readonly __omitted?: Readonly<Record<string, string>>;
}

type Form = (value: unknown) => boolean;

const isText: Form = (value) => typeof value === "string";
const isBoolean: Form = (value) => typeof value === "boolean";
const isObject = (value: unknown): value is AnyInputs =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const listOf =
  (form: Form): Form =>
  (value) =>
    Array.isArray(value) && value.every(form);
const membersOf =
  (form: Form): Form =>
  (value) =>
    isObject(value) && Object.values(value).every(form);

/** Undefined if it is none. */
function placeIn(kept: unknown): unknown {
  if (typeof kept !== "string") return kept;
  try {
    return JSON.parse(kept);
  } catch {
    return undefined;
  }
}

/** How each of them looks: a key that is forgotten here is a compile error. */
const hiddenKeys: Readonly<Record<keyof Hidden, Form>> = {
  __meta: (value) => isObject(value) && typeof value["schema"] === "number" && isText(value["name"]),
  __auto: isBoolean,
  __adopt: () => true,
  __adopted: isBoolean,
  __unread: listOf(isText),
  __since: isText,
  __place: (value) => membersOf(isText)(placeIn(value)),
  __attempt: isText,
  __attemptEnd: isText,
  __nonce: isText,
  __unfinished: isBoolean,
  __pending: membersOf(isText),
  __doubtful: membersOf(listOf(() => true)),
  __waiting: isBoolean,
  __fingerprints: membersOf(isText),
  __unmanaged: isObject,
  __omitted: membersOf(isText),
};

/** Inputs or state in the form in which Pulumi keeps them: values by name, and hidden keys. */
export type Properties = AnyInputs & Hidden;

/** Names of properties that are secret in state: what the program marks, and hidden keys that tell something of values. */
export function secretNames({ __meta }: Properties): readonly string[] {
  const hidden: readonly (keyof Hidden)[] = ["__doubtful", "__unmanaged", "__pending", "__fingerprints", "__omitted"];
  return [...hidden, ...(__meta?.secrets ?? [])];
}

/** Reads inputs, before or after they were checked. */
export function fromInputs(properties: Properties): Desired {
  return { ...declaredBy(properties), inputs: chosen(properties, (name) => !isHidden(name)) };
}

function declaredBy({ __meta, __auto, __adopt, __adopted, __unread }: Hidden): Omit<Desired, "inputs"> {
  return {
    resource: __meta,
    hasAutomaticName: __auto === true,
    adopt: __adopt,
    wasAdopted: __adopted === true,
    unread: __unread,
  };
}

function isHidden(name: string): boolean {
  return name.startsWith("__");
}

/** Reads the inputs of the last command. Pulumi gives empty ones if there is no resource yet. */
export function fromOldInputs(properties: Properties): Desired | undefined {
  return Object.keys(properties).length === 0 ? undefined : fromInputs(properties);
}

export function toInputs({ resource, inputs, hasAutomaticName, adopt, wasAdopted, unread }: Desired): Properties {
  return present({
    ...inputs,
    __meta: resource,
    __auto: hasAutomaticName || undefined,
    __adopt: adopt,
    __adopted: wasAdopted || undefined,
    __unread: unread,
  });
}

/** Reads a state. What is no input of the kind is an output; so are keys that only another version of this package knows. */
export function fromState({ inputs: rules }: Pick<AnyBehaviour, "inputs">, properties: Properties): ResourceRecord {
  const isInput = (name: string): boolean => !Object.hasOwn(hiddenKeys, name) && name in rules;
  const isOutput = (name: string): boolean => !Object.hasOwn(hiddenKeys, name) && !(name in rules);
  const {
    __since,
    __place,
    __attempt,
    __attemptEnd,
    __nonce,
    __unfinished,
    __pending,
    __doubtful,
    __waiting,
    __fingerprints,
    __unmanaged,
    __omitted,
  } = properties;
  return {
    ...declaredBy(properties),
    inputs: chosen(properties, isInput),
    outputs: chosen(properties, isOutput),
    since: __since,
    location: placeIn(__place) as Location | undefined,
    open: {
      creation: __attempt === undefined ? undefined : { begun: __attempt, ended: __attemptEnd },
      token: __nonce,
      isUnfinished: __unfinished,
      step: __pending,
      uncertain: __doubtful,
      awaitsRestoration: __waiting,
    },
    versions: __fingerprints,
    unmanaged: __unmanaged,
    omitted: __omitted,
  };
}

export function toState(record: ResourceRecord): Properties {
  const { open } = record;
  return present({
    ...record.outputs,
    ...toInputs(record),
    __since: record.since,
    __place: record.location && JSON.stringify(record.location),
    __attempt: open.creation?.begun,
    __attemptEnd: open.creation?.ended,
    __nonce: open.token,
    __unfinished: open.isUnfinished,
    __pending: open.step,
    __doubtful: open.uncertain,
    __waiting: open.awaitsRestoration,
    __fingerprints: record.versions,
    __unmanaged: record.unmanaged,
    __omitted: record.omitted,
  });
}

function chosen(values: AnyInputs, isChosen: (name: string) => boolean): AnyInputs {
  return mapMembers(values, (value, name) => (isChosen(name) ? value : undefined));
}

/** Why nothing is done with inputs or a state: a later version of this package has written them, or something else. */
export function refusalOf(properties: Properties): string | undefined {
  const schema = properties.__meta?.schema;
  if (typeof schema === "number" && schema > schemaVersion) {
    return (
      `its state was written by a newer version of pulumi-scp (state version ${String(schema)}, ` +
      `this package knows ${String(schemaVersion)}): update the package`
    );
  }
  const strange = Object.entries(hiddenKeys).find(([key, isRight]) => {
    const value = (properties as AnyInputs)[key];
    return value !== undefined && !isRight(value);
  });
  if (strange === undefined) return undefined;
  return (
    `in its state the key ${strange[0]} is not as this package writes it: if state was changed by hand, take that back ` +
    "with `pulumi stack export --version` and `pulumi stack import`"
  );
}
