import type { z } from "zod";

import type { ScpServices, SpaceoneServices } from "../clients/connection";
import type { Deadline } from "../clients/http/deadline";
import type { CommonArgs, Definition, Wholeness } from "./definition";

/** An operation on an object, as Pulumi asks for it. */
export type Verb = "create" | "read" | "update" | "delete";

/** What a changed value of an input leads to. */
export type Change =
  /** a step that changes the object in place */
  | "update"
  /** a new object */
  | "replace"
  /** nothing but a new value in state, kept for a later operation */
  | "state"
  /** a warning: the API takes it at creation only */
  | "creation";

export type Zod = typeof z;

/** Everything about one input. */
export interface InputRule<Value> {
  readonly change: Change;
  /** What is allowed. Messages say it; they never hold the value. */
  readonly schema: (zod: Zod) => z.ZodType<Value>;
  /** A program has to give it. */
  readonly required?: true;
  /** What leaving the input out means. */
  readonly default?: Value;
  /** The same where the program could not say it itself: inputs and state lack it, and any other value is drift. */
  readonly absent?: Value;
  readonly secret?: true;
  /** Of a secret input: further texts that give it away, for example in the form in which it is sent. */
  readonly alsoSecret?: (value: Value) => readonly string[];
  /** A refused value is long, or may hold a secret by mistake: no tool may print it. */
  readonly unprinted?: true;
  /** A member without a value, at any depth, is an error instead of being left out. */
  readonly whole?: Wholeness;
  /** Whether two values mean the same; by default they are compared deeply. */
  readonly same?: (a: Value, b: Value) => boolean;
  /** True where an empty text, list or object means the same as leaving the input out. */
  readonly emptyIsAbsent?: true;
  /** Of an input that is changed in place: true where the API cannot clear it, so that clearing it needs a new object. */
  readonly clearingReplaces?: true;
  /** Of an input that replaces: whether two different values need no new object, only another value in state. */
  readonly keepsObject?: (a: Value, b: Value) => boolean;
  /** Name of an input that, while it is true, has the old value stay: a new one of the program is not taken over. */
  readonly keptBy?: string;
  /** Only a change of the value does something: the first one, of a new or an adopted object, does nothing. */
  readonly isTrigger?: true;
  /** Creation applies the input although the service does not show it afterwards. */
  readonly appliedAtCreation?: true;
  /** Makes a value from the resource's name where the program gives none. */
  readonly automatic?: AutomaticName;
}

/** An input that a program may leave out. */
export type OptionalInputRule<Value> = InputRule<Value> & {
  readonly required?: never;
  readonly default?: never;
  readonly automatic?: never;
};

/** An input that has a value although a program leaves it out. */
export type DefaultedInputRule<Value> = InputRule<Value> & { readonly required?: never } & (
    { readonly default: Value } | { readonly automatic: AutomaticName }
  );

/** How automatic names look. */
export interface AutomaticName {
  /** Characters that a name may have; others are dropped. */
  readonly allowed: RegExp;
  /** Stands between the resource's name and the random part. */
  readonly separator: string;
  readonly maxLength: number;
}

/** What else a rule may depend on. */
export interface Circumstances {
  /** This machine's time. */
  readonly nowMs: number;
  /** True where the object was taken over, now or before: then the program need not say what it is made of. */
  readonly isAdopted: boolean;
}

/** A rule that concerns several inputs, or the time. */
export interface InputsRule<In> {
  /** The rule is left until all of these are known; the first one is named where it is broken. */
  readonly inputs: readonly [keyof In, ...(keyof In)[]];
  /** True where the rule is about the time: what was accepted once is not refused later. */
  readonly onlyWhenChanged?: true;
  /** What is wrong, without any value; undefined where nothing is. */
  readonly broken: (inputs: Partial<In>, circumstances: Circumstances, olds: Partial<In>) => string | undefined;
}

/** An input whose unchanged value makes a replacement impossible, since the old object keeps it for a while. */
export interface BlockedInput<In> {
  readonly input: keyof In;
  /** "is blocked for 72 hours after a deletion" */
  readonly because: string;
  /** "change the name too" */
  readonly remedy: string;
}

/** An input that a program must give, or that has a value without it, says so in its rule as well as in its type. */
export type InputRules<In, Defaulted extends keyof In = never> = {
  readonly [Name in keyof In]-?: Name extends Defaulted
    ? DefaultedInputRule<NonNullable<In[Name]>>
    : undefined extends In[Name]
      ? OptionalInputRule<NonNullable<In[Name]>>
      : InputRule<NonNullable<In[Name]>> & { readonly required: true };
};

/** `creating` ends by itself, `failed` does not; `terminating` counts as gone, and `gone` is it though it can still be read. */
export type Phase = "creating" | "ready" | "failed" | "terminating" | "gone";

/** What the engine needs to know of an object of any kind. */
export interface Identity {
  readonly id: string;
  readonly name: string;
  readonly phase: Phase;
  /** The service's own word for the phase. */
  readonly state: string;
  readonly createdAt: string | undefined;
  readonly deleteAt: string | undefined;
  /** True where the service removes the object by itself, though it is there yet: then it may refuse a deletion. */
  readonly isLeaving?: boolean;
  readonly region: string | undefined;
  readonly account: string | undefined;
  /** Of SpaceONE: the tenant, and the workspace unless the object belongs to the whole domain. */
  readonly domain?: string;
  readonly workspace?: string | undefined;
}

/** What a definition's functions work with. */
export interface Context {
  readonly scp: ScpServices;
  readonly spaceone: SpaceoneServices;
  readonly deadline: Deadline;
  /** Asks what changes nothing: without an answer nothing was done, and the operation fails for certain. */
  readonly ask: <T>(question: () => Promise<T>) => Promise<T>;
  /** Shows the user a line about this resource. */
  readonly warn: (message: string) => void;
  /** The region of the settings. */
  readonly region: string | undefined;
  /** Asks once for what many operations of a command want to know; the answer may be half a minute old. */
  readonly recently: <T>(key: string, ask: () => Promise<T>) => Promise<T>;
  /** Ends the operation with a message for the user. */
  readonly refuse: (message: string) => never;
  /** The service's time, in milliseconds since 1970, as far as its replies have told it. */
  readonly now: () => number;
  /** Rejects when the operation's time is used up meanwhile. */
  readonly pause: (ms: number) => Promise<void>;
  /** Of a kind with nonces: what tells the object of this creation from all others. */
  readonly nonce: string;
}

/** Inputs that are in doubt after a lost reply, and so not among the applied ones: the names at their top level that the object may have. */
export type Possible<In> = { readonly [Name in keyof In]?: readonly string[] };

/** One change in place. Steps run in the order in which the definition lists them. */
export interface Step<In, Found> {
  /** Named in messages: "rotation". */
  readonly name: string;
  /** The step is due when one of these differs from what was applied, and applies them. */
  readonly inputs: readonly (keyof In)[];
  /** The step is due as well when one of these differs, which an earlier step applies. */
  readonly follows?: readonly (keyof In)[];
  /** Further condition, for example a direction. */
  readonly when?: (wanted: In, applied: Partial<In>, possible: Possible<In>) => boolean;
  /**
   * For a step that must not happen twice: a mark of the object that the step changes. After a lost reply the step is not
   * repeated; a later operation compares the mark before it does. Without a mark (undefined) nothing is repeated.
   */
  readonly mark?: (object: Found) => string | undefined;
  /**
   * Of a step with a mark: it does no harm to run it once more in a later operation, so that a mark which somebody else may
   * have moved meanwhile proves nothing.
   */
  readonly isRepeatable?: true;
  /** The step looks before it changes anything, so that after a lost reply it is simply run again. */
  readonly looksFirst?: true;
  /** Answers the object where the reply shows all of it, otherwise nothing: then it is read after the last step. */
  readonly run: (
    context: Context,
    id: string,
    wanted: In,
    applied: Partial<In>,
    possible: Possible<In>,
  ) => Promise<Found | undefined>;
}

/** How objects of a kind are read, made, changed and removed. No function here retries, waits or touches state. */
export interface Behaviour<In extends object, Out extends object, Found, Defaulted extends keyof In = never> {
  readonly inputs: InputRules<In, Defaulted>;
  readonly rules?: readonly InputsRule<In>[];
  /** What the object is called in messages: "KMS key". */
  readonly noun: string;
  /** The API's name of the id, where its errors say what it is that was not found. */
  readonly idKey?: string;
  readonly identify: (object: Found) => Identity;
  /** The inputs that the service shows; `known` are those of the state, where one thing can be said in several ways. */
  readonly inputsOf: (object: Found, known: Readonly<Record<string, unknown>>) => Partial<In>;
  /**
   * For inputs that can never be read: what tells whether the value is still the one that was applied. Undefined where
   * nobody can say, which switches the comparison off.
   */
  readonly fingerprints?: { readonly [Name in keyof In]?: (object: Found, known: Partial<In>) => string | undefined };
  /**
   * What of the object is spelled in a way that this package does not understand: "the schedule (MON)". It is not shown, so
   * that inputs stay, and the user is told of it once. No secret may be in it.
   */
  readonly notUnderstood?: (object: Found) => readonly string[];
  /**
   * `known` are the inputs, for what the service does not show. An output that is undefined leaves the state; one that is
   * left out stays as it is.
   */
  readonly outputsOf: (object: Found, known: Partial<In>) => Partial<Out>;
  /** Outputs that a creation shows best: what state has of them is never replaced by a read. */
  readonly lasting?: readonly (keyof Out)[];
  /** Inputs that need a new object although they are the same, for example since a certificate expires. */
  readonly expired?: (state: Partial<In & Out>, wanted: Partial<In>, nowMs: number) => readonly (keyof In)[];
  /** What the user should know of the object at each refresh. */
  readonly notice?: (object: Found, known: Partial<In>, nowMs: number) => string | undefined;
  /** One object; rejects with the service's own error where it is not there. */
  readonly find: (context: Context, id: string) => Promise<Found>;
  /** The object of that name, waiting ones included. Kinds without unique names have nonces instead. */
  readonly findByName?: (context: Context, name: string) => Promise<Found | undefined>;
  /** For kinds whose names are not unique: something random that goes in with the creation and by which the object is found. */
  readonly nonce?: {
    readonly make: (random: () => number) => string;
    readonly find: (context: Context, nonce: string) => Promise<readonly Found[]>;
    /** True where one request may make several objects (SPO 1): what is too much is removed. */
    readonly mayDouble?: true;
  };
  /** All objects of the region: serves many reads with few requests. */
  readonly list?: (context: Context) => Promise<readonly Found[]>;
  /** Reads what the reply of a creation leaves out. Where it fails, the next update tries again. */
  readonly complete?: (context: Context, object: Found) => Promise<Found>;
  /** Whether `list` shows all that a read needs. */
  readonly listIsComplete?: boolean;
  /**
   * For kinds whose objects are too many to list them all: objects that are listed together, of which an object is one.
   * Undefined where a list would not show all that a read needs.
   */
  readonly family?: {
    readonly of: (known: Partial<In>) => string | undefined;
    readonly list: (context: Context, known: Partial<In>) => Promise<readonly Found[]>;
  };
  /** Takes back a deletion that has not happened yet, where the inputs ask for it. */
  readonly restore?: {
    readonly wanted: (inputs: Partial<In>) => boolean;
    readonly run: (context: Context, id: string) => Promise<void>;
  };
  readonly isNameTaken?: (context: Context, name: string) => Promise<boolean>;
  /** The input that names an object, for kinds that only take over what is there and never remove it. */
  readonly existing?: keyof In;
  /** Kinds that only take over have neither this nor `remove`. */
  readonly create?: (context: Context, inputs: In) => Promise<Found>;
  readonly steps: readonly Step<In, Found>[];
  /** Removes the object in the way that the inputs ask for. */
  readonly remove?: (context: Context, id: string, inputs: Partial<In>) => Promise<void>;
  /** Removes the object without any window. Kinds that lack it keep an object of unknown outcome until a refresh. */
  readonly removeNow?: (context: Context, id: string) => Promise<void>;
  /** How a replacement goes: the new object first, or the old one, which may depend on whether the name is given. */
  readonly replacement: "create-first" | "delete-first" | "delete-first-if-named";
  readonly blocked?: readonly BlockedInput<In>[];
  /**
   * What else to say of a refused request: looks at what the object needs or is needed by. `objects` are inputs and states
   * that the operation was about.
   */
  readonly advice?: (context: Context, objects: readonly Partial<In>[], verb: Verb) => Promise<string | undefined>;
  /** For objects that another one has to take the place of before they are deleted. */
  readonly neededFirst?: {
    /** What is lost otherwise. */
    readonly because: string;
    /** Whether something needs this very object; always by default. */
    readonly isNeeded?: (context: Context, id: string) => Promise<boolean>;
  };
  /** True where a deleted object keeps its name, or waits for its end: an unknown value is no reason to delete one. */
  readonly hasWindow?: true;
}

/** The program's names and types of a kind: inputs are in the behaviour, outputs are listed here. */
export interface ResourceSpecification<
  In extends object,
  Out extends object,
  Found,
  Defaulted extends keyof In,
> extends Behaviour<In, Out, Found, Defaulted> {
  readonly kind: string;
  readonly cloud: "scp" | "spaceone";
  /** Outputs besides the inputs. A forgotten one does not compile. */
  readonly outputs: { readonly [Name in keyof Out]-?: "plain" | "secret" };
}

/** A behaviour whose types were forgotten: the engine works on names. */
export type AnyBehaviour = Omit<Whole<Behaviour<AnyInputs, AnyInputs, unknown>>, "inputs"> & {
  readonly inputs: Readonly<Record<string, InputRule<unknown>>>;
};

/** With the parts that kinds which only take over do not have. */
type Whole<T extends { create?: unknown; remove?: unknown }> = T & Required<Pick<T, "create" | "remove">>;

const takingOverOnly: Pick<AnyBehaviour, "create" | "remove"> = {
  create: () => Promise.reject(new TypeError("nothing of this kind is created")),
  remove: () => Promise.resolve(),
};
export type AnyInputs = Readonly<Record<string, unknown>>;

/**
 * Makes a definition of a resource kind. `Defaulted` names the inputs that have a value although a program leaves them out:
 * they are among its outputs for certain.
 */
export function defineResource<In extends object, Out extends object, Found, Defaulted extends keyof In = never>(
  specification: ResourceSpecification<In, Out, Found, Defaulted>,
): Definition<In & CommonArgs, Out & Required<Pick<In, Defaulted>>> {
  const { kind, cloud, outputs, ...behaviour } = specification;
  const rules = behaviour.inputs as Readonly<Record<string, InputRule<unknown>>>;
  const inputs = Object.fromEntries(
    Object.entries(rules).map(([name, rule]) => [name, rule.secret === true ? "secret" : "plain"] as const),
  );
  const whole = Object.fromEntries(
    Object.entries(rules).flatMap(([name, rule]) => (rule.whole === undefined ? [] : [[name, rule.whole] as const])),
  );
  const properties = { ...inputs, ...(outputs as Record<string, "plain" | "secret">) };
  return { kind, cloud, properties, whole, behaviour: { ...takingOverOnly, ...behaviour } };
}

/** The behaviour of a definition, for the engine. */
export function behaviourOf(definition: Definition<object, object>): AnyBehaviour {
  return definition.behaviour as AnyBehaviour;
}
