/** The credentials or the place to send requests to are missing or wrong: nothing was sent. */
export class SettingsError extends Error {
  readonly code = "SETTINGS";

  constructor(
    message: string,
    /** True if there are no credentials at all: the cloud is not used, or not set up yet. */
    readonly isUnset = false,
  ) {
    super(message);
    this.name = "SettingsError";
  }
}
