import { plainId, sameId } from "../../provider/words/ids";
import type { Identity } from "../../provider/lifecycle/definition/identity";
import { timeOf } from "../../provider/words/times";
import type { Item } from "../inventory/item";
import { SweepError, type Candidate } from "./candidate";

/**
 * What is to be done with an object. `waits`: its deletion is scheduled already. `kept`: it is too young, or others
 * write it. `needed`: by
 * something that stays. `failed`: it could not be found out.
 */
type Verdict = "delete" | "waits" | "kept" | "needed" | "failed";

export interface Planned {
  readonly candidate: Candidate;
  readonly createdAt: string;
  readonly verdict: Verdict;
  /** The reason of any verdict but `delete`. */
  readonly because: string;
  /** What needs it. */
  readonly neededBy: readonly Dependent[];
}

/** Something that needs a key. */
export interface Dependent {
  /** Undefined where the service does not tell it. */
  readonly id: string | undefined;
  /** "Secret orders-db" */
  readonly name: string;
}

/** Reads an object, and judges it by its state and its age. Undefined where it is gone. */
export async function judged(candidate: Candidate, minAgeMs: number): Promise<Planned | undefined> {
  const unread = { candidate, createdAt: "", neededBy: [] };
  try {
    const identity = await candidate.read();
    if (identity === undefined || identity.phase === "gone") return undefined;
    const { leftToOthers } = candidate.item;
    const [verdict, because] =
      leftToOthers === undefined ? verdictOf(identity, candidate.now(), minAgeMs) : (["kept", leftToOthers] as const);
    return { candidate, createdAt: identity.createdAt ?? "", verdict, because, neededBy: [] };
  } catch (error) {
    if (error instanceof SweepError) return { ...unread, verdict: "failed", because: error.message };
    throw error;
  }
}

function verdictOf(identity: Identity, nowMs: number, minAgeMs: number): readonly [Verdict, string] {
  const { phase, isLeaving, createdAt = "", deleteAt } = identity;
  if (phase === "terminating" || isLeaving === true) {
    return ["waits", `its deletion is scheduled${deleteAt === undefined ? "" : ` for ${deleteAt}`}`];
  }
  const ageMs = nowMs - timeOf(createdAt);
  if (Number.isNaN(ageMs)) return ["kept", "its age is not known"];
  return ageMs < minAgeMs ? ["kept", "it is too young"] : ["delete", ""];
}

/**
 * Says what needs each key. A key stays if anything stays that needs it, also a secret that somebody else has deleted and
 * may want back. `secrets` are all of the account; undefined if they could not be listed.
 */
export async function withDependents(
  planned: readonly Planned[],
  secrets: readonly Item[] | undefined,
): Promise<readonly Planned[]> {
  const swept = planned.filter(({ verdict }) => verdict === "delete" || verdict === "waits");
  const leaving = new Set(swept.map(({ candidate }) => plainId(candidate.item.id)));
  return Promise.all(
    planned.map(async (one) => {
      if (one.verdict !== "delete" || one.candidate.item.kind !== "KmsKey") return one;
      if (secrets === undefined) return { ...one, verdict: "failed", because: "what it encrypts could not be listed" };
      return withDependentsOf(one, secrets, leaving);
    }),
  );
}

async function withDependentsOf(
  key: Planned,
  secrets: readonly Item[],
  leaving: ReadonlySet<string>,
): Promise<Planned> {
  try {
    const neededBy = await dependentsOf(key.candidate, secrets);
    const staying = neededBy.filter(({ id }) => id === undefined || !leaving.has(plainId(id)));
    return { ...key, neededBy, ...(staying.length === 0 ? {} : needed(staying)) };
  } catch (error) {
    if (error instanceof SweepError) return { ...key, verdict: "failed", because: error.message };
    throw error;
  }
}

async function dependentsOf(candidate: Candidate, secrets: readonly Item[]): Promise<readonly Dependent[]> {
  const under = secrets
    .filter(({ needs }) => needs.some((id) => sameId(id, candidate.item.id)))
    .map(({ id, name }) => ({ id, name: `Secret ${name}` }));
  const users = await candidate.users();
  return [...under, ...users.filter(({ id }) => !under.some((secret) => id !== undefined && sameId(secret.id, id)))];
}

/** Why a key stays. */
export function needed(staying: readonly Dependent[]): Pick<Planned, "verdict" | "because"> {
  return { verdict: "needed", because: `by ${staying.map(({ name }) => name).join(", ")}` };
}
