/** An input that was refused. */
export interface CheckFailure {
  readonly property: string;
  /** What is allowed; never the value. */
  readonly reason: string;
  /** True if no tool may show the value. */
  readonly secret: boolean;
}
