import { SettingsError } from "../clients/http/errors";
import { behaviourOf, type Zod } from "./behaviour";
import { check, refuseNewerState, type CheckResult } from "./check";
import { create, type Created } from "./create";
import type { Definition } from "./definition";
import { remove } from "./delete";
import { diff, type Diff } from "./diff";
import { LifecycleError } from "./errors";
import { explain } from "./explain";
import { OperationRun, type Environment, type Verb } from "./operation-run";
import { isAccountCertain } from "./place";
import { read, type ReadResult } from "./read";
import { SnapshotCache } from "./snapshot";
import type { Inputs, State } from "./state";
import { update } from "./update";

/** Runs one resource kind: the rules that all kinds share, over what the definition says of this one. */
export class Lifecycle {
  private readonly snapshots = new SnapshotCache<unknown>();

  constructor(
    private readonly definition: Definition<object, object>,
    private readonly zod: Zod,
    private readonly environment: Environment,
  ) {}

  check(olds: Inputs, news: Inputs): CheckResult {
    return check(behaviourOf(this.definition), this.zod, olds, news, this.environment);
  }

  diff(id: string, state: State, inputs: Inputs): Diff {
    const refused = refuseNewerState(state.__meta);
    if (refused !== undefined) throw this.named(inputs, refused);
    try {
      this.refuseOtherPlace(state);
      const found = diff(behaviourOf(this.definition), id, state, inputs, this.environment.now());
      if (found.changes !== "none") this.refuseExpiredCredentials();
      return found;
    } catch (error) {
      throw error instanceof LifecycleError ? this.named(inputs, error.message) : error;
    }
  }

  /** A stack that points elsewhere is refused in the preview, before anything is planned for the wrong place. */
  private refuseOtherPlace(state: State): void {
    const { definition, environment } = this;
    this.asFarAsSet(() =>
      isAccountCertain({ definition, environment, behaviour: behaviourOf(definition) }, state.__place),
    );
  }

  /** Work that is due could not be done. */
  private refuseExpiredCredentials(): void {
    const expired = this.asFarAsSet(() => this.environment.connection.expiredCredentials(this.definition.cloud));
    if (expired !== undefined) throw new LifecycleError(expired);
  }

  /** Without settings a preview can compare nothing: whatever needs them says so. */
  private asFarAsSet<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      if (error instanceof SettingsError) return undefined;
      throw error;
    }
  }

  async create(inputs: Inputs): Promise<Created> {
    return this.write("create", inputs, [inputs], (run) => create(run, inputs));
  }

  async read(id: string, state: State): Promise<ReadResult | undefined> {
    return this.run("read", state, [state], (run) => read(run, id, state, this.snapshots));
  }

  async update(id: string, state: State, inputs: Inputs): Promise<State> {
    return this.write("update", inputs, [state, inputs], (run) => update(run, id, state, inputs));
  }

  async delete(id: string, state: State): Promise<void> {
    return this.write("delete", state, [state], (run) => remove(run, id, state));
  }

  private async write<T>(
    verb: Verb,
    source: Inputs,
    values: readonly Inputs[],
    operation: (run: OperationRun) => Promise<T>,
  ): Promise<T> {
    this.snapshots.clear();
    try {
      return await this.run(verb, source, values, operation);
    } finally {
      this.snapshots.clear();
    }
  }

  private async run<T>(
    verb: Verb,
    source: Inputs,
    values: readonly Inputs[],
    operation: (run: OperationRun) => Promise<T>,
  ): Promise<T> {
    const refused = values.map(({ __meta }) => refuseNewerState(__meta)).find((reason) => reason !== undefined);
    if (refused !== undefined) throw this.named(source, refused);
    const run = new OperationRun(this.definition, this.environment, verb, source.__meta);
    try {
      return await operation(run);
    } catch (error) {
      throw explain(run, error, values);
    }
  }

  private named(inputs: Inputs, message: string): LifecycleError {
    return new LifecycleError(`${this.definition.kind} ${inputs.__meta?.name ?? ""}: ${message}`);
  }
}
