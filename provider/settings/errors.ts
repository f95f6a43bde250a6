/** The credentials or the place to send requests to are missing or wrong: nothing was sent. */
export class SettingsError extends Error {
  readonly code = "SETTINGS";

  constructor(message: string) {
    super(message);
    this.name = "SettingsError";
  }
}
