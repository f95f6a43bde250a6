import type { EngineFault } from "../story/engine";
import { faultsOf } from "../world/faults";
import type { Hit } from "./trace";

const engineFaults: readonly EngineFault[] = ["engine killed before", "engine killed after"];

/** What faults can happen to. */
export interface Extent {
  /** Of each request whether it only reads. */
  readonly reads: readonly boolean[];
  readonly checkpoints: number;
}

/** How far a play went. */
export interface Extents {
  /** Until its first command ended. */
  readonly first: Extent;
  /** Until nothing could happen any more. */
  readonly whole: Extent;
}

const beginning: Extent = { reads: [], checkpoints: 0 };

/** Every fault of every request and every checkpoint of a play, or of its part behind another one. */
export function hitsOf({ reads, checkpoints }: Extent, behind = beginning): readonly Hit[] {
  const requests = reads.flatMap((isRead, index) =>
    faultsOf({ isRead }).map((fault): Hit => ({ request: index + 1, fault })),
  );
  const kills = Array.from({ length: checkpoints }).flatMap((_, index) =>
    engineFaults.map((fault): Hit => ({ checkpoint: index + 1, fault })),
  );
  return [...requests, ...kills].filter((hit) => !isWithin(hit, behind));
}

/** Every fault that may come after another one in the same command. */
export function hitsInSameCommand(first: Hit, { first: command, whole }: Extents): readonly Hit[] {
  const hits = isWithin(first, command) ? hitsOf(command) : hitsOf(whole, command);
  return hits.filter((second) => isAfter(second, first));
}

/** Every fault that may come after another one in the next command. */
export function hitsInNextCommand(first: Hit, { first: command, whole }: Extents): readonly Hit[] {
  return isWithin(first, command) ? hitsOf(whole, command) : [];
}

function isWithin(hit: Hit, { reads, checkpoints }: Extent): boolean {
  return "request" in hit ? hit.request <= reads.length : hit.checkpoint <= checkpoints;
}

/** A request and a checkpoint may come in either order: such a pair is played once. Nothing follows a killed engine. */
function isAfter(second: Hit, first: Hit): boolean {
  return "request" in first && (!("request" in second) || second.request > first.request);
}
