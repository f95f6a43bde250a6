import type { Operation as OperationRow } from "../../provider/clients/operation";
import type { EmulatorContext } from "../context";
import type { Reply } from "../reply";
import type { DueRule } from "../settlement";
import type { Change, CollectionDefinition } from "../store/collection";
import type { Account } from "./account";
import { authenticateAccount, type Authenticate } from "./authentication";
import type { Caller } from "./caller";
import { ownerIn } from "./ownership";
import { places, type Place } from "./place";

/** A request whose signature, route and API version were accepted. */
export interface ScpRequest {
  readonly context: EmulatorContext;
  readonly account: Account;
  /** The environment and region that the request is for. */
  readonly place: Place;
  /** The account in that place: the owner of what the request makes and sees. */
  readonly owner: string;
  readonly caller: Caller;
  readonly version: string;
  /** The time of the request, by the emulator's clock: one time for all changes that it makes. */
  readonly now: number;
  /** Path parameters, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** As sent. */
  readonly body: string;
}

export type Operation = (request: ScpRequest) => Reply | Promise<Reply>;

/** A row of an operation table, and the code that serves it. */
export interface ServedOperation extends Pick<OperationRow, "method" | "path" | "versions"> {
  /** As in the operation table: `showKey`. */
  readonly name: string;
  readonly authenticate: Authenticate;
  readonly perform: Operation;
}

/** A version of a service's API, as the reference lists it. The newest ones came after the reference (SCP 13). */
export interface ApiVersion {
  readonly id: string;
  readonly status: "CURRENT" | "SUPPORTED" | "DEPRECATED";
  /** The day from which the version is no longer supported, such as 2025-12-31; "" where there is none. */
  readonly notBefore: string;
}

/** An account's records of one collection, as the state shows them. */
export type StateList = (context: EmulatorContext, accountId: string) => readonly unknown[];

/** Everything that the emulator has to know about a service. */
export interface ScpService {
  /** As in Scp-Api-Version and in the service's address: `kms`. */
  readonly name: string;
  readonly title: string;
  /** The fields of requests, at any depth, that hold secrets: the request log masks them. */
  readonly secretFields: readonly string[];
  /** The fields of requests that are whole numbers. */
  readonly numberFields: readonly string[];
  /** Newest first. */
  readonly versions: readonly [ApiVersion, ...ApiVersion[]];
  readonly operations: readonly ServedOperation[];
  readonly collections: readonly CollectionDefinition<never>[];
  /** What happens to records by themselves; absent where nothing does. */
  readonly dueRules?: readonly DueRule[];
  /** The objects that an account has in a place from the start, if it has any. */
  readonly startPlace?: (account: Account, place: Place, now: number) => readonly Change[];
  /** Makes what the state shows and nobody has needed before; absent where nothing is made later. */
  readonly prepareState?: (context: EmulatorContext) => Promise<void>;
  /** An account's objects as GET /_emulator/state shows them, by the name of the list. */
  readonly state: Readonly<Record<string, StateList>>;
}

/** A list of the state: an account's records, as they are stored unless `show` says otherwise. */
export function stateList<T extends object>(
  collection: CollectionDefinition<T>,
  show: (record: T, context: EmulatorContext) => object = (record) => record,
): StateList {
  return (context, accountId) =>
    places
      .flatMap((place) => [...context.store.of(collection).owned(ownerIn({ account_id: accountId }, place))])
      .map((record) => show(record, context));
}

/**
 * Joins the rows of an operation table with the operations of the same name; rows without one are not routed.
 * @param authenticate how they are signed: with an account's access key, but for a few
 */
export function serveOperations<Name extends string>(
  rows: Readonly<Record<Name, OperationRow>>,
  operations: Partial<Readonly<Record<Name, Operation>>>,
  authenticate: Authenticate = authenticateAccount,
): ServedOperation[] {
  return (Object.keys(rows) as Name[]).flatMap((name) => {
    const perform = operations[name];
    const { method, path, versions } = rows[name];
    return perform ? [{ name, method, path, versions, authenticate, perform }] : [];
  });
}
