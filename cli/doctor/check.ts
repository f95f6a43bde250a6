/** `warning`: works, but not everything, or not for long. `wrong`: has to be mended. */
export type Status = "ok" | "warning" | "wrong";

/** What was looked at, and what came out. */
export interface Check {
  /** "pulumi", "service kms" */
  readonly check: string;
  readonly status: Status;
  /** Never with a setting's value. */
  readonly message: string;
  /** What the user can do. Absent where nothing has to be done. */
  readonly remedy?: string;
}
