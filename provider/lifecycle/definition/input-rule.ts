import type { z } from "zod";

import type { ApiVersion } from "../../settings/reading/scp-services";
import type { Wholeness } from "./definition";

/** What a changed value of an input leads to. */
export type Change =
  /** a step that changes the object in place */
  | "update"
  /** a new object */
  | "replace"
  /** nothing but a new value in state, kept for a later operation */
  | "state"
  /** a warning: the API takes it at creation only */
  | "creation"
  /** a step that runs because the value changed; the first value of a new or adopted object does nothing, nor does clearing it */
  | "trigger";

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
  /** Like `default`, for a value that a program cannot give: it never stands in inputs or state, and any other value is drift. */
  readonly absent?: Value;
  /** True if values are secret in state and in messages. Write-only inputs always are. */
  readonly secret?: true;
  /** Further texts that reveal a secret value, for example the form in which it is sent. */
  readonly alsoSecret?: (value: Value) => readonly string[];
  /** True if a refused value is long, or may hold a secret by mistake: no tool may print it. */
  readonly unprinted?: true;
  /** A member without a value, at any depth, is an error instead of being left out. */
  readonly whole?: Wholeness;
  /** True if the order of its lists does not count, so that a position in them means nothing. */
  readonly unordered?: true;
  /** Whether two values mean the same; by default they are compared deeply. */
  readonly same?: (a: Value, b: Value) => boolean;
  /** True where an empty text, list or object means the same as leaving the input out. */
  readonly emptyIsAbsent?: true;
  /** For some values a change leads to something else than `change`: this gives it, or undefined. A value may be absent. */
  readonly exception?: (applied: Value | undefined, desired: Value | undefined) => Change | undefined;
  /** Name of an input that, while it is true, keeps the old value: a new one of the program is ignored. */
  readonly keptBy?: string;
  /** The service never shows the value: it counts as applied by the creation. Such an input is secret. */
  readonly writeOnly?: true;
  /** The first API version that has what the input needs; all versions have it where none is named. */
  readonly needs?: ApiVersion;
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
export type DefaultedInputRule<Value> = InputRule<Value> & {
  readonly required?: never;
  readonly default: Value;
  readonly automatic?: never;
};

/** A name that is made where a program gives none. */
export type NameRule = InputRule<string> & {
  readonly required?: never;
  readonly default?: never;
  readonly automatic: AutomaticName;
};

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
  /** True if the object is or was adopted: then the program may leave out what the object is made of. */
  readonly isAdopted: boolean;
}

/** A rule that concerns several inputs, or the time. */
export interface InputsRule<In> {
  /** The rule runs once all of these are known. A message names the first one. */
  readonly inputs: readonly [keyof In, ...(keyof In)[]];
  /** True if the rule is about the time: what was accepted once is not refused later. */
  readonly onlyWhenChanged?: true;
  /** What is wrong, as a text without any value; undefined if nothing is. */
  readonly broken: (inputs: Partial<In>, circumstances: Circumstances, olds: Partial<In>) => string | undefined;
}

/** An input that a program must give, or that has a value without it, says so in its rule as well as in its type. */
export type InputRules<In, Defaulted extends keyof In = never> = {
  readonly [Name in keyof In]-?: Name extends Defaulted
    ? Name extends "name"
      ? NameRule
      : DefaultedInputRule<NonNullable<In[Name]>>
    : undefined extends In[Name]
      ? OptionalInputRule<NonNullable<In[Name]>>
      : InputRule<NonNullable<In[Name]>> & { readonly required: true };
};

/** The inputs of a creation as check leaves them: those that have a default, or an automatic name, have a value. */
export type Checked<In, Defaulted extends keyof In = never> = In & Required<Pick<In, Defaulted>>;

/** Of the names in `Defaulted`, those with a default: an adopted object may have no name in the program. */
export type WithDefault<Defaulted> = Exclude<Defaulted, "name">;

export type AnyInputs = Readonly<Record<string, unknown>>;

/** Whether an input is a trigger. */
export function isTrigger(rule: InputRule<unknown> | undefined): boolean {
  return rule?.change === "trigger";
}

/** Whether values of an input are secret by its kind. */
export function isSecret(rule: InputRule<unknown> | undefined): boolean {
  return rule?.secret === true || rule?.writeOnly === true;
}
