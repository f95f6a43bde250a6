import { CallError } from "../calls/errors";
import type { CheckFailure } from "../lifecycle/planning/check-failure";
import { behaviourOf } from "../lifecycle/definition/behaviour";
import { replacingInputs, type DueReason, type Findings } from "../lifecycle/planning/diff";
import type { Operable } from "../lifecycle/value-lifecycle";
import type { ProgramResource, ResourceRecord } from "../lifecycle/record/record";
import {
  fromInputs,
  fromOldInputs,
  fromState,
  refusalOf,
  toInputs,
  toState,
  type Properties,
} from "../lifecycle/record/state-codec";

/** The result of a diff, in the form of dynamic resources. */
export interface Diff {
  /**
   * `differ`: inputs differ, and Pulumi's engine finds and shows them itself. `due`: there is work, although the engine may
   * see no difference. `none`: there is nothing to do.
   */
  readonly changes: "differ" | "due" | "none";
  /** Inputs that need a new object. */
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
}

/** What a request says besides properties. */
export interface Details {
  readonly timeoutMs?: number | undefined;
  readonly ignoreChanges?: readonly string[] | undefined;
  /** The resource as the program has declared it last. */
  readonly declared?: ProgramResource | undefined;
}

/** The life cycle of a kind on inputs and state as Pulumi keeps them for dynamic resources. */
export class Operations {
  constructor(private readonly lifecycle: Operable) {}

  /** `olds` are empty if a resource will be created. */
  check(
    olds: Properties,
    news: Properties,
  ): { readonly inputs: Properties; readonly failures: readonly CheckFailure[] } {
    const { desired, failures } = this.lifecycle.check(fromOldInputs(this.known(olds)), fromInputs(this.known(news)));
    return { inputs: toInputs(desired), failures };
  }

  async diff(id: string, state: Properties, inputs: Properties, { ignoreChanges }: Details = {}): Promise<Diff> {
    const findings = await this.lifecycle.diff(id, this.record(state), fromInputs(this.known(inputs)), ignoreChanges);
    return toDiff(findings, Object.keys(this.rules));
  }

  async create(
    inputs: Properties,
    { timeoutMs }: Details = {},
  ): Promise<{ readonly id: string; readonly state: Properties }> {
    const { id, record } = await this.lifecycle.create(fromInputs(this.known(inputs)), timeoutMs);
    return { id, state: toState(record) };
  }

  /** If `inputs` is undefined, Pulumi's engine keeps the inputs that it has. */
  async read(
    id: string,
    state: Properties,
    { timeoutMs }: Details = {},
  ): Promise<{ readonly id: string; readonly inputs: Properties | undefined; readonly state: Properties } | undefined> {
    const found = await this.lifecycle.read(id, this.record(state), timeoutMs);
    if (found === undefined) return undefined;
    const inputs = found.managed === undefined ? undefined : toInputs(found.managed);
    return { id: found.id, inputs, state: toState(found.record) };
  }

  async update(id: string, state: Properties, inputs: Properties, { timeoutMs }: Details = {}): Promise<Properties> {
    return toState(await this.lifecycle.update(id, this.record(state), fromInputs(this.known(inputs)), timeoutMs));
  }

  async delete(id: string, state: Properties, { timeoutMs, declared }: Details = {}): Promise<void> {
    const record = this.record(state);
    await this.lifecycle.delete(id, { ...record, resource: declared ?? record.resource }, timeoutMs);
  }

  private record(state: Properties): ResourceRecord {
    return fromState({ inputs: this.rules }, this.known(state));
  }

  /** Inputs or a state, as far as this version of the package knows how they look. */
  private known(properties: Properties): Properties {
    const refused = refusalOf(properties);
    if (refused === undefined) return properties;
    const { kind } = this.lifecycle.definition;
    throw new CallError(
      `${[kind, properties.__meta?.name].filter((part) => typeof part === "string").join(" ")}: ${refused}`,
    );
  }

  private get rules(): ReturnType<typeof behaviourOf>["inputs"] {
    return behaviourOf(this.lifecycle.definition).inputs;
  }
}

/** Reasons that the engine cannot find by comparing inputs, even if some inputs differ. */
const unseen: readonly DueReason[] = ["unknown outcome", "renewal", "omitted values", "unread values", "unknown value"];

/** Reduces findings to what a dynamic provider can return. `names` are the names of the kind's inputs. */
export function toDiff(findings: Findings, names: readonly string[]): Diff {
  const { changed, due, deleteBeforeReplace } = findings;
  const [first = "name"] = names;
  // A replacement has to name an input, also if no input is the cause.
  const replaces = due.includes("unknown outcome") ? [first] : replacingInputs(findings);
  const isSeen = changed.length > 0 && !due.some((reason) => unseen.includes(reason));
  return { changes: isSeen ? "differ" : due.length > 0 ? "due" : "none", replaces, deleteBeforeReplace };
}
