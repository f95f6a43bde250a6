import type { Identity } from "./behaviour";
import { differs } from "./compare";
import type { OperationRun } from "./operation-run";
import type { Inputs, State } from "./state";

const unknownPrefix = "unknown:";

/** The id of an object whose creation may or may not have succeeded. */
export function unknownOutcomeId(name: string): string {
  return `${unknownPrefix}${name}`;
}

export function isUnknownOutcomeId(id: string): boolean {
  return id.startsWith(unknownPrefix);
}

/** What looking for one's own object after a doubtful creation found. */
export type Found =
  | { readonly kind: "own"; readonly object: unknown }
  | { readonly kind: "foreign"; readonly identity: Identity }
  | { readonly kind: "nothing" };

/**
 * Looks for the object that a creation with an unknown outcome may have made. It is one's own only if its name fits,
 * what cannot be changed matches, and it was not made before the first attempt.
 */
export async function findOwn(run: OperationRun, wanted: Inputs | State, attemptMs: () => number): Promise<Found> {
  if (run.behaviour.nonce !== undefined) return findByNonce(run);
  const name = wanted["name"];
  if (typeof name !== "string") return { kind: "nothing" };
  const object = await run.behaviour.findByName?.(run, name);
  if (object === undefined) return { kind: "nothing" };
  const identity = run.behaviour.identify(object);
  const own =
    identity.phase !== "terminating" && matches(run, wanted, object) && isMadeSince(identity.createdAt, attemptMs());
  return own ? { kind: "own", object } : { kind: "foreign", identity };
}

/** Of several objects that one request made, the first one is kept. */
async function findByNonce(run: OperationRun): Promise<Found> {
  const [first] = await allOfNonce(run);
  return first === undefined ? { kind: "nothing" } : { kind: "own", object: first };
}

/** Removes what one request made besides the object that is kept. */
export async function removeDoubles(run: OperationRun, id: string): Promise<void> {
  if (run.behaviour.nonce?.mayDouble !== true) return;
  const ids = (await allOfNonce(run)).map((object) => run.behaviour.identify(object).id);
  for (const double of ids.filter((candidate) => candidate !== id)) await run.behaviour.remove(run, double, {});
}

async function allOfNonce(run: OperationRun): Promise<readonly unknown[]> {
  const found = run.nonce === "" ? [] : ((await run.behaviour.nonce?.find(run, run.nonce)) ?? []);
  const key = (object: unknown): string => {
    const { createdAt = "", id } = run.behaviour.identify(object);
    return `${createdAt} ${id}`;
  };
  return [...found].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function matches(run: OperationRun, wanted: Inputs | State, object: unknown): boolean {
  const shown = run.behaviour.inputsOf(object, wanted) as Record<string, unknown>;
  return Object.entries(run.behaviour.inputs).every(
    ([name, rule]) =>
      rule.change !== "replace" || shown[name] === undefined || !differs(rule, wanted[name], shown[name]),
  );
}

/** The services' times, and the `Date` header that ours is compared with, are whole seconds. */
const resolutionMs = 1000;

function isMadeSince(createdAt: string | undefined, attemptMs: number): boolean {
  const made = Date.parse(createdAt ?? "");
  return !Number.isNaN(made) && made >= Math.floor(attemptMs / resolutionMs) * resolutionMs - resolutionMs;
}
