/**
 * `creating`: becomes `ready` or `failed` by itself. `terminating`: the deletion is scheduled; treated as deleted. `gone`:
 * deleted, although the API still shows it.
 */
export type Phase = "creating" | "ready" | "failed" | "terminating" | "gone";

/** What the engine needs to know of an object of any kind. */
export interface Identity {
  readonly id: string;
  readonly name: string;
  readonly phase: Phase;
  /** The service's own word for the phase. */
  readonly state: string;
  readonly createdAt: string | undefined;
  readonly deleteAt: string | undefined;
  /** True if the service will delete the object by itself: then it may refuse a deletion. */
  readonly isLeaving?: boolean;
  readonly region: string | undefined;
  readonly account: string | undefined;
  /** Of SpaceONE: the tenant, and the workspace unless the object belongs to the whole domain. */
  readonly domain?: string;
  readonly workspace?: string | undefined;
}
