/** HTTP methods that the APIs use. */
export type Method = "GET" | "POST" | "PUT" | "DELETE";

/** One row of an operation table: what is sent. The emulator reads the same rows, and nothing else of the clients. */
export interface Operation {
  readonly method: Method;
  /** The path, with parameters in braces, as the reference writes it: `/v1/kms/transit/{key_id}`. */
  readonly path: string;
  /** The API versions that have this operation, oldest first. */
  readonly versions: readonly string[];
  /**
   * True if the operation is idempotent: sending it twice has the effect of sending it once, so it may be repeated
   * after a lost reply.
   */
  readonly repeatable: boolean;
}

/** A service's operations by name. */
export type OperationTable = Readonly<Record<string, Operation>>;
