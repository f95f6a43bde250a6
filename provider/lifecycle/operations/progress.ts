import type { AnyInputs } from "../definition/input-rule";
import { present, type OpenWork, type PendingStep } from "../record/record";
import type { Possible } from "../definition/step";

/** How far an object has been brought to what is desired. */
export interface Progress {
  /** Inputs as they were applied so far. */
  readonly applied: Record<string, unknown>;
  /** The object as last read, or as the last step's reply shows it. */
  object: unknown;
  /** A step that is not idempotent and whose outcome is not known. */
  pending: PendingStep | undefined;
  /** Names of the steps that were done. */
  readonly done: string[];
  /** Inputs whose value on the object is not known, and the names at their top level that the object may have. */
  readonly uncertain: Map<string, readonly string[]>;
  /** Inputs that were applied and that the service does not show yet. */
  readonly notShown: string[];
  /** True if a step has changed the object since it was last seen. */
  isUnseen: boolean;
}

/** The progress before the first step. */
export function newProgress(object: unknown, more: Partial<Progress> = {}): Progress {
  return {
    applied: {},
    object,
    pending: undefined,
    done: [],
    uncertain: new Map(),
    notShown: [],
    isUnseen: false,
    ...more,
  };
}

/** The applied inputs, for the record. */
export function appliedInputs({ applied }: Progress): AnyInputs {
  return present(applied);
}

/** Steps and inputs of unknown outcome, for the record. */
export function openSteps({ pending, uncertain }: Progress): Pick<OpenWork, "step" | "uncertain"> {
  return { step: pending, uncertain: uncertain.size === 0 ? undefined : Object.fromEntries(uncertain) };
}

/** For the definition's steps: the names that inputs of unknown outcome may have. */
export function possibleOf({ uncertain }: Progress): Possible<AnyInputs> {
  return Object.fromEntries(uncertain);
}

/** The names at the top level of an input of unknown outcome, from a record. Earlier versions kept whole values. */
export function namesIn(kept: readonly unknown[]): readonly string[] {
  return kept.flatMap((part) => (typeof part === "string" ? [part] : partNames(part)));
}

/** The names at the top level of a value. */
export function partNames(value: unknown): readonly string[] {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
}
