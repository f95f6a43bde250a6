import { z } from "zod";

import { CallError } from "../../provider/calls/errors";
import { definitionOf } from "../../provider/kinds";
import { behaviourOf, type AnyBehaviour } from "../../provider/lifecycle/definition/behaviour";
import type { Definition } from "../../provider/lifecycle/definition/definition";
import type { AnyInputs } from "../../provider/lifecycle/definition/input-rule";
import { present, type ResourceRecord } from "../../provider/lifecycle/record/record";
import { schemaVersion } from "../../provider/lifecycle/record/state-codec";
import { withoutAbsent } from "../../provider/lifecycle/values/compare";
import { newLifecycle } from "../../provider/plugin/new-lifecycle";
import type { Configuration } from "../../provider/settings/reading/source";
import type { Item } from "../inventory/item";

/** An object that exists, as the record that a resource would have of it. */
export interface Existing {
  readonly kind: string;
  readonly id: string;
  readonly name: string;
  readonly definition: Definition<object, object>;
  readonly record: ResourceRecord;
}

type Kind = Definition<object, object>;

/** Reads objects as a refresh would. One that cannot be read does not stop the others. */
export class ExistingObjects {
  readonly failures: string[] = [];
  private readonly lifecycles = new Map<string, ReturnType<typeof newLifecycle>>();

  constructor(private readonly configuration: Configuration) {}

  async read(items: readonly Item[]): Promise<readonly Existing[]> {
    return (await Promise.all(items.map((item) => this.readOne(item)))).flat();
  }

  private async readOne({ kind, id, name }: Item): Promise<readonly Existing[]> {
    const definition = definitionOf(kind);
    if (definition === undefined) throw new TypeError(`there is no kind ${kind}`);
    const behaviour = behaviourOf(definition);
    try {
      const found = await this.lifecycleOf(definition).read(id, lookup(behaviour, id, name));
      if (found === undefined) return [];
      const record = importedRecord(behaviour, found.record);
      return [{ kind, id: found.id, name, definition, record }];
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      this.failures.push(error.message);
      return [];
    }
  }

  private lifecycleOf(definition: Kind): ReturnType<typeof newLifecycle> {
    const known = this.lifecycles.get(definition.kind) ?? newLifecycle(definition, z, this.configuration);
    this.lifecycles.set(definition.kind, known);
    return known;
  }
}

/** The record of an object that is only looked up: a read shows all inputs that the service shows. */
function lookup({ existing }: AnyBehaviour, id: string, name: string): ResourceRecord {
  return {
    resource: { schema: schemaVersion, name, stack: "", project: "", get: true },
    inputs: existing === undefined ? {} : { [existing]: id },
    hasAutomaticName: false,
    adopt: undefined,
    wasAdopted: false,
    outputs: {},
    open: {},
  };
}

/** The record as if the object had been adopted: with defaults, and with the names of what nobody can read. */
function importedRecord(behaviour: AnyBehaviour, { inputs: shown, ...record }: ResourceRecord): ResourceRecord {
  const { inputs: rules, existing } = behaviour;
  const inputs = present(
    Object.fromEntries(
      Object.entries(rules).map(([name, rule]) => [name, withoutAbsent(rule, shown[name]) ?? rule.default]),
    ),
  ) as AnyInputs;
  const unreadable = behaviour.unreadable?.(inputs) ?? [];
  const unread = Object.keys(rules).filter(
    (name) => inputs[name] === undefined && (rules[name]?.required === true || unreadable.includes(name)),
  );
  return {
    ...record,
    resource: undefined,
    inputs,
    wasAdopted: existing === undefined,
    unread: unread.length === 0 ? undefined : unread,
  };
}
