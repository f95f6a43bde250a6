import { isDeepStrictEqual } from "node:util";

import type * as pulumi from "@pulumi/pulumi";

import type { CheckFailure } from "../lifecycle/planning/check-failure";
import type { Definition } from "../lifecycle/definition/definition";
import type { Zod } from "../lifecycle/definition/input-rule";
import type { ResourceRecord } from "../lifecycle/record/record";
import { secretNames, toState, type Properties } from "../lifecycle/record/state-codec";
import { newLifecycle } from "../plugin/new-lifecycle";
import { asSecret, fromWire, objectToWire, toWire } from "../plugin/wire";
import { mapMembers } from "../words/members";
import { endWithEngine } from "./engine-gone";
import { toSafeError } from "./guard";
import { withoutLargeValues } from "./large-values";
import { Operations, type Details, type Diff } from "./operations";
import { detailsKey, passDetails, type RequestDetails } from "./request-details";

/** What Pulumi's plugin process calls. */
export type DynamicProvider = Required<Omit<pulumi.dynamic.ResourceProvider, "configure">> & {
  configure(request: pulumi.dynamic.ConfigureRequest): Promise<void>;
};

type Wire = Record<string, unknown>;

/**
 * Runs a definition in Pulumi's dynamic provider: conversion of values, safe errors, waiting for the configuration.
 * @param lifecycleOf makes the life cycle of a kind with the settings that the process is given
 */
export function dynamicProvider(
  definition: Definition<object, object>,
  zod: Zod,
  lifecycleOf = newLifecycle,
): DynamicProvider {
  passDetails();
  endWithEngine();
  let configured: (operations: Operations) => void = () => undefined;
  // The process may call before, while or after it configures (PUL 2.3): everything waits for this.
  const ready = new Promise<Operations>((resolve) => {
    configured = resolve;
  });

  /** `provider`: for operations that may leave an object behind, the code that state holds for this package. */
  async function guarded<T>(provider: unknown, work: (operations: Operations) => T | Promise<T>): Promise<T> {
    try {
      return await work(await ready);
    } catch (error) {
      const propertiesOf = (record: ResourceRecord): Wire => ({
        ...stateToWire(definition, toState(withoutLargeValues(record))),
        __provider: provider,
      });
      throw toSafeError(error, provider === undefined ? undefined : propertiesOf);
    }
  }

  return {
    configure({ config }) {
      configured(new Operations(lifecycleOf(definition, zod, config)));
      return Promise.resolve();
    },
    check: (olds: Wire, news: Wire) =>
      guarded(undefined, (operations) => {
        const result = operations.check(stateFrom(olds), newsFrom(definition, news));
        return { inputs: objectToWire(result.inputs), failures: result.failures.map(toFailure) };
      }),
    diff: (id, olds: Wire, news: Wire) =>
      guarded(undefined, async (operations) =>
        toDiffResult(await operations.diff(id, stateFrom(olds), stateFrom(news), detailsOf(news))),
      ),
    create: (inputs: Wire) =>
      guarded(inputs["__provider"], async (operations) => {
        const { id, state } = await operations.create(stateFrom(inputs), detailsOf(inputs));
        return { id, outs: stateToWire(definition, state) };
      }),
    read: (id, props: Wire = {}) =>
      guarded(undefined, async (operations) => {
        const found = await operations.read(id, stateFrom(props), detailsOf(props));
        if (found === undefined) return {};
        return { id: found.id, props: stateToWire(definition, found.state), ...newInputs(found.inputs, props) };
      }),
    update: (id, olds: Wire, news: Wire) =>
      guarded(news["__provider"], async (operations) => {
        const state = await operations.update(id, stateFrom(olds), stateFrom(news), detailsOf(news));
        return { outs: stateToWire(definition, state) };
      }),
    delete: (id, props: Wire) =>
      guarded(undefined, (operations) => operations.delete(id, stateFrom(props), detailsOf(props))),
  };
}

/** Properties without Pulumi's own keys. */
function stateFrom(props: Wire): Properties {
  return mapMembers(props, (value, name) => (isPulumis(name) || value === null ? undefined : fromWire(value)));
}

function isPulumis(name: string): boolean {
  return name === "__provider" || name === detailsKey;
}

/** The program's inputs. In inputs that have to be whole, null is kept, so that it is refused instead of being left out. */
function newsFrom({ whole }: Definition<object, object>, props: Wire): Properties {
  const isWhole = ([name, value]: readonly [string, unknown]): boolean =>
    whole[name] === "no null" && value !== null && value !== undefined;
  const kept = Object.entries(props).filter(isWhole);
  return {
    ...stateFrom(props),
    ...Object.fromEntries(kept.map(([name, value]) => [name, fromWire(value, { keepsNull: true })])),
  };
}

/** What the request says besides its properties. */
function detailsOf({ [detailsKey]: details }: Wire): Details {
  const { timeoutSeconds, ignoreChanges, declared } = (details ?? {}) as RequestDetails;
  return {
    timeoutMs: timeoutSeconds === undefined ? undefined : timeoutSeconds * 1000,
    ignoreChanges,
    declared: declared === undefined ? undefined : (fromWire(declared) as Details["declared"]),
  };
}

/**
 * The inputs of a reply to a read, unless Pulumi's engine has the same ones: it keeps them if it is told none. What is only
 * looked up would then count as modified.
 */
function newInputs(
  inputs: Properties | undefined,
  { [detailsKey]: details, __provider }: Wire,
): { readonly inputs?: Wire } {
  if (inputs === undefined) return {};
  const read = objectToWire(inputs);
  const { inputs: known } = (details ?? {}) as RequestDetails;
  const isKept = inputs.__meta?.get !== true && isDeepStrictEqual({ ...read, __provider }, known);
  return isKept ? {} : { inputs: read };
}

function toFailure({ property, reason, secret }: CheckFailure): pulumi.dynamic.CheckFailure {
  // Pulumi prints the value of the property that a failure names (PUL 2.1).
  return secret ? { property: "", reason: `${property} ${reason}` } : { property, reason };
}

function toDiffResult({ changes, replaces, deleteBeforeReplace }: Diff): pulumi.dynamic.DiffResult {
  return {
    // Left out, the engine compares the inputs itself and shows just what differs (PUL 11.2).
    ...(changes === "differ" ? {} : { changes: changes === "due" }),
    replaces: [...replaces],
    deleteBeforeReplace,
  };
}

/**
 * State as Pulumi keeps it. Its engine marks a property as secret only if the input of that name is secret. This marks the
 * others: hidden keys, and inputs that a failed creation has not applied.
 */
function stateToWire(definition: Definition<object, object>, state: Properties): Wire {
  const marked = secretNames(state);
  const isMarked = (name: string): boolean => definition.properties[name] === "secret" || marked.includes(name);
  return mapMembers(state, (value, name) => {
    const wire = toWire(value);
    return wire !== undefined && isMarked(name) ? asSecret(wire) : wire;
  });
}
