import type { Cloud, ScpServices, SpaceoneServices } from "../clients/connection";
import { Deadline } from "../clients/http/deadline";
import { isOutcomeUnknown } from "../clients/http/errors";
import { redact } from "../clients/http/redaction";
import type { Environment } from "./environment";
import { CallError } from "./errors";
import { failureText, type Purpose } from "./failure-text";

export interface CallOptions extends Purpose {
  readonly environment: Environment;
  /** What its messages begin with, such as the resource's name. */
  readonly subject?: string;
  /** Texts besides the credentials that no message may show. */
  readonly secrets?: () => readonly string[];
  /** How long the call may take, in milliseconds. */
  readonly timeoutMs: number;
  /** Ends the call early. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * One piece of work for the user, with or without a resource: it calls the clouds' services within its time, and its messages
 * show no secret.
 */
export class Call {
  readonly environment: Environment;
  readonly deadline: Deadline;
  readonly cloud: Cloud;
  readonly verb: string;
  readonly noun: string;
  readonly moreTime: string | undefined;
  readonly aboutSettings: string | undefined;
  private readonly subject: string | undefined;
  private readonly secrets: () => readonly string[];

  constructor(options: CallOptions) {
    const { environment, timeoutMs, signal, cloud, verb, noun, moreTime, aboutSettings, subject, secrets } = options;
    this.environment = environment;
    this.deadline = new Deadline(timeoutMs, signal);
    this.cloud = cloud;
    this.verb = verb;
    this.noun = noun;
    this.moreTime = moreTime;
    this.aboutSettings = aboutSettings;
    this.subject = subject;
    this.secrets = secrets ?? (() => []);
  }

  get scp(): ScpServices {
    return this.environment.connection.scp(this.deadline);
  }

  get spaceone(): SpaceoneServices {
    return this.environment.connection.spaceone(this.deadline);
  }

  /** The region of the settings. */
  get region(): string | undefined {
    return this.environment.connection.place(this.cloud).region;
  }

  /** Runs a read. If it gets no reply the call fails, and it is certain that nothing was changed. */
  readonly ask = async <T>(question: () => Promise<T>): Promise<T> => {
    try {
      return await question();
    } catch (error) {
      throw isOutcomeUnknown(error) ? new CallError(failureText(this, error), { cause: error }) : error;
    }
  };

  /** Shows the user a line. */
  readonly warn = (message: string): void => {
    this.environment.warn(this.redacted(this.named(message)));
  };

  /** Shows a line that concerns many calls of a command alike, once. */
  readonly warnOnce = (key: string, message: string): void => {
    const { warned } = this.environment;
    if (warned.has(key)) return;
    warned.add(key);
    this.warn(message);
  };

  /** Shares one answer among the calls of a command, for up to 30 seconds. */
  readonly shared = <T>(key: string, ask: () => Promise<T>): Promise<T> =>
    this.environment.shared.get(key, this.environment.now, ask);

  /** Ends the call with a message for the user. */
  readonly refuse = (message: string): never => {
    throw new CallError(message);
  };

  /** The service's time, in milliseconds since 1970; this machine's time until a reply has shown it. */
  readonly now = (): number => this.serviceTime(this.environment.now());

  /** Whether a reply has shown the service's time. */
  readonly knowsTime = (): boolean => this.environment.connection.knowsTime(this.cloud);

  /** Sleeps; rejects if the call's time is used up meanwhile. */
  readonly pause = async (ms: number): Promise<void> => {
    if (this.deadline.leftMs > ms) return this.environment.sleep(ms);
    const seconds = String(Math.round(this.deadline.ms / 1000));
    throw new CallError(`not done after ${seconds} s: ${this.moreTime ?? "try again later"}`);
  };

  /** The service's time at a moment of this machine's clock. */
  serviceTime(localMs: number): number {
    return this.environment.connection.serviceTime(this.cloud, localMs);
  }

  /** The reason of a failure, for the user. */
  reasonOf(error: unknown): string {
    return failureText(this, error);
  }

  named(message: string): string {
    return this.subject === undefined ? message : `${this.subject}: ${message}`;
  }

  /** A message without credentials and without the call's secrets. Every text for the user passes here. */
  redacted(message: string): string {
    return redact(message, [...this.environment.connection.secrets(), ...this.secrets()]);
  }
}
