import { z } from "zod";

import type { Environment } from "../../provider/calls/environment";
import { CallError } from "../../provider/calls/errors";
import { definitionOf } from "../../provider/kinds";
import { behaviourOf, type AnyBehaviour } from "../../provider/lifecycle/definition/behaviour";
import type { Definition } from "../../provider/lifecycle/definition/definition";
import type { AnyInputs, InputRule } from "../../provider/lifecycle/definition/input-rule";
import { check } from "../../provider/lifecycle/planning/check";
import { present, type ResourceRecord } from "../../provider/lifecycle/record/record";
import { schemaVersion } from "../../provider/lifecycle/record/state-codec";
import { isAbsent, withoutAbsent } from "../../provider/lifecycle/values/compare";
import { newLifecycle } from "../../provider/plugin/new-lifecycle";
import type { Configuration } from "../../provider/settings/reading/source";
import type { Item } from "../inventory/item";

/** How a resource comes to its object: by an import before the first `pulumi up`, or by its input `adopt`. */
export type Way = "import" | "adopt";

/** An object that exists, as the record that a resource would have of it. */
export interface Existing {
  readonly kind: string;
  readonly id: string;
  readonly name: string;
  readonly definition: Definition<object, object>;
  readonly record: ResourceRecord;
}

type Kind = Definition<object, object>;

/** So many objects are read at a time: the time that a read may take begins with it, also where the service is slow. */
const readers = 16;

/** Reads objects as a refresh would. One that cannot be read does not stop the others. */
export class ExistingObjects {
  readonly failures: string[] = [];
  private readonly lifecycles = new Map<string, ReturnType<typeof newLifecycle>>();

  /** `environment` is that of the settings that `configuration` leads to. */
  constructor(
    private readonly configuration: Configuration,
    private readonly environment: Environment,
    private readonly way: Way,
  ) {}

  async read(items: readonly Item[]): Promise<readonly Existing[]> {
    const left = [...items.entries()];
    const found: (readonly Existing[])[] = [];
    const work = async (): Promise<void> => {
      for (let next = left.shift(); next !== undefined; next = left.shift())
        found[next[0]] = await this.readOne(next[1]);
    };
    await Promise.all(Array.from({ length: readers }, work));
    return found.flat();
  }

  private async readOne({ kind, id, name }: Item): Promise<readonly Existing[]> {
    const definition = definitionOf(kind);
    if (definition === undefined) throw new TypeError(`there is no kind ${kind}`);
    const behaviour = behaviourOf(definition);
    try {
      const found = await this.lifecycleOf(definition).read(id, this.lookup(definition, id, name));
      if (found === undefined) return [];
      const record = importedRecord(behaviour, found.record);
      const refused = refusals(behaviour, record, this.way);
      if (refused.length === 0) return [{ kind, id: found.id, name, definition, record }];
      this.failures.push(`${kind} ${name} (${id}) cannot be managed as it is: ${refused.join("; ")}`);
      return [];
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      this.failures.push(error.message);
      return [];
    }
  }

  /** The record of an object that is only looked up: a read shows all inputs that the service shows. */
  private lookup({ cloud, behaviour }: Kind, id: string, name: string): ResourceRecord {
    const { existing, inputs: rules } = behaviour as AnyBehaviour;
    // A token of a whole domain reaches several workspaces, so the program says which one is meant.
    const isManywhere = "workspaceId" in rules && this.environment.connection.place(cloud).workspace === undefined;
    return {
      resource: { schema: schemaVersion, name, stack: "", project: "", get: true },
      inputs: { ...(existing === undefined ? {} : { [existing]: id }), ...(isManywhere ? { workspaceId: "" } : {}) },
      hasAutomaticName: false,
      adopt: undefined,
      wasAdopted: false,
      outputs: {},
      open: {},
    };
  }

  private lifecycleOf(definition: Kind): ReturnType<typeof newLifecycle> {
    const known = this.lifecycles.get(definition.kind) ?? newLifecycle(definition, z, this.configuration);
    this.lifecycles.set(definition.kind, known);
    return known;
  }
}

/** The record as if the object had been adopted: with defaults, and with the names of what nobody can read. */
function importedRecord(behaviour: AnyBehaviour, { inputs: shown, ...record }: ResourceRecord): ResourceRecord {
  const { inputs: rules, existing } = behaviour;
  const valueOf = (name: string, rule: InputRule<unknown>): unknown => {
    const value = withoutAbsent(rule, shown[name]);
    return isAbsent(rule, value) ? rule.default : value;
  };
  const entries = Object.entries(rules).map(([name, rule]) => [name, valueOf(name, rule)] as const);
  const inputs = present(Object.fromEntries(entries)) as AnyInputs;
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

/**
 * Why this package would refuse a program that describes the object. What nobody can read is given later, and what an imported
 * object has already is not judged.
 */
function refusals(behaviour: AnyBehaviour, record: ResourceRecord, way: Way): readonly string[] {
  const { unread, ...known } = record;
  const [olds, news] = way === "import" ? [record, record] : [undefined, known];
  const { failures } = check(behaviour, z, olds, news, { now: Date.now, random: Math.random });
  return failures
    .filter(({ property }) => unread?.includes(property) !== true)
    .map(({ property, reason }) => `${property} ${reason}`);
}
