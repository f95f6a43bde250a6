import { mapMembers } from "../../words/members";
import type { AnyInputs } from "../definition/input-rule";

/** A resource as the program declares it, besides its inputs: its name, and the options that the rules depend on. */
export interface ProgramResource {
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
  /** Pulumi's option of that name, also where a parent has it. */
  readonly retainOnDelete?: boolean;
  /** True if the stack's setting `pulumi:autonaming` deletes the old object first, whatever the option says. */
  readonly autonaming?: boolean;
  /** Inputs that the program leaves to others as a whole, by the option `ignoreChanges`. */
  readonly ignored?: readonly string[];
  /** Paths to parts of inputs that the program leaves to others, by the same option. */
  readonly ignoredParts?: readonly string[];
  /** Inputs that the program marks as secret, wholly or in part. */
  readonly secrets?: readonly string[];
  /** True if the resource is only looked up. */
  readonly get?: boolean;
}

/** Durations as Pulumi's `customTimeouts` has them: "5m", "1h30m". */
export interface Timeouts {
  readonly create?: string;
  readonly update?: string;
  readonly delete?: string;
  readonly read?: string;
}

/** What the program wants a resource to be. */
export interface Desired {
  readonly resource: ProgramResource | undefined;
  /** Values by the names of the inputs. */
  readonly inputs: AnyInputs;
  /** True if the name was made from the resource's name. */
  readonly hasAutomaticName: boolean;
  /** Id of the object to adopt: the input `adopt`, kept apart since its removal is no change. May be unknown yet. */
  readonly adopt: unknown;
  /** True if the object was adopted at some time, also if the program no longer says so. */
  readonly wasAdopted: boolean;
  /** Names of inputs of an imported object that nobody can read, while the program has not changed its first value of them. */
  readonly unread?: readonly string[] | undefined;
}

/** What is remembered of a resource from one command to the next. Its `inputs` are those that were applied or read. */
export interface ResourceRecord extends Desired {
  readonly outputs: AnyInputs;
  /** Service time at which this resource made or adopted the object, ISO 8601: tells records of one object apart. */
  readonly since?: string | undefined;
  readonly location?: Location | undefined;
  readonly open: OpenWork;
  /** What the service showed when inputs that can never be read were applied. */
  readonly versions?: Readonly<Record<string, string>> | undefined;
  /** Values of inputs that the program leaves out, to compare with when it sets them later. */
  readonly unmanaged?: AnyInputs | undefined;
  /** Digests of applied values that were too large to be kept. */
  readonly omitted?: Readonly<Record<string, string>> | undefined;
}

/** What a later operation has to find out or to finish. */
export interface OpenWork {
  /** A creation whose outcome is not known. */
  readonly creation?: CreationAttempt | undefined;
  /** The creation token of a creation that is not finished: its objects are found by it. */
  readonly token?: string | undefined;
  /**
   * True if the object was not ready yet, if duplicates may be left, or if nobody has read the object since it was made or
   * changed.
   */
  readonly isUnfinished?: boolean | undefined;
  readonly step?: PendingStep | undefined;
  /**
   * Inputs of an update whose outcome is not known, and the names at their top level that the object may have. Earlier
   * versions of this package kept whole values in the place of names.
   */
  readonly uncertain?: Readonly<Record<string, readonly unknown[]>> | undefined;
  /** True if the object's deletion is scheduled, and the program wants it to be cancelled. */
  readonly awaitsRestoration?: boolean | undefined;
}

/** Service times, ISO 8601, between which a creation was attempted. Earlier versions kept the first one only. */
export interface CreationAttempt {
  readonly begun: string;
  readonly ended?: string | undefined;
}

/** A step that is not idempotent and whose outcome is not known. */
export interface PendingStep {
  readonly step: string;
  /** The object's version before the first attempt. */
  readonly mark: string;
  /** Digest of what the step was to apply: another value is another step. */
  readonly wanted: string;
}

/** Where an object is, remembered so that a stack that points elsewhere loses nothing. */
export interface Location {
  readonly environment?: string;
  readonly region?: string;
  readonly account?: string;
  /** Of SpaceONE: tenant and workspace. */
  readonly domain?: string;
  readonly workspace?: string;
  /** Digest of the credential that last proved the account. */
  readonly credential: string;
}

/** All values by name, as a definition's functions are given them. */
export function valuesOf(known: Desired | ResourceRecord): AnyInputs {
  return "outputs" in known ? { ...known.outputs, ...known.inputs } : known.inputs;
}

type Present<T> = { [Name in keyof T]: Exclude<T[Name], undefined | null> };

/** Copies without absent values. */
export function present<T extends object>(values: T): Present<T> {
  return mapMembers(values, (value) => value ?? undefined) as Present<T>;
}
