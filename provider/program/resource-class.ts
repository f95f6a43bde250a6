import * as pulumi from "@pulumi/pulumi";

import type { Definition } from "../lifecycle/definition/definition";
import { outputTextReason, placeOfOutputText } from "../lifecycle/values/output-text";
import { resourceKey } from "../lifecycle/record/state-codec";
import { watchStack } from "./inherited-options";
import { loader } from "./loader";
import { metaOf } from "./meta";
import { warnOfPlainKeys } from "./plain-keys";
import { checkOptions } from "./resource-options";
import { wholeInputs } from "./whole";

type Plain = string | number | boolean;

/** A value, or an output of another resource in its place or in the place of any part of it. */
export type DeepInput<T> = unknown extends T
  ? unknown
  : pulumi.Input<Extract<T, Plain> | DeepObject<Exclude<T, Plain | undefined>>>;

type DeepObject<T> = T extends readonly (infer Item)[]
  ? DeepInput<Item>[]
  : T extends object
    ? { [Name in keyof T]: DeepInput<T[Name]> }
    : never;

/** Inputs as a program gives them: each may be an output of another resource. */
export type ArgsOf<In> = {
  [Name in keyof In]: DeepInput<In[Name]> | Extract<In[Name], undefined>;
};

/**
 * A resource's properties as a program sees them. An input may have no value, unless it is among the outputs. One exception:
 * an object that was adopted without a name has none.
 */
export type OutputsOf<In, Out> = {
  readonly [Name in Exclude<keyof In, keyof Out>]-?: pulumi.Output<In[Name]>;
} & { readonly [Name in keyof Out]-?: pulumi.Output<Out[Name]> };

/** Options of these resources: Pulumi's, without `import`, which dynamic resources cannot have. */
export type ResourceOptions = Omit<pulumi.CustomResourceOptions, "import">;

/** The class of a resource kind. */
export interface ResourceClass<In, Out> {
  new (name: string, args: ArgsOf<In>, options?: ResourceOptions): pulumi.CustomResource & OutputsOf<In, Out>;
  /** Looks up an existing object without managing it. Fails if there is none with that id. */
  get(name: string, id: pulumi.Input<pulumi.ID>, options?: ResourceOptions): pulumi.CustomResource & OutputsOf<In, Out>;
  /** The same, in the form of Pulumi's other providers. `state` is not used. */
  get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state: Partial<ArgsOf<In>> | undefined,
    options?: ResourceOptions,
  ): pulumi.CustomResource & OutputsOf<In, Out>;
  /** Whether a value is a resource of this kind, also where several copies of this package are loaded. */
  readonly isInstance: (value: unknown) => value is pulumi.CustomResource & OutputsOf<In, Out>;
  /** The type token, by which policies and transforms tell kinds apart. */
  readonly __pulumiType: string;
  /** What the class was made from. */
  readonly definition: Definition<object, object>;
}

interface GetOptions extends ResourceOptions {
  readonly id: pulumi.Input<pulumi.ID>;
}

// A parent may be constructed before the first resource of this package is.
watchStack();

/** Makes the class that a program instantiates. All outputs are listed, since Pulumi fills in listed ones only. */
export function resourceClass<In extends object, Out extends object>(
  definition: Definition<In, Out>,
): ResourceClass<In, Out> {
  const { kind, properties } = definition;
  const type = `pulumi-nodejs:dynamic/${definition.cloud}:${kind}`;
  const names = Object.keys(properties);
  const secrets = names.filter((name) => properties[name] === "secret");
  const unset = Object.fromEntries(names.map((name) => [name, undefined]));

  class Resource extends pulumi.CustomResource {
    static readonly definition: Definition<object, object> = definition;

    static readonly __pulumiType = type;

    /** Called without its class by policy packs, which have the type of a resource and nothing else of it. */
    static override readonly isInstance = (value: unknown): value is never =>
      typeof value === "object" && value !== null && "__pulumiType" in value && value.__pulumiType === type;

    static get(name: string, id: pulumi.Input<pulumi.ID>, ...rest: readonly (object | undefined)[]): Resource {
      const options: ResourceOptions = (rest.length > 1 ? rest[1] : rest[0]) ?? {};
      if (typeof id === "string" && id === "")
        throw new TypeError(`${kind}.get(${JSON.stringify(name)}): the id is empty`);
      const withId: GetOptions = { ...options, id };
      return new this(name, {}, withId);
    }

    constructor(name: string, args: object = {}, options: ResourceOptions = {}) {
      watchStack();
      const { id } = options as Partial<GetOptions>;
      const isGet = id !== undefined;
      refuseOutputText(kind, { name, ...(typeof id === "string" && { id }) });
      if (!isGet) checkOptions(definition, name, options);
      warnOfPlainKeys();
      const whole = wholeInputs(definition, name, args);
      const construction = { definition, type, name, args, options, isGet };
      const restore = withoutStackTraces();
      try {
        super(
          type,
          name,
          { ...unset, ...withSecrets(whole, secrets), [resourceKey]: metaOf(construction), __provider: loader(kind) },
          pulumi.mergeOptions(options, { additionalSecretOutputs: secrets }),
        );
      } catch (error) {
        restore();
        if (error instanceof Error) Error.captureStackTrace(error, new.target);
        throw error;
      } finally {
        restore();
      }
    }
  }
  return Resource as unknown as ResourceClass<In, Out>;
}

/** A name or an id must not be the text of an Output: no object has it. */
function refuseOutputText(kind: string, texts: object): void {
  const place = placeOfOutputText(texts);
  if (place !== undefined) throw new TypeError(`${kind}: the ${place} ${outputTextReason}`);
}

/** Marks secret inputs as such, in state and on the screen, whether or not the program does so. */
function withSecrets(args: object, secrets: readonly string[]): object {
  const marked = Object.entries(args)
    .filter(([name, value]) => value !== undefined && secrets.includes(name))
    .map(([name, value]) => [name, pulumi.secret(value)] as const);
  return { ...args, ...Object.fromEntries(marked) };
}

/**
 * Pulumi makes four promises for each property, and takes a stack trace of each only to search for leaks. With a resource's
 * many outputs that is most of a large program's time. Where Pulumi needs a position for the user, it sets the limit itself.
 */
function withoutStackTraces(): () => void {
  const limit = Error.stackTraceLimit;
  if (process.env["PULUMI_DEBUG_PROMISE_LEAKS"] === undefined) Error.stackTraceLimit = 0;
  return () => {
    Error.stackTraceLimit = limit;
  };
}
