import { SettingsError } from "../clients/http/errors";
import { adviceOn } from "./advice";
import { behaviourOf, type AnyBehaviour } from "./behaviour";
import type { Verb } from "./context";
import type { Zod } from "./input-rule";
import { check, refuseNewerState, type CheckFailure, type CheckResult } from "./check";
import { Claims } from "./claims";
import { create, type Created } from "./create";
import type { Definition } from "./definition";
import { isNeeded, remove } from "./delete";
import { diff, type Diff } from "./diff";
import { LifecycleError, PartialFailure } from "./errors";
import { explain, redacted } from "./explain";
import { Leftovers, type Leftover } from "./leftovers";
import { OperationRun, type Environment } from "./operation-run";
import { isUnknownOutcomeId } from "./own-object";
import { isAccountCertain } from "./place";
import { read, type ReadResult } from "./read";
import { carriedOver, isForcedFirst, refusedFirst, refusedReplacement, unchangeable } from "./replacement";
import { SnapshotCache } from "./snapshot";
import type { Inputs, State } from "./state";
import { update } from "./update";

/** An operation that is to be run. */
interface Work {
  readonly verb: Verb;
  /** Where the resource's name and its timeouts are. */
  readonly source: Inputs;
  /** Inputs and states that it is about. */
  readonly values: readonly Inputs[];
  readonly timeoutMs?: number | undefined;
}

/** Runs one resource kind: the rules that all kinds share, over what the definition says of this one. */
export class Lifecycle {
  private readonly snapshots = new SnapshotCache<unknown>();
  private readonly claims = new Claims();
  private readonly leftovers = new Leftovers();

  constructor(
    private readonly definition: Definition<object, object>,
    private readonly zod: Zod,
    private readonly environment: Environment,
  ) {}

  check(olds: Inputs, news: Inputs): CheckResult {
    const { behaviour, claims } = this;
    const before = claims.replaced(olds, news.__meta);
    const wanted = before === undefined ? news : carriedOver(behaviour, before, news);
    const { inputs, failures } = check(behaviour, this.zod, olds, wanted, this.environment);
    claims.checked(olds, inputs);
    return { inputs, failures: [...failures, ...this.refusals(olds, before, inputs)] };
  }

  /** What is known of the command as a whole: two resources with one object, a replacement that would lose something. */
  private refusals(olds: Inputs, before: Inputs | undefined, inputs: Inputs): CheckFailure[] {
    const { noun } = this.behaviour;
    const { __adopt: adopt, __meta } = inputs;
    const taken = typeof adopt === "string" && adopt !== olds.__adopt ? adopt : "";
    const rival = this.claims.rival(taken, __meta);
    const because = `this ${noun} is to be replaced`;
    const refused = before === undefined ? undefined : this.refusal(because, before, inputs);
    return [
      ...(rival === undefined ? [] : [{ property: "adopt", reason: alreadyManaged(noun, taken, rival), secret: true }]),
      ...(refused === undefined ? [] : [{ property: "", reason: this.hidden(inputs, refused), secret: true }]),
    ];
  }

  private refusal(because: string, old: Inputs, inputs: Inputs): string | undefined {
    const { behaviour, claims } = this;
    const isForced = isForcedFirst(behaviour, inputs) && !claims.isFree(inputs.__meta);
    return (
      refusedReplacement(behaviour, { because, old, inputs }) ??
      (isForced ? refusedFirst(behaviour, because, inputs) : undefined)
    );
  }

  private get behaviour(): AnyBehaviour {
    return behaviourOf(this.definition);
  }

  async diff(id: string, state: State, inputs: Inputs): Promise<Diff> {
    const refused = refuseNewerState(state.__meta);
    if (refused !== undefined) throw this.named(inputs, refused);
    try {
      this.refuseOtherPlace(state);
      const isPlan = !this.claims.isOnlySeen(id, inputs.__meta);
      const isRegistered = this.claims.isChecked(inputs.__meta);
      const found = diff(this.behaviour, id, state, inputs, this.environment.now(), { isPlan, isRegistered });
      if (!isPlan) return found;
      if (found.changes !== "none") this.refuseExpiredCredentials();
      if (found.replaces.length > 0 && !isUnknownOutcomeId(id)) await this.refuseNeeded(id, found, inputs);
      if (isRenewal(id, found)) this.environment.warn(this.named(inputs, renewalNotice).message);
      // What nobody knows to exist is looked for before there is another one, and keeps no name.
      if (isUnknownOutcomeId(id)) this.claims.forget(inputs.__meta);
      else if (found.replaces.length === 0 && isRegistered) this.keep(id, state, inputs);
      return found;
    } catch (error) {
      throw error instanceof LifecycleError ? this.named(inputs, error.message) : error;
    }
  }

  /** Where Pulumi is made to delete first, the service is asked whether something needs the object: the one look of a diff. */
  private async refuseNeeded(id: string, { replaces }: Diff, inputs: Inputs): Promise<void> {
    const { definition, environment, claims, behaviour } = this;
    if (!isForcedFirst(behaviour, inputs)) return;
    const meta = inputs.__meta;
    const values = [inputs];
    const run = new OperationRun({ definition, environment, claims, verb: "read", meta, values, timeoutMs: lookMs });
    if (await isNeeded(run, id)) {
      throw new LifecycleError(refusedFirst(behaviour, unchangeable(behaviour, replaces), inputs));
    }
    claims.free(meta);
  }

  /** The program goes on with an object. */
  private keep(id: string, { __since }: State, { __meta }: Inputs): void {
    const rival = this.claims.rival(id, __meta);
    if (rival !== undefined) throw new LifecycleError(alreadyManaged(this.behaviour.noun, id, rival));
    this.claims.claim(id, { ...(__meta && { __meta }), ...(__since && { __since }) }, "kept");
  }

  /** A stack that points elsewhere is refused in the preview, before anything is planned for the wrong place. */
  private refuseOtherPlace(state: State): void {
    const { definition, environment } = this;
    const { behaviour } = this;
    this.asFarAsSet(() => isAccountCertain({ definition, environment, behaviour }, state.__place));
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

  /** `timeoutMs` is the request's own, which counts before the one that the resource says. */
  async create(inputs: Inputs, timeoutMs?: number): Promise<Created> {
    const claim = ({ id, state }: Leftover): void => {
      if (!isUnknownOutcomeId(id)) this.claims.claim(id, state, inputs.__adopt === undefined ? "made" : "taken");
    };
    try {
      const created = await this.leftovers.goOn({ inputs }, (left) => this.createOrGoOn(inputs, left, timeoutMs));
      claim(created);
      return created;
    } catch (error) {
      if (error instanceof PartialFailure) claim(error);
      throw error;
    } finally {
      this.claims.created(inputs);
    }
  }

  private createOrGoOn(inputs: Inputs, left: Leftover | undefined, timeoutMs: number | undefined): Promise<Created> {
    const earlier = left?.state ?? this.claims.leftFor(inputs);
    const values = earlier === undefined ? [inputs] : [inputs, earlier];
    return this.write({ verb: "create", source: inputs, values, timeoutMs }, async (run) => {
      if (left === undefined || isUnknownOutcomeId(left.id)) return create(run, inputs, earlier);
      return { id: left.id, state: await update(run, left.id, left.state, inputs) };
    });
  }

  async read(id: string, state: State): Promise<ReadResult | undefined> {
    const found = await this.run({ verb: "read", source: state, values: [state] }, (run) =>
      read(run, id, state, this.snapshots),
    );
    if (found === undefined) this.claims.release(id, state);
    else this.claims.claim(found.id, found.state, state.__meta?.get === true ? "looked up" : "seen");
    return found;
  }

  async update(id: string, state: State, inputs: Inputs, timeoutMs?: number): Promise<State> {
    return this.leftovers.goOn({ id, state, inputs }, (left) => {
      const from = left?.state ?? state;
      const work: Work = { verb: "update", source: inputs, values: [from, inputs], timeoutMs };
      return this.write(work, (run) => update(run, id, from, inputs));
    });
  }

  async delete(id: string, state: State, timeoutMs?: number): Promise<void> {
    await this.write({ verb: "delete", source: state, values: [state], timeoutMs }, (run) => remove(run, id, state));
    this.claims.release(id, state);
    this.leftovers.forget(id);
  }

  private async write<T>(work: Work, operation: (run: OperationRun) => Promise<T>): Promise<T> {
    this.snapshots.clear();
    try {
      return await this.run(work, operation);
    } finally {
      this.snapshots.clear();
    }
  }

  private async run<T>(work: Work, operation: (run: OperationRun) => Promise<T>): Promise<T> {
    const { verb, source, values, timeoutMs } = work;
    const refused = values.map(({ __meta }) => refuseNewerState(__meta)).find((reason) => reason !== undefined);
    if (refused !== undefined) throw this.named(source, refused);
    const { definition, environment, claims } = this;
    const run = new OperationRun({ definition, environment, claims, verb, meta: source.__meta, values, timeoutMs });
    try {
      return await operation(run);
    } catch (error) {
      throw explain(run, error, await adviceOn(run, error));
    }
  }

  private named(inputs: Inputs, message: string): LifecycleError {
    return new LifecycleError(this.hidden(inputs, `${this.definition.kind} ${inputs.__meta?.name ?? ""}: ${message}`));
  }

  /** A message without the secrets of inputs. */
  private hidden(inputs: Inputs, message: string): string {
    const { definition, environment, behaviour } = this;
    return redacted({ definition, environment, behaviour, values: [inputs] }, message);
  }
}

/** Longest look of a diff. */
const lookMs = 20_000;

const renewalNotice =
  "it is due to be renewed, so that `pulumi up` replaces it now. Where the option protect is set Pulumi refuses that: " +
  "take it away for one up, or let the renewal wait";

/** A replacement that no changed input asks for. */
function isRenewal(id: string, { changes, replaces }: Diff): boolean {
  return changes === "due" && replaces.length > 0 && !isUnknownOutcomeId(id);
}

function alreadyManaged(noun: string, id: string, rival: string): string {
  return (
    `the ${noun} ${id} is managed by the resource ${JSON.stringify(rival)} of this program as well: ` +
    "take one of the two out of the program, which leaves the object to the other one"
  );
}
