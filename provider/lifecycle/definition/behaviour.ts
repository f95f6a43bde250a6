import type { Context, Verb } from "./context";
import type { Definition } from "./definition";
import type { Identity } from "./identity";
import type { AnyInputs, Checked, InputRule, InputRules, InputsRule, WithDefault } from "./input-rule";
import type { Step } from "./step";
import type { ValueMaker } from "./value-maker";

/** An input that has to change with a replacement, since the old object keeps the value for a while. */
export interface BlockedInput<In, Found> {
  readonly input: keyof In;
  /** "is blocked for 72 hours after a deletion" */
  readonly because: string;
  /** "change the name too" */
  readonly remedy: string;
  /** Finds the object that has a value, where a creation with it may be refused. Names are found by `findByName`. */
  readonly find?: (context: Context, value: string) => Promise<Found | undefined>;
}

/** A value of which nobody knows whether several objects may have it. */
export interface PerhapsUnique<In, Found> {
  readonly input: keyof In;
  /** Finds an object that has the value, and that was not made with this name or creation token. */
  readonly findOther: (context: Context, inputs: Partial<In>, creationToken: string) => Promise<Found | undefined>;
}

/** How many objects are read with few requests. */
export interface Listing<In, Found> {
  /** Objects of the region, or of the group that `known` belongs to. */
  readonly list: (context: Context, known: Partial<In>) => Promise<readonly Found[]>;
  /**
   * For kinds with too many objects to list them all: the group of objects that one list covers, and that an object belongs
   * to. Undefined if a list would not show everything that a read of the object needs.
   */
  readonly group?: (known: Partial<In>) => string | undefined;
  /** True if the list does not show everything that a read needs: it only proves which account the objects are in. */
  readonly isPartial?: true;
}

/** A request that was refused. */
export interface Refusal {
  readonly status: number;
  readonly request: { readonly path: string };
}

/** How objects of a kind are read, made, changed and removed. No function here retries, waits or touches state. */
export interface Behaviour<In extends object, Out extends object, Found, Defaulted extends keyof In = never> {
  readonly inputs: InputRules<In, Defaulted>;
  readonly rules?: readonly InputsRule<In>[];
  /** What the object is called in messages: "KMS key". */
  readonly noun: string;
  readonly identify: (object: Found) => Identity;
  /** The inputs that the service shows; `known` are those of the state, for values that have several spellings. */
  readonly inputsOf: (object: Found, known: Readonly<Record<string, unknown>>) => Partial<In>;
  /**
   * For objects that this package has not made: names of the inputs that the object has and that no call shows, although a
   * program need not give them. Required ones are among them anyway. `shown` are those that it shows.
   */
  readonly unreadable?: (shown: Partial<In>) => readonly (keyof In)[];
  /**
   * For inputs that can never be read: what the service shows instead, such as a version. For inputs that may be shown in
   * another form: the form itself. Another one means that the value was changed elsewhere. Undefined if the service shows
   * nothing of that kind, which switches the comparison off.
   */
  readonly fingerprints?: { readonly [Name in keyof In]?: (object: Found, known: Partial<In>) => string | undefined };
  /**
   * Parts of the object whose spelling this package does not understand: "the schedule (MON)". Their inputs keep the values
   * of state, and the user is told once. No secret may be in these texts.
   */
  readonly notUnderstood?: (object: Found) => readonly string[];
  /**
   * `known` are the inputs, for what the service does not show. An output that is undefined leaves the state; one that is
   * left out stays as it is.
   */
  readonly outputsOf: (object: Found, known: Partial<In>) => Partial<Out>;
  /** Outputs that only a creation shows in full: once state has them, no read replaces them. */
  readonly lasting?: readonly (keyof Out)[];
  /** Inputs that need a new object although they are the same, for example since a certificate expires. */
  readonly expired?: (state: Partial<In & Out>, wanted: Partial<In>, nowMs: number) => readonly (keyof In)[];
  /** A warning about the object, shown at each refresh. */
  readonly notice?: (object: Found, known: Partial<In>, nowMs: number) => string | undefined;
  /** Reads one object; rejects with the service's own error if there is none. */
  readonly find: (context: Context, id: string) => Promise<Found>;
  /** Finds an object by its name, also one whose deletion is scheduled. Kinds without unique names have creation tokens instead. */
  readonly findByName?: (context: Context, name: string) => Promise<Found | undefined>;
  /** For kinds whose names are not unique: a random text that goes in with the creation, and by which the object is found. */
  readonly creationToken?: {
    readonly make: (random: () => number) => string;
    readonly find: (context: Context, token: string) => Promise<readonly Found[]>;
    /** True if one request may make several objects (SPO 1): the extra ones are deleted. */
    readonly mayDuplicate?: true;
  };
  readonly listing?: Listing<In, Found>;
  /** Reads what the reply of a creation leaves out. If it fails, the next update tries again. */
  readonly complete?: (context: Context, object: Found) => Promise<Found>;
  /** Cancels a scheduled deletion, if the inputs ask for it. */
  readonly restore?: {
    readonly wanted: (inputs: Partial<In>) => boolean;
    readonly run: (context: Context, id: string) => Promise<void>;
  };
  readonly isNameTaken?: (context: Context, name: string) => Promise<boolean>;
  /** The input that has an object's id, for kinds that adopt an existing object and never make or delete one. */
  readonly existing?: keyof In;
  /** Kinds that only adopt have neither this nor `remove`. */
  readonly create?: (context: Context, inputs: Checked<In, Defaulted>, creationToken: string) => Promise<Found>;
  readonly steps: readonly Step<In, Found, WithDefault<Defaulted>>[];
  /**
   * Deletes the object as the inputs ask for, or at once without any window. State may lack inputs, but none that has a
   * default.
   */
  readonly remove?: (
    context: Context,
    id: string,
    inputs: Checked<Partial<In>, WithDefault<Defaulted>>,
    options: { readonly atOnce: boolean },
  ) => Promise<void>;
  /**
   * A deletion is only scheduled, and until its window ends the object keeps its name. Therefore an unknown value never
   * replaces it. `always`: no object can be deleted at once, so one of unknown outcome stays until a refresh.
   */
  readonly window?: "optional" | "always";
  /** What a user does to keep an object whose deletion is scheduled, as it ends the sentence "To keep it, ...". */
  readonly wayToKeep?: (identity: Identity) => string;
  /** How a replacement goes: the new object first, or the old one, which may depend on whether the name is given. */
  readonly replacement: "create-first" | "delete-first" | "delete-first-if-named";
  readonly blocked?: readonly BlockedInput<In, Found>[];
  readonly perhapsUnique?: PerhapsUnique<In, Found>;
  /**
   * Adds to the message of a refused request: looks at what the object needs, or is needed by. `objects` are the inputs and
   * states of the operation.
   */
  readonly advice?: (
    context: Context,
    objects: readonly Partial<In>[],
    verb: Verb,
    refusal: Refusal,
  ) => Promise<string | undefined>;
  /** For objects that must not be deleted before their successor exists. */
  readonly neededFirst?: {
    /** What would be lost. */
    readonly because: string;
    /** Whether something needs this object; always by default. */
    readonly isNeeded?: (context: Context, id: string) => Promise<boolean>;
  };
}

/** A behaviour without the types of its kind: the engine works on names. */
export type AnyBehaviour = Omit<Whole<Behaviour<AnyInputs, AnyInputs, unknown>>, "inputs"> & {
  readonly inputs: Readonly<Record<string, InputRule<unknown>>>;
  /** For values that only state keeps: what makes them. They have no object, and nothing else here is used. */
  readonly value?: ValueMaker;
};

/** With the parts that kinds which only adopt do not have. */
type Whole<T extends { create?: unknown; remove?: unknown }> = T & Required<Pick<T, "create" | "remove">>;

/** The behaviour of a definition, for the engine. */
export function behaviourOf(definition: Definition<object, object>): AnyBehaviour {
  return definition.behaviour as AnyBehaviour;
}
