import { SweepError } from "./candidate";
import { needed, type Planned } from "./plan";

/** What became of an object. */
export interface Swept extends Omit<Planned, "verdict"> {
  readonly outcome: "to delete" | "deleted" | "kept" | "needed" | "failed";
}

/** What would be done. */
export function previewed({ verdict, ...planned }: Planned): Swept {
  const outcomes = { delete: "to delete", waits: "kept", kept: "kept", needed: "needed", failed: "failed" } as const;
  return { ...planned, outcome: outcomes[verdict] };
}

/**
 * Deletes what is to be deleted: what needs a key before the key. A failure does not stop the others, but a key stays if
 * something that needs it could not be deleted.
 */
export async function executed(planned: readonly Planned[]): Promise<readonly Swept[]> {
  const first = await Promise.all(planned.map(async (one) => (one.neededBy.length > 0 ? one : deleted(one))));
  const failed = new Set(
    first.flatMap((one) => ("outcome" in one && one.outcome === "failed" ? [one.candidate.item.id] : [])),
  );
  return Promise.all(first.map(async (one) => ("outcome" in one ? one : deletedLast(one, failed))));
}

function deletedLast(key: Planned, failed: ReadonlySet<string>): Promise<Swept> {
  const staying = key.neededBy.filter(({ id = "" }) => failed.has(id));
  return deleted(key.verdict === "delete" && staying.length > 0 ? { ...key, ...needed(staying) } : key);
}

async function deleted(planned: Planned): Promise<Swept> {
  if (planned.verdict !== "delete") return previewed(planned);
  const { verdict: _, ...rest } = planned;
  try {
    await planned.candidate.delete();
    const deleteAt = await planned.candidate.deletionTime();
    return { ...rest, outcome: "deleted", because: deleteAt === undefined ? "" : `from ${deleteAt} on` };
  } catch (error) {
    if (error instanceof SweepError) return { ...rest, outcome: "failed", because: error.message };
    throw error;
  }
}
