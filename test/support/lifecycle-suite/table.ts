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

/** All that the suite needs to know of a resource kind. */
export interface ResourceTable {
  readonly kind: string;
  /** SCP unless said otherwise. */
  readonly cloud?: "spaceone";
  /** Makes what every object of the kind needs, and answers the inputs that name it. */
  readonly given?: (client: EmulatorClient) => Promise<Properties>;
  /** Further inputs of `full` that have to be made. */
  readonly givenFull?: () => Promise<Properties>;
  /** Inputs that no two objects may share, made anew for another one. */
  readonly another?: () => Properties;
  /** The fewest inputs besides the given ones. */
  readonly minimal: Properties;
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
  /** Inputs that make every write of `writes` happen: first at creation, then by the update to `changed`. */
  readonly full: Properties;
  readonly changed: Properties;
  /** What the service shows of the fewest inputs. */
  readonly shown: Properties;
  /** What an input that is left out means. */
  readonly updates: Readonly<
    Record<string, { readonly first: Sample; readonly second: Sample; readonly cleared: Sample }>
  >;
  /** Inputs whose new value has something done; absent where the kind has none. */
  readonly triggers?: Readonly<Record<string, { readonly first: unknown; readonly second: unknown }>>;
  /** Inputs that are kept for a later operation. */
  readonly stateOnly: Readonly<Record<string, { readonly first: unknown; readonly second: unknown }>>;
  /** Inputs that the API takes at creation only. */
  readonly creationOnly: Readonly<Record<string, { readonly first: unknown; readonly second: unknown }>>;
  readonly replacements: Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;
  /** What somebody else can change, by the input in which it must show. */
  readonly drifts: Readonly<Record<string, (client: EmulatorClient, id: string) => Promise<unknown>>>;
  readonly writes: readonly Write[];
  /** Objects that exist and do not wait for their deletion, as the service shows them. */
  readonly objects: (client: EmulatorClient) => Promise<readonly ({ id: string } & object)[]>;
  /** Set if a destroy leaves the object as it is. */
  readonly isOnlyForgotten?: true;
  /** Fields of these objects that count how often something was done. */
  readonly counters?: readonly string[];
  /** Set if a command that failed may have something done once more by the next one, which does no harm. */
  readonly mayRepeat?: true;
  /** Removes an object for good, as somebody else would. */
  readonly disappear: (client: EmulatorClient, id: string) => Promise<unknown>;
  /** Absent where a deletion takes place at once. */
  readonly scheduledDeletion?: {
    /** Somebody else asks for the deletion of an object. */
    readonly request: (client: EmulatorClient, id: string) => Promise<unknown>;
    /** What the user is told to do to keep the object. */
    readonly wayToKeep: string;
  };
  /** A step of the creation after the object exists, and inputs that need it; absent where creation is one request. */
  readonly laterStep?: { readonly method: string; readonly path: string; readonly inputs: Properties };
}

/** Defines tests for each entry of a table, which may be empty. */
export function each<T>(table: Readonly<Record<string, T>>, define: (name: string, entry: T) => void): void {
  for (const [name, entry] of Object.entries(table)) define(name, entry);
}
