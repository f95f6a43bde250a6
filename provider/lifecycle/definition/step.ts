import type { Context } from "./context";
import type { Checked } from "./input-rule";

/** For inputs whose outcome is unknown after a lost reply: the names at their top level that the object may have now. */
export type Possible<In> = { readonly [Name in keyof In]?: readonly string[] };

/** For a step that is not idempotent: after a lost reply the object's version is compared before the step is repeated. */
export interface CompareVersions<Found> {
  /** A property of the object that the step changes. Undefined if the service does not show it: then the step is not repeated. */
  readonly version: (object: Found) => string | undefined;
  /**
   * True if it does no harm to run the step once more in a later operation. Then a version that has changed since does not
   * stop it: somebody else may have changed it.
   */
  readonly mayRepeat?: true;
}

/** One change in place. Steps run in the order in which the definition lists them. */
export interface Step<In, Found, Defaulted extends keyof In = never> {
  /** Named in messages: "rotation". */
  readonly name: string;
  /** The step is due when one of these differs from what was applied, and applies them. */
  readonly inputs: readonly (keyof In)[];
  /** The step is also due when one of these differs; an earlier step applies them. */
  readonly follows?: readonly (keyof In)[];
  /** Further condition, for example a direction. */
  readonly when?: (wanted: Checked<In, Defaulted>, applied: Partial<In>, possible: Possible<In>) => boolean;
  /**
   * What to do if the step's reply is lost. `retry`: the step is idempotent, since it reads first. Without this member the
   * outcome stays unknown, and the next operation runs the step again.
   */
  readonly afterLostReply?: "retry" | CompareVersions<Found>;
  /**
   * `seen` is the object as it was last read, if it was. Gives the object if the reply shows all of it. Otherwise undefined: then
   * the object is read after the last step.
   */
  readonly run: (
    context: Context,
    id: string,
    wanted: Checked<In, Defaulted>,
    applied: Partial<In>,
    possible: Possible<In>,
    seen: Found | undefined,
  ) => Promise<Found | undefined>;
}
