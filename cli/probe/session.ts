import type { Findings } from "./findings";
import { reached } from "./lag";
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
  /** The creation has been answered, or refused. */
  settle(name: string, id: string | undefined): void;
}

/** An object that was made. */
export interface NewObject {
  readonly id: string;
  readonly name: string;
  readonly answer: Answer;
}

/** What a stage works with. */
export class Session {
  private count = 0;

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

  /** Makes an object. */
  async make(kind: ObjectKind, creation: (name: string) => Ask): Promise<NewObject> {
    const name = `${this.names}${String(++this.count)}`;
    this.keeper.intend({ kind, name });
    const answer = await this.wire.ask(creation(name));
    const id = idIn(kind, answer);
    if (id !== undefined) {
      this.keeper.settle(name, id);
      return { id, name, answer };
    }
    const { refused } = answer;
    // After a refusal nothing was made; otherwise it is looked for by its name.
    if (refused !== undefined && refused >= 400 && refused < 500) this.keeper.settle(name, undefined);
    throw this.refusal(`make a ${nounOf(kind)}`, answer);
  }

  /** Makes an object, once the service does not refuse that any more. The last refusal counts. */
  async makeLater(kind: ObjectKind, ages: readonly number[], creation: (name: string) => Ask): Promise<NewObject> {
    for await (const age of reached(this.wire, ages)) {
      if (age === ages.at(-1)) break;
      try {
        return await this.make(kind, creation);
      } catch (error) {
        if (!(error instanceof RefusedError) || error.status !== 400) throw error;
      }
    }
    return this.make(kind, creation);
  }

  /** Nothing is left of it. */
  gone({ name }: NewObject): void {
    this.keeper.settle(name, undefined);
  }

  /** Asks for something that the stage cannot go on without. */
  async need(what: string, ask: Ask): Promise<Answer> {
    const answer = await this.wire.ask(ask);
    if (answer.refused !== undefined) throw this.refusal(what, answer);
    return answer;
  }

  /** Asks until something is seen, ever more seldom; undefined if that takes longer than the patience. */
  async until(ages: readonly number[], ask: () => Promise<Answer>): Promise<Answer | undefined> {
    for await (const _ of reached(this.wire, ages)) {
      const answer = await ask();
      if (answer.refused === undefined) return answer;
    }
    return undefined;
  }

  private refusal(what: string, { refused, because }: Answer): RefusedError {
    if (because !== undefined) this.tell(`The service did not ${what}: ${because}`);
    const status = refused === undefined ? "" : ` (${String(refused)})`;
    return new RefusedError(`the service did not ${what}${status}`, refused);
  }
}
