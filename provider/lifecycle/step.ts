import type { Context } from "./context";
import type { Checked } from "./input-rule";

/** Inputs that are in doubt after a lost reply, and so not among the applied ones: the names at their top level that the object may have. */
export type Possible<In> = { readonly [Name in keyof In]?: readonly string[] };

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
   * For a step that must not happen twice: a mark of the object that the step changes. After a lost reply the step is not
   * repeated; a later operation compares the mark before it does. Without a mark (undefined) nothing is repeated.
   */
  readonly mark?: (object: Found) => string | undefined;
  /**
   * Of a step with a mark: it does no harm to run it once more in a later operation, so that a mark which somebody else may
   * have moved meanwhile proves nothing.
   */
  readonly isRepeatable?: true;
  /** The step looks before it changes anything, so that after a lost reply it is simply run again. */
  readonly looksFirst?: true;
  /** Answers the object where the reply shows all of it, otherwise nothing: then it is read after the last step. */
  readonly run: (
    context: Context,
    id: string,
    wanted: Checked<In, Defaulted>,
    applied: Partial<In>,
    possible: Possible<In>,
  ) => Promise<Found | undefined>;
}
