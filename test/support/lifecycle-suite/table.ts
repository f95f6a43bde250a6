import type { EmulatorClient } from "../emulator-client";
import type { Properties } from "../plugin";

/** A value of an input and how the service shows it. */
interface Sample {
  readonly value: unknown;
  readonly shown: Properties;
}

/** A write that a resource's life needs, for faults. */
interface Write {
  readonly during: "create" | "update" | "delete";
  readonly method: string;
  /** Regular expression on the path. */
  readonly path: string;
  /** It must not happen twice, so that the next operation repeats it where nothing shows that it was done. */
  readonly isOnce?: true;
}

interface Value {
  readonly value: unknown;
}

/** What an input is set to, changed to, and cleared to. */
type Changes = Readonly<Record<string, { readonly first: Value; readonly second: Value; readonly cleared: Value }>>;

/** One value of an input after another. */
type Values = Readonly<Record<string, { readonly first: unknown; readonly second: unknown }>>;

/** What a kind's life is made of, for any test that plays it. */
export interface LifeTable {
  readonly kind: string;
  /** Makes what every object of the kind needs, and answers the inputs that name it. */
  readonly given?: (client: EmulatorClient) => Promise<Properties>;
  /** Further inputs of `full` that have to be made. */
  readonly givenFull?: () => Promise<Properties>;
  /** Inputs that no two objects may share, made anew for another one. */
  readonly another?: () => Properties;
  /** The fewest inputs besides the given ones. */
  readonly minimal: Properties;
  /** Inputs that make every write happen: first at creation, then by the update to `changed`. */
  readonly full: Properties;
  readonly changed: Properties;
  /** What an input that is left out means. */
  readonly updates: Changes;
  /** The same for inputs that the service shows in other words, or not at all. */
  readonly hiddenUpdates?: Changes;
  /** Inputs whose new value has something done; absent where the kind has none. */
  readonly triggers?: Values;
  /** Inputs that are kept for a later operation. */
  readonly stateOnly: Values;
  /** Inputs that the API takes at creation only. */
  readonly creationOnly: Values;
  readonly replacements: Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;
  /** What somebody else can change, by the input in which it must show. */
  readonly drifts: Readonly<Record<string, (client: EmulatorClient, id: string) => Promise<unknown>>>;
  /** What somebody does between two programs, from given inputs to the inputs that it answers. */
  readonly meanwhile?: Readonly<
    Record<
      string,
      {
        readonly from: Properties;
        readonly happen: (client: EmulatorClient, inputs: Properties) => Promise<Properties>;
      }
    >
  >;
  /** Inputs by which a scheduled deletion is cancelled. */
  readonly restoring?: Properties;
  /** Set if an input names the object, which the kind never makes. */
  readonly isExisting?: true;
  /** Objects that exist and do not wait for their deletion, as the service shows them. */
  readonly objects: (client: EmulatorClient) => Promise<readonly ({ id: string } & object)[]>;
  /** What the outputs are good for, where state alone has what was made. */
  readonly meaning?: (client: EmulatorClient, outputs: Properties) => Promise<object>;
  /** Set if a destroy leaves the object as it is. */
  readonly isOnlyForgotten?: true;
  /** Fields of these objects that count how often something was done. */
  readonly counters?: readonly string[];
  /** Set if a call that failed may have something done once more by the next one, which does no harm. */
  readonly mayRepeat?: true;
  /** Removes an object for good, as somebody else would; absent where nobody can. */
  readonly disappear?: (client: EmulatorClient, id: string) => Promise<unknown>;
  /** Absent where a deletion takes place at once. */
  readonly scheduledDeletion?: {
    /** Somebody else asks for the deletion of an object. */
    readonly request: (client: EmulatorClient, id: string) => Promise<unknown>;
    /** What the user is told to do to keep the object. */
    readonly wayToKeep: string;
  };
}

/** All that the suite needs to know of a resource kind. */
export interface ResourceTable extends LifeTable {
  /** SCP unless said otherwise. */
  readonly cloud?: "spaceone";
  /** Inputs that the service never shows. */
  readonly unreadable: readonly string[];
  /** False where the service never says whose an object is, so that only scp:accountId can prove it. */
  readonly showsAccount?: false;
  /** Requests of a creation from the fewest inputs. */
  readonly creationRequests: number;
  /** False where an object can only be removed with a window, so that one of unknown outcome waits for a refresh. */
  readonly removableAtOnce: boolean;
  /** True where a deleted object waits for its end or keeps its name: what is unknown replaces none. */
  readonly hasWindow?: true;
  /** What the service shows of the fewest inputs. */
  readonly shown: Properties;
  readonly updates: Readonly<
    Record<string, { readonly first: Sample; readonly second: Sample; readonly cleared: Sample }>
  >;
  readonly writes: readonly Write[];
  readonly disappear: (client: EmulatorClient, id: string) => Promise<unknown>;
  /** A step of the creation after the object exists, and inputs that need it; absent where creation is one request. */
  readonly laterStep?: { readonly method: string; readonly path: string; readonly inputs: Properties };
}

/** Defines tests for each entry of a table, which may be empty. */
export function each<T>(table: Readonly<Record<string, T>>, define: (name: string, entry: T) => void): void {
  for (const [name, entry] of Object.entries(table)) define(name, entry);
}
