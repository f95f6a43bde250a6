/** A call failed. The message says what failed, why, and what the user can do. */
export class CallError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "CallError";
  }
}
