import { randomUUID } from "node:crypto";

import { checkTracked } from "./run/check-tracked";
import { Claims } from "./command/claims";
import { behaviourOf, type AnyBehaviour } from "./definition/behaviour";
import type { Definition } from "./definition/definition";
import type { Zod } from "./definition/input-rule";
import type { ValueMaker } from "./definition/value-maker";
import type { Lifecycle } from "./lifecycle";
import type { Created } from "./operations/create";
import type { ReadResult } from "./operations/read";
import { ignoredBy } from "./planning/ignored-inputs";
import type { CheckResult } from "./planning/check";
import { diff, type Findings } from "./planning/diff";
import { present, type Desired, type ResourceRecord } from "./record/record";
import type { Kind, Operation, ResourceEnvironment, ResourceRun } from "./run/resource-run";
import { runOperation } from "./run/run-operation";

/** The operations that a face runs, whatever is behind a kind. */
export type Operable = Pick<Lifecycle, "definition" | "check" | "diff" | "create" | "read" | "update" | "delete">;

/** Runs the operations of a kind whose values only state keeps. */
export class ValueLifecycle implements Operable {
  private readonly kind: Kind;

  constructor(
    readonly definition: Definition<object, object>,
    private readonly zod: Zod,
    environment: ResourceEnvironment,
    private readonly maker: ValueMaker,
  ) {
    this.kind = { definition, environment, claims: new Claims() };
  }

  check(olds: Desired | undefined, news: Desired): CheckResult {
    return checkTracked(this.kind, this.zod, olds, news);
  }

  async diff(
    id: string,
    record: ResourceRecord,
    desired: Desired,
    ignoreChanges?: readonly string[],
  ): Promise<Findings> {
    const { claims, environment } = this.kind;
    claims.compared(desired.resource, ignoreChanges && ignoredBy(this.behaviour, ignoreChanges));
    const isRegistered = claims.isChecked(desired.resource);
    return Promise.resolve(diff(this.behaviour, id, record, desired, environment.now(), { isRegistered }));
  }

  async create(desired: Desired, timeoutMs?: number): Promise<Created> {
    const operation: Operation = { verb: "create", resource: desired.resource, known: [desired], timeoutMs };
    try {
      return await this.run(operation, async (run) => {
        const outputs = await this.maker.make(run, desired.inputs);
        const since = new Date(run.now()).toISOString();
        return { id: randomUUID(), record: { ...desired, outputs: present(outputs), since, open: {} } };
      });
    } finally {
      this.kind.claims.created(desired);
    }
  }

  /** The value is where the record is. */
  read(id: string, record: ResourceRecord): Promise<ReadResult> {
    const { resource } = record;
    return this.run({ verb: "read", resource, known: [record] }, (run) => {
      if (resource?.get !== true) return Promise.resolve({ id, managed: record, record });
      return run.refuse(
        `a ${run.noun} is in the state of the stack that made it and nowhere else: it cannot be looked up`,
      );
    });
  }

  update(_id: string, record: ResourceRecord, desired: Desired, timeoutMs?: number): Promise<ResourceRecord> {
    const operation: Operation = { verb: "update", resource: desired.resource, known: [record, desired], timeoutMs };
    return this.run(operation, async (run) => {
      const changed = diff(this.behaviour, "", record, desired, run.now()).changed;
      const renews = changed.some(({ effect }) => effect === "update") && this.maker.renew !== undefined;
      const outputs = renews ? await this.maker.renew(run, desired.inputs, record.outputs) : record.outputs;
      return { ...record, ...desired, outputs: present(outputs) };
    });
  }

  delete(): Promise<void> {
    return Promise.resolve();
  }

  private run<T>(operation: Operation, work: (run: ResourceRun) => Promise<T>): Promise<T> {
    return runOperation(this.kind, operation, work);
  }

  private get behaviour(): AnyBehaviour {
    return behaviourOf(this.definition);
  }
}
