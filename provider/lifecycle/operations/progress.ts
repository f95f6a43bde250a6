import type { AnyInputs } from "../definition/input-rule";
import { present, type OpenWork, type PendingStep } from "../record/record";
import type { Possible } from "../definition/step";

/** How far an object has been brought to what is desired. */
export interface Progress {
  /** Inputs as they were applied so far. */
  readonly applied: Record<string, unknown>;
  /** The object as the last step showed it. */
  object: unknown;
  /** A step that must not happen twice and whose outcome is not known. */
  pending: PendingStep | undefined;
  /** Names of the steps that were done. */
  readonly done: string[];
  /** Inputs whose value on the object is not known, and the names at their top level that the object may have. */
  readonly uncertain: Map<string, readonly string[]>;
  /** Inputs that were applied and that the service does not show yet. */
  readonly notShown: string[];
}

/** The beginning, for an object as it is shown. */
export function newProgress(object: unknown, more: Partial<Progress> = {}): Progress {
  return { applied: {}, object, pending: undefined, done: [], uncertain: new Map(), notShown: [], ...more };
}

/** What counts as applied, for the record. */
export function appliedInputs({ applied }: Progress): AnyInputs {
  return present(applied);
}

/** What is open, for the record. */
export function openSteps({ pending, uncertain }: Progress): Pick<OpenWork, "step" | "uncertain"> {
  return { step: pending, uncertain: uncertain.size === 0 ? undefined : Object.fromEntries(uncertain) };
}

/** For the definition's steps: the names that inputs in doubt may have. */
export function possibleOf({ uncertain }: Progress): Possible<AnyInputs> {
  return Object.fromEntries(uncertain);
}

/** The names of the parts of an input in doubt, as a record keeps them. */
export function namesIn(kept: readonly unknown[]): readonly string[] {
  return kept.flatMap((part) => (typeof part === "string" ? [part] : partNames(part)));
}

/** The names at the top level of a value. */
export function partNames(value: unknown): readonly string[] {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
}
