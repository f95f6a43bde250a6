/** When generated values are made anew. Give `trigger`, `everyDays` or both. */
export interface RotationSchedule {
  /** Any text. Each change of it makes other values with the next `pulumi up`. */
  trigger?: string;
  /**
   * Days of a period, 1 to 3650. The first `pulumi up` of each period makes other values, so it has to run at least that often,
   * for example by night.
   */
  everyDays?: number;
  /** First day of the first period, `YYYY-MM-DD` in UTC. Default: `1970-01-01`, so that the period under way may be shorter. */
  startingOn?: string;
}
