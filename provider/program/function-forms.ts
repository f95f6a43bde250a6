import * as pulumi from "@pulumi/pulumi";

import type { FunctionBasis, FunctionDefinition, ListDefinition } from "../functions/definitions/definition";
import type * as invokeModule from "../invoke/invoke";
import type { Invocation } from "../invoke/invoke";
import { callSite } from "./call-site";
import type { FunctionOptions, ListForm, OutputForm, OutputFunctionOptions, PromiseForm } from "./function-types";
import { isKnown } from "./known";
import { settingsFor } from "./provider-settings";
import { isSecret } from "./secrecy";

// The two forms in which a program calls a function: with plain values and a promise, or with Outputs. What sends requests is
// loaded by the first call.

const running = (): typeof invokeModule => require("../invoke/invoke") as typeof invokeModule;

/** What is another one in each run of a program. */
const currentRun = (): object | undefined => pulumi.runtime.getMonitor();

/** Plain values in, a promise of plain values out. */
export function promiseForm<Args extends object, Result>(
  definition: FunctionDefinition<Args, Result>,
): PromiseForm<Args, Result> {
  return function called(...[args, options]) {
    return callSite(called)(invokePlain(definition, args, options));
  };
}

async function invokePlain<Args extends object, Result>(
  definition: FunctionDefinition<Args, Result>,
  args: object | undefined,
  options: FunctionOptions | undefined,
): Promise<Result> {
  const run = currentRun();
  const invocation = await plainInvocation(definition, args, options);
  const { unknownInPreview } = definition;
  if (unknownInPreview === undefined || !pulumi.runtime.isDryRun())
    return running().invoke(definition, invocation, run);
  running().check(definition, invocation);
  return Object.fromEntries(unknownInPreview.map((name) => [name, pulumi.unknown])) as Result;
}

/** The same for a list, which may also be read by `for await`, page by page. */
export function listForm<Args extends object, Item>(definition: ListDefinition<Args, Item>): ListForm<Args, Item> {
  return function called(...[args, options]) {
    const invocation = (): Promise<Invocation> => plainInvocation(definition, args, options);
    return running().invokeList(definition, invocation, currentRun(), callSite(called));
  };
}

/** Outputs in, an Output out: unknown while an argument is, and secret where an argument or the result is. */
export function outputForm<Args extends object, Result>(
  definition: FunctionDefinition<Args, Result>,
): OutputForm<Args, Result> {
  return function called(...[args = {}, options]) {
    const [located, run] = [callSite(called), currentRun()];
    const given = invocationOf(definition, args, options);
    // What comes of a secret is one. The result itself is not marked, since Pulumi would make an object of its bytes.
    const invocation = definition.isSecret === true ? pulumi.secret(given) : given;
    if (definition.unknownInPreview === undefined || !pulumi.runtime.isDryRun()) {
      return invocation.apply((known) => located(running().invoke(definition, known, run)));
    }
    const checked = invocation.apply((known) => {
      running().check(definition, known);
    });
    return pulumi.all([checked, pulumi.unknown]).apply((): Result => undefined as never);
  };
}

/** The same for a list: all of it. */
export function outputListForm<Args extends object, Item>(
  definition: ListDefinition<Args, Item>,
): OutputForm<Args, readonly Item[]> {
  return function called(...[args = {}, options]) {
    const [located, run] = [callSite(called), currentRun()];
    return invocationOf(definition, args, options).apply(
      async (invocation) => await running().invokeList(definition, () => Promise.resolve(invocation), run, located),
    );
  };
}

/**
 * A call with Outputs, as soon as all of them are known, and there is what they come from and what it depends on: a preview
 * knows the name of what it would make, but nothing can be found by that name yet.
 */
function invocationOf(
  { name }: FunctionBasis,
  args: object,
  options: OutputFunctionOptions = {},
): pulumi.Output<Invocation> {
  const secretArgs = Promise.all(
    Object.entries(args).map(async ([argument, value]) => ((await isSecret(value)) ? [argument] : [])),
  );
  const given = pulumi.output(args);
  const after = pulumi.all([settled(options.dependsOn), settled(resourcesBehind(given))]);
  const parts = { settings: settingsFor(name, options), args: given, after };
  return pulumi.output(parts).apply(async ({ settings, args: plain }) => ({
    settings,
    args: plain,
    secretArgs: (await secretArgs).flat(),
  }));
}

async function resourcesBehind(output: pulumi.Output<unknown>): Promise<pulumi.Resource[]> {
  const resources = await (output as unknown as WithResources).allResources?.();
  return [...(resources ?? [])];
}

/** What Pulumi does not declare of an Output. */
interface WithResources {
  readonly allResources?: () => Promise<Iterable<pulumi.Resource>>;
}

/** Known when the resources are there; unknown in a preview that would make one of them. */
function settled(resources: OutputFunctionOptions["dependsOn"]): pulumi.Output<unknown> {
  return pulumi.output(resources).apply((all) => pulumi.all([all ?? []].flat().map(whenThere)));
}

function whenThere(resource: pulumi.Resource): pulumi.Output<unknown> {
  if (pulumi.CustomResource.isInstance(resource)) return resource.id;
  const { __childResources: children = [] } = resource as { __childResources?: Iterable<pulumi.Resource> };
  return pulumi.all([resource.urn, ...Array.from(children, whenThere)]);
}

async function plainInvocation(
  { name }: FunctionBasis,
  args: object = {},
  options: FunctionOptions = {},
): Promise<Invocation> {
  const outputs = Object.entries(args).filter(([, value]) => pulumi.Output.isInstance(value));
  if (outputs.length > 0) {
    const names = outputs.map(([argument]) => argument).join(", ");
    throw new TypeError(`${name}: ${names} must be plain values: call ${name}Output, which takes Outputs`);
  }
  const settings = settingsFor(name, options);
  return new Promise((resolve, reject) => {
    settings.apply((known) => {
      resolve({ settings: known, args });
    });
    void isKnown(settings).then((known) => {
      if (!known) reject(new Error(`${name}: the provider's settings are not known yet: call ${name}Output`));
    }, reject);
  });
}
