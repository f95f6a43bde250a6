import type { z } from "zod";

import type { Call } from "../../calls/call";
import type { Cloud } from "../../settings/table";
import type { Listing } from "../../clients/listing";
import type { Zod } from "../../lifecycle/definition/input-rule";
import type { Bytes } from "./common-contract";

/** One argument of a function. */
export interface ArgumentRule<Value = unknown> {
  /** What is allowed. Messages say it; they never hold the value. */
  readonly schema: (z: Zod) => z.ZodType<Value>;
  readonly required?: true;
  /** True if no message may show the value. */
  readonly secret?: true;
  /** Further texts that reveal a secret text, for example the form in which it is sent. */
  readonly secretForms?: (text: string) => readonly string[];
}

/** Arguments after their check: all of `Bytes` is bytes. */
export type Checked<Args> = {
  readonly [Name in keyof Args]: Bytes extends Args[Name] ? Uint8Array : Args[Name];
};

/** What all functions of a program have in common. */
export interface FunctionBasis {
  /** The name by which programs call it: `getKmsKey`. */
  readonly name: string;
  readonly cloud: Cloud;
  /** For messages: "cannot <verb> the <noun>". */
  readonly verb: string;
  readonly noun: string;
  readonly args: ArgumentRules;
  /** Arguments of which exactly one has to be given. */
  readonly oneOf?: readonly string[];
}

export type ArgumentRules = Readonly<Record<string, ArgumentRule>>;

/** The rules of all arguments. */
type RulesOf<Args> = { readonly [Name in keyof Required<Args>]: ArgumentRule };

/** A function with one result. */
export interface FunctionDefinition<Args extends object, Result> extends FunctionBasis {
  readonly args: ArgumentRules & RulesOf<Args>;
  /** True if the result is secret by nature: its Output always is. */
  readonly isSecret?: true;
  /**
   * The members of the result of a function that writes, or whose result differs on each call: it is never called in a
   * preview, where these are unknown.
   */
  readonly unknownInPreview?: readonly (keyof Result & string)[];
  readonly run: (call: Call, args: Checked<Args>) => Promise<Result>;
}

/** A function whose result is a list. */
export interface ListDefinition<Args extends object, Item> extends FunctionBasis {
  readonly args: ArgumentRules & RulesOf<Args>;
  readonly list: (call: Call, args: Checked<Args>) => Listing<Item>;
}
