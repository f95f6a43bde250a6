import { CallError } from "../calls/errors";
import { redact } from "../clients/http/redaction";
import { SettingsError } from "../settings/errors";
import { behaviourOf, type AnyBehaviour } from "./definition/behaviour";
import type { CheckResult } from "./planning/check";
import type { CheckFailure } from "./planning/check-failure";
import { checkTracked } from "./run/check-tracked";
import { Claims } from "./command/claims";
import { create, type Created } from "./operations/create";
import type { Definition } from "./definition/definition";
import { isNeeded, remove } from "./operations/delete";
import { diff, replacingInputs, type Findings } from "./planning/diff";
import { PartialFailure } from "./record/partial-failure";
import { ignoreProblem, ignoredBy, ignoring } from "./planning/ignored-inputs";
import type { Zod } from "./definition/input-rule";
import { Leftovers, type Leftover } from "./command/leftovers";
import { isAccountCertain } from "./run/location";
import { isUnknownOutcomeId } from "./record/unknown-outcome";
import { read, type ReadResult } from "./operations/read";
import type { Desired, ResourceRecord } from "./record/record";
import { isForcedFirst, refusedFirst, refusedReplacement, unchangeable } from "./planning/replacement";
import { ResourceRun, type Kind, type Operation, type ResourceEnvironment } from "./run/resource-run";
import { runOperation } from "./run/run-operation";
import { secretsOf } from "./run/secrets";
import { SnapshotCache } from "./command/snapshot";
import { update } from "./operations/update";

/** Runs the operations of one kind: the rules that all kinds share, with the definition of this one. */
export class Lifecycle {
  private readonly snapshots = new SnapshotCache<unknown>();
  private readonly claims: Claims;
  private readonly leftovers = new Leftovers();

  constructor(
    readonly definition: Definition<object, object>,
    private readonly zod: Zod,
    private readonly environment: ResourceEnvironment,
  ) {
    this.claims = new Claims(this.behaviour.existing);
  }

  /** `olds` are the checked inputs of the last command; undefined if a resource will be created. */
  check(olds: Desired | undefined, news: Desired): CheckResult {
    const { desired, failures, before } = checkTracked(this.kind, this.zod, olds, news);
    return { desired, failures: [...failures, ...this.refusals(olds, before, desired)] };
  }

  /** Failures that only the whole command shows: two resources with one object, a replacement that would lose something. */
  private refusals(olds: Desired | undefined, before: Desired | undefined, desired: Desired): CheckFailure[] {
    const { noun, existing = "adopt" } = this.behaviour;
    const adopted = this.claims.adoptedBy(desired);
    const isNew = adopted !== undefined && (olds === undefined || adopted !== this.claims.adoptedBy(olds));
    const rival = isNew ? this.claims.rival(adopted, desired.resource) : undefined;
    const because = `this ${noun} is to be replaced`;
    const refused = before === undefined ? undefined : this.refusal(because, before, desired);
    return [
      ...(rival === undefined
        ? []
        : [{ property: existing, reason: alreadyManaged(noun, adopted ?? "", rival), secret: true }]),
      ...(refused === undefined ? [] : [{ property: "", reason: this.hidden(desired, refused), secret: true }]),
    ];
  }

  private refusal(because: string, old: Desired, desired: Desired): string | undefined {
    const { behaviour, claims } = this;
    const isForced = isForcedFirst(behaviour, desired) && !claims.isFree(desired.resource);
    return (
      refusedReplacement(behaviour, { because, old, desired, isUnasked: !claims.isCompared(desired.resource) }) ??
      (isForced ? refusedFirst(behaviour, because, desired) : undefined)
    );
  }

  private get behaviour(): AnyBehaviour {
    return behaviourOf(this.definition);
  }

  /** `ignoreChanges` are the paths of the option as the request has them. */
  async diff(
    id: string,
    record: ResourceRecord,
    declared: Desired,
    ignoreChanges?: readonly string[],
  ): Promise<Findings> {
    const ignored = ignoreChanges && ignoredBy(this.behaviour, ignoreChanges);
    const desired = ignoring(declared, ignored);
    try {
      this.refuseOtherLocation(record);
      const isPlan = !this.claims.isOnlySeen(id, { resource: desired.resource, since: record.since });
      const problem = isPlan ? ignoreProblem(this.behaviour, ignoreChanges ?? []) : undefined;
      if (problem !== undefined) throw new CallError(problem);
      const isRegistered = this.claims.isChecked(desired.resource);
      if (isRegistered) this.claims.compared(desired.resource, ignored);
      const now = this.environment.now();
      const declaredBefore = this.claims.declaredBefore(desired.resource);
      const findings = diff(this.behaviour, id, record, desired, now, { isPlan, isRegistered, declaredBefore });
      if (isPlan) await this.judgePlan(id, record, desired, findings, isRegistered);
      return findings;
    } catch (error) {
      throw error instanceof CallError ? this.named(desired, error.message) : error;
    }
  }

  /** Refuses a plan that could not be carried out, and remembers which object the resource keeps. */
  private async judgePlan(
    id: string,
    record: ResourceRecord,
    desired: Desired,
    findings: Findings,
    isRegistered: boolean,
  ): Promise<void> {
    const { changed, due } = findings;
    const replaces = replacingInputs(findings);
    if (changed.length + due.length > 0) this.refuseExpiredCredentials();
    // Not known to exist: it is looked for before another one is made, and it blocks no name.
    if (isUnknownOutcomeId(id)) {
      this.claims.forget(desired.resource);
      return;
    }
    if (replaces.length > 0) await this.refuseNeeded(id, replaces, desired);
    if (due.includes("renewal")) this.environment.warn(this.named(desired, renewalNotice).message);
    if (replaces.length === 0 && isRegistered) this.keep(id, record, desired);
  }

  /** If Pulumi will delete first, the service is asked whether something needs the object: a diff's only request. */
  private async refuseNeeded(id: string, replaces: readonly string[], desired: Desired): Promise<void> {
    const { claims, behaviour } = this;
    if (!isForcedFirst(behaviour, desired)) return;
    const { resource } = desired;
    const run = new ResourceRun(this.kind, { verb: "read", resource, known: [desired], timeoutMs: lookMs });
    if (await isNeeded(run, id)) {
      throw new CallError(refusedFirst(behaviour, unchangeable(behaviour, replaces), desired));
    }
    claims.free(resource);
  }

  /** The resource keeps its object. */
  private keep(id: string, { since, outputs }: ResourceRecord, desired: Desired): void {
    const { resource } = desired;
    const rival = this.claims.rival(id, resource);
    if (rival !== undefined) throw new CallError(alreadyManaged(this.behaviour.noun, id, rival));
    this.claims.claim(id, { resource, since, outputs }, "kept");
    this.claims.goesOn(id, desired);
  }

  /** Refuses in the preview a stack that points to another account or region, before anything is planned for it. */
  private refuseOtherLocation({ location }: ResourceRecord): void {
    const { environment, definition, behaviour } = this;
    const located = { environment, cloud: definition.cloud, noun: behaviour.noun };
    this.asFarAsSet(() => isAccountCertain(located, location));
  }

  /** Fails in the preview: the update would fail on these credentials. */
  private refuseExpiredCredentials(): void {
    const expired = this.asFarAsSet(() => this.environment.connection.expiredCredentials(this.definition.cloud));
    if (expired !== undefined) throw new CallError(expired);
  }

  /** A preview without settings skips this check; the operation itself reports missing settings. */
  private asFarAsSet<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      if (error instanceof SettingsError) return undefined;
      throw error;
    }
  }

  /** `timeoutMs` is the request's own; it counts before the resource's. */
  async create(desired: Desired, timeoutMs?: number): Promise<Created> {
    const claim = ({ id, record }: Leftover): void => {
      const isTaken = desired.adopt !== undefined || this.behaviour.existing !== undefined;
      if (!isUnknownOutcomeId(id)) this.claims.claim(id, record, isTaken ? "taken" : "made");
    };
    try {
      const created = await this.leftovers.goOn({ desired }, (left) => this.createOrGoOn(desired, left, timeoutMs));
      claim(created);
      this.claims.made(created.id, desired);
      return created;
    } catch (error) {
      if (error instanceof PartialFailure) claim(error);
      throw error;
    } finally {
      this.claims.created(desired);
    }
  }

  private createOrGoOn(desired: Desired, left: Leftover | undefined, timeoutMs: number | undefined): Promise<Created> {
    const earlier = left?.record ?? this.claims.leftFor(desired);
    const known = earlier === undefined ? [desired] : [desired, earlier];
    return this.write({ verb: "create", resource: desired.resource, known, timeoutMs }, async (run) => {
      if (left === undefined || isUnknownOutcomeId(left.id)) return create(run, desired, earlier);
      return { id: left.id, record: await update(run, left.id, left.record, desired) };
    });
  }

  async read(id: string, record: ResourceRecord, timeoutMs?: number): Promise<ReadResult | undefined> {
    const { resource } = record;
    const found = await this.run({ verb: "read", resource, known: [record], timeoutMs }, (run) =>
      read(run, id, record, this.snapshots),
    );
    if (found === undefined) this.claims.release(id, record);
    else {
      this.claims.claim(found.id, found.record, resource?.get === true ? "looked up" : "seen");
      this.claims.seen(found.managed ?? found.record);
    }
    return found;
  }

  async update(id: string, record: ResourceRecord, desired: Desired, timeoutMs?: number): Promise<ResourceRecord> {
    return this.leftovers.goOn({ id, record, desired }, (left) => {
      const from = left?.record ?? record;
      const operation: Operation = { verb: "update", resource: desired.resource, known: [from, desired], timeoutMs };
      return this.write(operation, (run) => update(run, id, from, desired));
    });
  }

  async delete(id: string, record: ResourceRecord, timeoutMs?: number): Promise<void> {
    const operation: Operation = { verb: "delete", resource: record.resource, known: [record], timeoutMs };
    await this.write(operation, (run) => remove(run, id, record));
    this.claims.release(id, record);
    this.leftovers.forget(id);
  }

  private async write<T>(operation: Operation, work: (run: ResourceRun) => Promise<T>): Promise<T> {
    this.snapshots.clear();
    try {
      return await this.run(operation, work);
    } finally {
      this.snapshots.clear();
    }
  }

  private run<T>(operation: Operation, work: (run: ResourceRun) => Promise<T>): Promise<T> {
    return runOperation(this.kind, operation, work);
  }

  private get kind(): Kind {
    return { definition: this.definition, environment: this.environment, claims: this.claims };
  }

  private named(known: Desired, message: string): CallError {
    return new CallError(this.hidden(known, `${this.definition.kind} ${known.resource?.name ?? ""}: ${message}`));
  }

  /** A message without secrets. */
  private hidden(known: Desired, message: string): string {
    return redact(message, [...this.environment.connection.secrets(), ...secretsOf(this.definition, known)]);
  }
}

/** How long a diff may ask the service. */
const lookMs = 20_000;

const renewalNotice =
  "it is due to be renewed, so `pulumi up` replaces it now. If the option protect is set Pulumi refuses that: " +
  "remove it for one `pulumi up`, or renew later";

function alreadyManaged(noun: string, id: string, rival: string): string {
  return (
    `the ${noun} ${id} is managed by the resource ${JSON.stringify(rival)} of this program as well: ` +
    "take one of the two out of the program, which leaves the object to the other one"
  );
}
