import { keyOf } from "./ids";
import { secondsOf, type Findings } from "./findings";
import { doubled, reached } from "./lag";
import { idIn, nounOf, type Made, type ObjectKind } from "./objects";
import type { Answer, Ask, Wire } from "./wire";

/** A creation was refused: what the stage wanted to see cannot be seen. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";

  constructor(
    message: string,
    /** The status; undefined where the reply says nothing. */
    readonly status: number | undefined,
  ) {
    super(message);
  }
}

/** Keeps what is made, so that it is removed whatever happens. */
export interface Keeper {
  /** Before the creation. */
  intend(made: Made): void;
  /** More is known of what was made; undefined where nothing is left of it. */
  settle(before: Made, after: Made | undefined): void;
}

/** An object that was made. */
export interface NewObject extends Made {
  readonly id: string;
  readonly answer: Answer;
}

/** What a creation came to. */
export interface Attempt {
  readonly answer: Answer;
  /** Undefined where the reply does not have what was made. */
  readonly object: NewObject | undefined;
}

/** The request that makes an object with a name. */
export type Creation = (name: string) => Ask;

/** What a stage works with. */
export class Session {
  private count = 0;
  private readonly times = new Map<unknown, number>();

  constructor(
    readonly wire: Wire,
    private readonly keeper: Keeper,
    /** What the names of this stage's objects begin with. */
    private readonly names: string,
    /** How long to wait for something, in seconds. */
    readonly patience: number,
    /** Tells the user why the service did not do what was asked. */
    private readonly tell: (line: string) => void,
    /** What earlier stages have found. */
    readonly known: Findings = {},
  ) {}

  /** Makes an object. It gets the next name, unless one is given. */
  async make(kind: ObjectKind, creation: Creation, name?: string): Promise<NewObject> {
    const { object, answer } = await this.tryToMake(kind, creation, name);
    if (object === undefined) throw this.refusal(`make a ${nounOf(kind)}`, answer);
    return object;
  }

  /** Asks for an object, which may be refused. */
  async tryToMake(
    kind: ObjectKind,
    creation: Creation,
    name = `${this.names}${String(++this.count)}`,
  ): Promise<Attempt> {
    const intended: Made = { kind, name };
    this.keeper.intend(intended);
    const answer = await this.wire.ask(creation(name));
    const id = idIn(kind, answer);
    const { refused } = answer;
    if (id !== undefined) {
      this.times.set(keyOf(id), answer.at);
      this.keeper.settle(intended, { ...intended, id });
    }
    // After a refusal nothing was made; otherwise it is looked for by its name.
    else if (refused !== undefined && refused >= 400 && refused < 500) this.keeper.settle(intended, undefined);
    return { answer, object: id === undefined ? undefined : { ...intended, id, answer } };
  }

  /** When an object of this stage was made, in seconds by the service's clock. */
  madeAt(id: unknown): number | undefined {
    return this.times.get(keyOf(id));
  }

  /** Nothing is left of it. */
  gone({ kind, name, id }: NewObject): void {
    this.keeper.settle({ kind, name, id }, undefined);
  }

  /** Asks for something that the stage cannot go on without. */
  async need(what: string, ask: Ask): Promise<Answer> {
    const answer = await this.wire.ask(ask);
    if (answer.refused !== undefined) throw this.refusal(what, answer);
    return answer;
  }

  /**
   * Asks for a new object until it is shown: after the time that others have taken, and then ever more seldom. Undefined if
   * that takes longer than the patience.
   */
  async shown(ask: Ask): Promise<Answer | undefined> {
    await this.wire.pause(secondsOf(this.known, "showLagSeconds") ?? 0);
    for await (const _ of reached(this.wire, doubled(this.patience))) {
      const answer = await this.wire.ask(ask);
      if (answer.refused === undefined) return answer;
    }
    return undefined;
  }

  /** The error for what the service did not do. */
  refusal(what: string, { refused, because }: Answer): RefusedError {
    if (because !== undefined) this.tell(`The service did not ${what}: ${because}`);
    const status = refused === undefined ? "" : ` (${String(refused)})`;
    return new RefusedError(`the service did not ${what}${status}`, refused);
  }
}
