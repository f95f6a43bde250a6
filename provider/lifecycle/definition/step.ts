import type { Context } from "./context";
import type { Checked } from "./input-rule";

/** Inputs that are in doubt after a lost reply, and so not among the applied ones: the names at their top level that the object may have. */
export type Possible<In> = { readonly [Name in keyof In]?: readonly string[] };

/** For a step that must not happen twice: after a lost reply it is not repeated before the object's version was compared. */
export interface CompareVersions<Found> {
  /** What the step changes about the object. Undefined where the service does not show it: then nothing is repeated. */
  readonly version: (object: Found) => string | undefined;
  /**
   * True if it does no harm to run the step once more in a later operation: a version that moved meanwhile proves nothing
   * then, since somebody else may have moved it.
   */
  readonly mayRepeat?: true;
}

/** One change in place. Steps run in the order in which the definition lists them. */
export interface Step<In, Found, Defaulted extends keyof In = never> {
  /** Named in messages: "rotation". */
  readonly name: string;
  /** The step is due when one of these differs from what was applied, and applies them. */
  readonly inputs: readonly (keyof In)[];
  /** The step is due as well when one of these differs, which an earlier step applies. */
  readonly follows?: readonly (keyof In)[];
  /** Further condition, for example a direction. */
  readonly when?: (wanted: Checked<In, Defaulted>, applied: Partial<In>, possible: Possible<In>) => boolean;
  /**
   * What to do if the step's reply is lost. `retry`: the step is idempotent, since it reads first. Without this member the
   * outcome is open, and the next operation runs the step again.
   */
  readonly afterLostReply?: "retry" | CompareVersions<Found>;
  /** Answers the object where the reply shows all of it, otherwise nothing: then it is read after the last step. */
  readonly run: (
    context: Context,
    id: string,
    wanted: Checked<In, Defaulted>,
    applied: Partial<In>,
    possible: Possible<In>,
  ) => Promise<Found | undefined>;
}
