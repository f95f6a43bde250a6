import type { Connection } from "../clients/connection";
import { Deadline } from "../clients/http/deadline";
import { isOutcomeUnknown } from "../clients/http/errors";
import { behaviourOf, type AnyBehaviour } from "./behaviour";
import type { Context, Verb } from "./context";
import type { Definition } from "./definition";
import { parseDuration } from "./duration";
import { LifecycleError } from "./errors";
import type { Claims } from "./claims";
import { redacted, sentence } from "./explain";
import type { RecentAnswers } from "./recent";
import type { YoungObjects } from "./settling";
import type { Inputs, Meta } from "./state";

/** What the engine gets from outside: tests replace time and sleep. */
export interface Environment {
  readonly connection: Connection;
  /** Milliseconds since 1970 by this machine's clock. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly random: () => number;
  readonly warn: (message: string) => void;
  readonly recent: RecentAnswers;
  readonly young: YoungObjects;
  /** What was said that need not be said again in this command. */
  readonly said: Set<string>;
}

const defaultTimeoutMs: Readonly<Record<Verb, number>> = {
  create: 10 * 60_000,
  update: 10 * 60_000,
  delete: 10 * 60_000,
  read: 3 * 60_000,
};

/** What is to be done. */
type Operation = Pick<OperationRun, "definition" | "environment" | "verb" | "meta" | "claims" | "values"> & {
  /** How long it may take, where the request itself says so. */
  readonly timeoutMs: number | undefined;
};

/** One operation on one resource: what it works on, how long it may take, how it talks to the user. */
export class OperationRun implements Context {
  readonly behaviour: AnyBehaviour;
  readonly deadline: Deadline;
  /** Set by a creation, or from state where one is looked for. */
  nonce = "";

  readonly definition: Definition<object, object>;
  readonly environment: Environment;
  readonly verb: Verb;
  readonly meta: Meta | undefined;
  readonly claims: Claims;
  /** Inputs and states that the operation is about: their secrets appear in no message. */
  readonly values: readonly Inputs[];

  constructor({ definition, environment, verb, meta, claims, values, timeoutMs }: Operation) {
    this.definition = definition;
    this.environment = environment;
    this.verb = verb;
    this.meta = meta;
    this.claims = claims;
    this.values = values;
    this.behaviour = behaviourOf(definition);
    this.deadline = new Deadline(timeoutMs ?? timeoutOf(verb, meta));
  }

  get scp(): Context["scp"] {
    return this.environment.connection.scp(this.deadline);
  }

  get spaceone(): Context["spaceone"] {
    return this.environment.connection.spaceone(this.deadline);
  }

  get region(): string | undefined {
    return this.environment.connection.place(this.definition.cloud).region;
  }

  /** "KmsKey orders" */
  get subject(): string {
    return `${this.definition.kind} ${this.meta?.name ?? ""}`.trim();
  }

  readonly ask = async <T>(question: () => Promise<T>): Promise<T> => {
    try {
      return await question();
    } catch (error) {
      throw isOutcomeUnknown(error) ? new LifecycleError(sentence(this, error), { cause: error }) : error;
    }
  };

  readonly warn = (message: string): void => {
    this.environment.warn(redacted(this, `${this.subject}: ${message}`));
  };

  /** A line that concerns many resources alike. */
  readonly warnOnce = (key: string, message: string): void => {
    const { said } = this.environment;
    if (said.has(key)) return;
    said.add(key);
    this.warn(message);
  };

  readonly recently = <T>(key: string, ask: () => Promise<T>): Promise<T> =>
    this.environment.recent.get(key, this.environment.now, ask);

  readonly refuse = (message: string): never => {
    throw new LifecycleError(message);
  };

  readonly now = (): number => this.serviceTime(this.environment.now());

  readonly pause = async (ms: number): Promise<void> => {
    if (this.deadline.leftMs > ms) return this.environment.sleep(ms);
    const seconds = String(Math.round(this.deadline.ms / 1000));
    throw new LifecycleError(`not done after ${seconds} s: allow more time with the option customTimeouts`);
  };

  /** The service's time at a moment of this machine's clock. */
  serviceTime(localMs: number): number {
    return this.environment.connection.serviceTime(this.definition.cloud, localMs);
  }
}

/** How long an operation may take, in milliseconds. */
export function timeoutOf(verb: Verb, meta: Meta | undefined): number {
  const given = meta?.timeouts?.[verb];
  return (given === undefined ? undefined : parseDuration(given)) ?? defaultTimeoutMs[verb];
}
