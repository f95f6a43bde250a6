import type { Operation as OperationRow } from "../../provider/clients/operation";
import type { DueRule } from "../settlement";
import type { CollectionDefinition } from "../store/collection";
import type { Store } from "../store/store";
import type { Operation } from "./operation";

/** A row of an operation table, and the code that serves it. */
export interface ServedOperation extends Pick<OperationRow, "path"> {
  readonly perform: Operation;
}

/** Everything that the emulator has to know about a service. */
export interface SpaceoneService {
  readonly operations: readonly ServedOperation[];
  /** The fields of requests, at any depth, that hold secrets: the request log masks them. */
  readonly secretFields: readonly string[];
  /** Paths that the gateway knows and the emulator does not serve. */
  readonly otherPaths: readonly string[];
  readonly collections: readonly CollectionDefinition<never>[];
  /** What happens to records by themselves; absent where nothing does. */
  readonly dueRules?: readonly DueRule[];
  /** The service's objects as GET /_emulator/state shows them, by list. */
  showState(store: Store): Readonly<Record<string, readonly unknown[]>>;
}

/** Joins the rows of an operation table with the operations of the same name; rows without one are not routed. */
export function serveOperations<Name extends string>(
  rows: Readonly<Record<Name, OperationRow>>,
  operations: Partial<Readonly<Record<Name, Operation>>>,
): ServedOperation[] {
  return (Object.keys(rows) as Name[]).flatMap((name) => {
    const perform = operations[name];
    return perform ? [{ path: rows[name].path, perform }] : [];
  });
}
