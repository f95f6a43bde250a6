import type { SwitchChanges } from "../../../emulator/world/switches";
import type { EngineFault } from "../story/engine";
import type { Fault } from "../world/faults";

/** A fault of one request or one checkpoint, by its number in the flow. */
export type Hit =
  { readonly request: number; readonly fault: Fault } | { readonly checkpoint: number; readonly fault: EngineFault };

/** All that decides what happens in a simulation. */
export interface Trace {
  /** Switches that differ from their defaults; without it, none. */
  readonly world?: SwitchChanges;
  readonly kind: string;
  readonly flow: string;
  readonly seed: number;
  readonly hits: readonly Hit[];
}

/** A number that depends on a text only. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
