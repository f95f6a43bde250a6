import { notFound, type ScpError } from "./errors";
import type { ScpRequest } from "./service";

/**
 * What becomes of a second request for a deletion: the date stays, or moves. Throws where it is refused.
 * @param own what the service does unless the switches say otherwise
 */
export function secondDeletion(
  { context }: ScpRequest,
  own: "taken" | "refused",
  refusal: () => ScpError,
): "taken" | "moved" {
  const { secondDeletion } = context.world.current;
  const outcome = secondDeletion === "own" ? own : secondDeletion;
  if (outcome === "refused") throw refusal();
  if (outcome === "notFound") throw notFound();
  return outcome;
}
