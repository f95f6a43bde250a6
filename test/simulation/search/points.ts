import type { EngineFault } from "../story/engine";
import { faultNames } from "../world/faults";
import type { Hit } from "./trace";

const engineFaults: readonly EngineFault[] = ["engine killed before", "engine killed after"];

/** How many requests and checkpoints a play has. */
export interface Extent {
  readonly requests: number;
  readonly checkpoints: number;
}

/** Every fault of every request and every checkpoint of a play. */
export function hitsOf({ requests, checkpoints }: Extent): readonly Hit[] {
  return [
    ...upTo(requests).flatMap((request) => faultNames.map((fault) => ({ request, fault }))),
    ...upTo(checkpoints).flatMap((checkpoint) => engineFaults.map((fault) => ({ checkpoint, fault }))),
  ];
}

/** Every fault that may come after another one: `extent` is that of the play under the first. */
export function laterHits(first: Hit, extent: Extent): readonly Hit[] {
  return hitsOf(extent).filter((second) => isAfter(second, first));
}

/** A request and a checkpoint may come in either order: such a pair is played once. */
function isAfter(second: Hit, first: Hit): boolean {
  if ("request" in first) return "request" in second ? second.request > first.request : true;
  return "checkpoint" in second && second.checkpoint > first.checkpoint;
}

function upTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
