import type { AnyInputs } from "./input-rule";

/** Version of the shape of what is kept in state. A newer one is refused, an older one is upgraded. */
export const schemaVersion = 1;

/** What the program side knows of a resource and every operation needs: hidden input `__meta`. */
export interface Meta {
  /** Version of the state's shape. */
  readonly schema: number;
  /** The resource's name in the program. */
  readonly name: string;
  readonly stack: string;
  readonly project: string;
  /** Digest of the parent's URN; absent for a resource of the stack itself. */
  readonly parent?: string;
  readonly timeouts?: Timeouts;
  /** Pulumi's option of that name. */
  readonly replaceOnChanges?: readonly string[];
  /** Pulumi's option of that name. */
  readonly deleteBeforeReplace?: boolean;
  /** True where the stack's setting `pulumi:autonaming` deletes the old object first, whatever the option says. */
  readonly autonaming?: boolean;
  /** Inputs that the program leaves to others as a whole, by the option `ignoreChanges`. */
  readonly ignored?: readonly string[];
  /** Inputs that the program marks as secret, wholly or in part. */
  readonly secrets?: readonly string[];
  /** Set where the resource is only looked up. */
  readonly get?: boolean;
}

/** Durations as Pulumi's `customTimeouts` has them: "5m", "1h30m". */
export interface Timeouts {
  readonly create?: string;
  readonly update?: string;
  readonly delete?: string;
  readonly read?: string;
}

/** Where an object is, remembered so that a stack pointed elsewhere loses nothing. */
export interface Place {
  readonly environment?: string;
  readonly region?: string;
  readonly account?: string;
  /** Of SpaceONE: tenant and workspace. */
  readonly domain?: string;
  readonly workspace?: string;
  /** Digest of the credential that last proved the account. */
  readonly credential: string;
}

/** A step that must not happen twice and whose outcome is not known. */
export interface PendingStep {
  readonly step: string;
  /** The mark before the first attempt. */
  readonly mark: string;
  /** Digest of what the step was to apply: another value is another step. */
  readonly wanted: string;
}

/** Hidden keys of a resource's state; all names that begin with `__` are left out of diffs. */
export interface Hidden {
  readonly __meta?: Meta;
  /** True where the name was made from the resource's name. */
  readonly __auto?: boolean;
  /** Id of the object that the program takes over: its input `adopt`, kept out of diffs. */
  readonly __adopt?: unknown;
  /** True where the object was taken over. */
  readonly __adopted?: boolean;
  /** Service time at which this resource made the object or took it over, ISO 8601: tells states of one object apart. */
  readonly __since?: string;
  readonly __place?: Place;
  readonly __pending?: PendingStep;
  /**
   * Inputs of a change whose outcome is not known, and the names at their top level that the object may have. Earlier
   * versions of this package kept whole values in their place.
   */
  readonly __doubtful?: Readonly<Record<string, readonly unknown[]>>;
  /** Service time of the first attempt of a creation whose outcome is not known, ISO 8601. */
  readonly __attempt?: string;
  /** Service time at which the last attempt of it ended, ISO 8601: what was made later is somebody else's. */
  readonly __attemptEnd?: string;
  /** What went in with a creation whose outcome is not known, so that the object is found by it. */
  readonly __nonce?: string;
  /** Digests of applied values that are too large for the state of a failure. */
  readonly __omitted?: Readonly<Record<string, string>>;
  /** Of inputs that can never be read: what the service showed when they were applied. */
  readonly __fingerprints?: Readonly<Record<string, string>>;
  /** True where the object waits for a deletion that the program wants to be taken back. */
  readonly __waiting?: boolean;
  /** True where the object was not ready when the last operation ended, or was not read as far as its creation has to. */
  readonly __unfinished?: boolean;
  /** Values that cannot be changed and that the program does not say. */
  readonly __unmanaged?: AnyInputs;
}

/** Inputs as the engine hands them over: the program's, checked, and the hidden ones. */
export type Inputs = AnyInputs & Hidden;

/** Inputs that were applied or read, outputs, and hidden keys. */
export type State = AnyInputs & Hidden;

export function isHidden(name: string): boolean {
  return name.startsWith("__");
}

type Present<T> = { [Name in keyof T]: Exclude<T[Name], undefined | null> };

/** Copies without absent values. */
export function present<T extends object>(values: T): Present<T> {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(entries) as Present<T>;
}
