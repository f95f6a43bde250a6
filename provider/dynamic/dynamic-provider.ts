import type * as pulumi from "@pulumi/pulumi";

import { Connection } from "../clients/connection";
import type { Zod } from "../lifecycle/input-rule";
import type { CheckFailure } from "../lifecycle/check";
import type { Definition } from "../lifecycle/definition";
import type { Diff } from "../lifecycle/diff";
import { PartialFailure } from "../lifecycle/errors";
import { Lifecycle } from "../lifecycle/lifecycle";
import { RecentAnswers } from "../lifecycle/recent";
import { YoungObjects } from "../lifecycle/settling";
import type { Inputs, State } from "../lifecycle/state";
import { toSafeError } from "./guard";
import { requestLog, warn } from "../plugin/log";
import { settingsSource } from "./settings-source";
import { passTimeouts, timeoutKey } from "./request-timeouts";
import { asSecret, fromWire, objectToWire } from "../plugin/wire";

/** What Pulumi's plugin process calls. */
export type DynamicProvider = Required<Omit<pulumi.dynamic.ResourceProvider, "configure">> & {
  configure(request: pulumi.dynamic.ConfigureRequest): Promise<void>;
};

type Wire = Record<string, unknown>;

/** Runs a definition in Pulumi's dynamic provider: conversion of values, safe errors, waiting for the configuration. */
export function dynamicProvider(definition: Definition<object, object>, zod: Zod): DynamicProvider {
  passTimeouts();
  let configured: (lifecycle: Lifecycle) => void = () => undefined;
  // The process may call before, while or after it configures (PUL 2.3): everything waits for this.
  const ready = new Promise<Lifecycle>((resolve) => {
    configured = resolve;
  });

  async function guarded<T>(provider: unknown, work: (lifecycle: Lifecycle) => T | Promise<T>): Promise<T> {
    try {
      return await work(await ready);
    } catch (error) {
      throw toSafeError(withMarkedSecrets(definition, error), provider);
    }
  }

  return {
    configure({ config }) {
      configured(newLifecycle(definition, zod, config));
      return Promise.resolve();
    },
    check: (olds: Wire, news: Wire) =>
      guarded(undefined, (lifecycle) => {
        const result = lifecycle.check(stateFrom(olds), newsFrom(definition, news));
        return { inputs: objectToWire(result.inputs), failures: result.failures.map(toFailure) };
      }),
    diff: (id, olds: Wire, news: Wire) =>
      guarded(undefined, async (lifecycle) => toDiffResult(await lifecycle.diff(id, stateFrom(olds), stateFrom(news)))),
    create: (inputs: Wire) =>
      guarded(inputs["__provider"], async (lifecycle) => {
        const { id, state } = await lifecycle.create(stateFrom(inputs), timeoutMs(inputs));
        return { id, outs: markedSecrets(definition, state) };
      }),
    read: (id, props: Wire = {}) =>
      guarded(undefined, async (lifecycle) => {
        const found = await lifecycle.read(id, stateFrom(props));
        if (found === undefined) return {};
        const inputs = found.inputs === undefined ? {} : { inputs: objectToWire(found.inputs) };
        return { id: found.id, props: markedSecrets(definition, found.state), ...inputs };
      }),
    update: (id, olds: Wire, news: Wire) =>
      guarded(news["__provider"], async (lifecycle) => {
        const state = await lifecycle.update(id, stateFrom(olds), stateFrom(news), timeoutMs(news));
        return { outs: markedSecrets(definition, state) };
      }),
    delete: (id, props: Wire) =>
      guarded(undefined, (lifecycle) => lifecycle.delete(id, stateFrom(props), timeoutMs(props))),
  };
}

/** One process serves all kinds of one provider: what one has made, another may refer to. */
const young = new YoungObjects();
const said = new Set<string>();

function newLifecycle(definition: Definition<object, object>, zod: Zod, config: pulumi.dynamic.Config): Lifecycle {
  const connection = new Connection(settingsSource(config, process.env), requestLog, warn);
  return new Lifecycle(definition, zod, {
    connection,
    now: Date.now,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    random: Math.random,
    warn,
    recent: new RecentAnswers(),
    young,
    said,
  });
}

/** Pulumi's own key is not part of what this package sees. */
function stateFrom(props: Wire): Inputs & State {
  const { __provider, [timeoutKey]: _, ...rest } = props;
  return fromWire(rest) as Inputs & State;
}

/** What the program says: in what has to be whole, null is kept, so that it is refused instead of being left out. */
function newsFrom({ whole }: Definition<object, object>, props: Wire): Inputs {
  const isWhole = ([name, value]: readonly [string, unknown]): boolean =>
    whole[name] === "no null" && value !== null && value !== undefined;
  const kept = Object.entries(props).filter(isWhole);
  return {
    ...stateFrom(props),
    ...Object.fromEntries(kept.map(([name, value]) => [name, fromWire(value, { keepsNull: true })])),
  };
}

function timeoutMs({ [timeoutKey]: seconds }: Wire): number | undefined {
  return typeof seconds === "number" ? seconds * 1000 : undefined;
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

/** What holds values of inputs, or is known of a secret one without holding it. */
const secretHidden: readonly string[] = ["__doubtful", "__unmanaged", "__pending", "__fingerprints", "__omitted"];

/**
 * State as the engine keeps it. It marks what is secret among the inputs by itself, but not what it has no input for: in
 * hidden keys, and after a creation whose inputs were not applied.
 */
function markedSecrets(definition: Definition<object, object>, state: State): Wire {
  const marked = [...secretHidden, ...(state.__meta?.secrets ?? [])];
  return Object.fromEntries(
    Object.entries(objectToWire(state)).map(([name, value]) => [
      name,
      definition.properties[name] === "secret" || marked.includes(name) ? asSecret(value) : value,
    ]),
  );
}

function withMarkedSecrets(definition: Definition<object, object>, error: unknown): unknown {
  if (!(error instanceof PartialFailure)) return error;
  return new PartialFailure(error.id, markedSecrets(definition, error.state), error.message);
}
