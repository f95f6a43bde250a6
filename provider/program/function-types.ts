import type * as pulumi from "@pulumi/pulumi";

import type { Listing } from "../clients/listing";

// How functions look to a program.

/** Options of a function: Pulumi's own of invokes. `provider` is a ScpProvider; `parent` hands on its own one. */
export type FunctionOptions = pulumi.InvokeOptions;

/** `dependsOn`: resources that have to be there first. */
export type OutputFunctionOptions = pulumi.InvokeOutputOptions;

/** Arguments may be left out where none is required. */
type Parameters<Args, Options> = object extends Args
  ? [args?: Args, options?: Options]
  : [args: Args, options?: Options];

/** Arguments, each of which may be an Output. */
export type ArgsWithOutputs<Args> = {
  [Name in keyof Args]: pulumi.Input<Exclude<Args[Name], undefined>> | Extract<Args[Name], undefined>;
};

export type PromiseForm<Args, Result> = (...given: Parameters<Args, FunctionOptions>) => Promise<Result>;
export type ListForm<Args, Item> = (...given: Parameters<Args, FunctionOptions>) => Listing<Item>;
export type OutputForm<Args, Result> = (
  ...given: Parameters<ArgsWithOutputs<Args>, OutputFunctionOptions>
) => pulumi.Output<Result>;
