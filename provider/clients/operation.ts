/** HTTP methods that the APIs use. */
export type Method = "GET" | "POST" | "PUT" | "DELETE";

/**
 * One row of an operation table: what goes on the wire. The emulator reads the same rows, and nothing else of the
 * clients.
 */
export interface Operation {
  readonly method: Method;
  /** Path with parameters in braces, as the reference writes it: `/v1/kms/transit/{key_id}`. */
  readonly path: string;
  /** The API versions that have this operation, oldest first. */
  readonly versions: readonly string[];
  /** True where sending it twice does the same as sending it once, so that a lost reply may be retried. */
  readonly repeatable: boolean;
}

/** A service's operations by name. */
export type OperationTable = Readonly<Record<string, Operation>>;
