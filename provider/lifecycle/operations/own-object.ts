import { ApiError } from "../../clients/http/errors";
import { sameId } from "../../words/ids";
import { momentsOf } from "../../words/times";
import { settlingPausesMs } from "../command/young-objects";
import type { Identity } from "../definition/identity";
import { differs } from "../values/compare";
import type { Desired, ResourceRecord } from "../record/record";
import { pollUntil } from "../run/poll";
import type { ResourceRun } from "../run/resource-run";
import { timeoutOf } from "../run/timeouts";

/** The service's time, in milliseconds since 1970, from the first attempt of a creation to the end of the last one. */
export interface Attempt {
  readonly startMs: number;
  readonly endMs: number;
}

/** The attempt that a record of unknown outcome holds. Earlier versions kept its beginning only. */
export function attemptOf({ open, resource }: ResourceRecord): Attempt {
  const { begun = "", ended } = open.creation ?? {};
  const startMs = Date.parse(begun);
  return { startMs, endMs: ended === undefined ? startMs + timeoutOf("create", resource) : Date.parse(ended) };
}

/** The result of looking for the object of a creation whose outcome is unknown. */
export type Found =
  | { readonly kind: "own"; readonly object: unknown }
  | { readonly kind: "foreign"; readonly identity: Identity; readonly object: unknown }
  /** The name fits, and the service does not show when the object was made. */
  | { readonly kind: "undated"; readonly identity: Identity }
  | { readonly kind: "nothing" };

/**
 * Looks for the object that a creation of unknown outcome may have made. It counts as the resource's own only if its name
 * and its fixed inputs match, and if either the name is automatic or the object was made during the attempt.
 */
export async function findOwn(
  run: ResourceRun,
  desired: Desired,
  attempt: () => Attempt,
  token: string | undefined,
): Promise<Found> {
  if (run.behaviour.creationToken !== undefined) return findByToken(run, token);
  const name = desired.inputs["name"];
  if (typeof name !== "string") return { kind: "nothing" };
  const object = await run.behaviour.findByName?.(run, name);
  if (object === undefined) return { kind: "nothing" };
  const identity = run.behaviour.identify(object);
  const isGone = identity.phase === "terminating" || identity.phase === "gone";
  if (isGone || !matches(run, desired, object)) return { kind: "foreign", identity, object };
  if (desired.hasAutomaticName) return { kind: "own", object };
  const fits = isMadeDuring(identity.createdAt, attempt());
  if (fits === undefined) return { kind: "undated", identity };
  return fits ? { kind: "own", object } : { kind: "foreign", identity, object };
}

/**
 * Whether the resource's own object may be the reason of a refusal: something on the way may have sent the creation twice,
 * and shows what became of the second one. Only what nobody else can have proves that an object is the resource's own.
 */
export function mayBeDoubled(run: ResourceRun, desired: Desired, refusal: unknown): boolean {
  return mayMeanTaken(refusal) && isProven(run, desired);
}

/** Whether a refusal leaves open that there is such an object, although none may be shown yet. */
export function leavesOpen(run: ResourceRun, desired: Desired, refusal: unknown): boolean {
  const isOtherValueUnique = run.behaviour.blocked?.some(({ find }) => find !== undefined) === true;
  return mayBeDoubled(run, desired, refusal) && isConflict(refusal) && !isOtherValueUnique;
}

/** Whether a refusal says that something exists already, in the words of HTTP. It may be about a quota all the same. */
export function isConflict(refusal: unknown): boolean {
  return refusal instanceof ApiError && refusal.status === 409 && !isOfQuota(refusal);
}

/** Whether a refusal is about a quota, by its code alone: the words beside it may have the object's name. */
export function isOfQuota(refusal: unknown): boolean {
  return refusal instanceof ApiError && refusal.entries.some(({ code }) => /quota|limit|exceed/i.test(code));
}

/** Whether a refusal may be about a name that is taken: no source says which status that has (SCP 3). */
export function mayMeanTaken(refusal: unknown): boolean {
  return refusal instanceof ApiError && [400, 403, 409, 422].includes(refusal.status);
}

/** Whether an object that was found certainly belongs to the attempt: nobody else has its token or its automatic name. */
export function isProven(run: ResourceRun, { hasAutomaticName }: Desired): boolean {
  return run.behaviour.creationToken !== undefined || hasAutomaticName;
}

/** Finds the object by its creation token. If one request made several, the first one is kept. */
async function findByToken(run: ResourceRun, token: string | undefined): Promise<Found> {
  const [first] = await allOfToken(run, token);
  return first === undefined ? { kind: "nothing" } : { kind: "own", object: first };
}

/**
 * Deletes the duplicates of an object that one request made. Where the service does not show the object itself, it may not
 * show the others either, and is asked again for as long as that may be due to the object's age.
 */
export async function removeDuplicates(run: ResourceRun, id: string, token: string | undefined): Promise<void> {
  if (token === undefined || run.behaviour.creationToken?.mayDuplicate !== true) return;
  const list = async (): Promise<readonly string[]> =>
    (await allOfToken(run, token)).map((object) => run.behaviour.identify(object).id);
  const isYoung = run.environment.young.leftMs(id, run.environment.now()) > 0;
  const ids = await pollUntil(run, isYoung ? settlingPausesMs : [], list, (shown) =>
    shown.some((one) => sameId(one, id)),
  );
  for (const duplicate of ids.filter((other) => !sameId(other, id)))
    await run.behaviour.remove(run, duplicate, {}, { atOnce: true });
}

/** The objects of a token, the first one first. A list may still have what is deleted. */
async function allOfToken(run: ResourceRun, token: string | undefined): Promise<readonly unknown[]> {
  const found = token === undefined ? [] : ((await run.behaviour.creationToken?.find(run, token)) ?? []);
  const key = (object: unknown): string => {
    const { createdAt = "", id } = run.behaviour.identify(object);
    return `${createdAt} ${id}`;
  };
  const alive = found.filter((object) => run.behaviour.identify(object).phase !== "gone");
  return alive.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** Whether the fixed inputs of an object are as desired. */
export function matches(run: ResourceRun, { inputs }: Desired, object: unknown): boolean {
  const shown = run.behaviour.inputsOf(object, inputs) as Record<string, unknown>;
  return Object.entries(run.behaviour.inputs).every(
    ([name, rule]) =>
      rule.change !== "replace" || shown[name] === undefined || !differs(rule, inputs[name], shown[name]),
  );
}

/** The attempt is timed by the `Date` of the service's gateway, whose clock may differ from that of its database. */
const slackMs = 60_000;

/** Undefined if the object shows no time. */
function isMadeDuring(createdAt = "", { startMs, endMs }: Attempt): boolean | undefined {
  const moments = momentsOf(createdAt);
  if (moments.length === 0) return undefined;
  return moments.some((made) => made >= startMs - slackMs && made <= endMs + slackMs);
}
