/** What there is for one operation of a service. Names between backticks are those of the package. */
export type CoverageEntry = Command & (Done | NotDone);

interface Command {
  /** The command of `scpcli` that calls the operation, without the service in front. */
  readonly command?: string;
}

interface Done {
  /**
   * What calls the operation: a resource, one of its properties (`KmsKey.rotation`), or a function. When it does, if not
   * always, stands behind it.
   */
  readonly by: readonly [string, ...string[]];
}

interface NotDone {
  /** Why nothing of this package calls it. */
  readonly notDone: string;
}

/** The entries of a service, by the operation's name in the operation table, or its path where that does not have it. */
export type CoverageEntries = Readonly<Record<string, CoverageEntry>>;
