/** A state file that cannot be used. The message names the file and what is wrong with it. */
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

/** The system's message, without the stack: "EACCES: permission denied, open '/x'". */
export function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
