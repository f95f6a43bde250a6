/** A state file that can't be used. The message names the file and says what is wrong with it. */
export class StateFileError extends Error {
  override readonly name = "StateFileError";

  constructor(
    readonly file: string,
    problem: string,
    options?: ErrorOptions,
  ) {
    super(`state file ${file}: ${problem}`, options);
  }
}

/** What the system said, without the stack: "EACCES: permission denied, open '/x'". */
export function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
