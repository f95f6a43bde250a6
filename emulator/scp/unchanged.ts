import { isDeepStrictEqual } from "node:util";
import { ScpError } from "./errors";
import type { ScpRequest } from "./service";

/** Refuses a change that leaves everything as it is, where such changes are not taken. Times of changes do not count. */
export function refuseUnchanged<T extends object>({ context }: ScpRequest, before: T, changes: Partial<T>): void {
  if (context.world.current.unchanged === "taken") return;
  const isSame = Object.entries(changes).every(([name, value]) => isDeepStrictEqual(value, before[name as keyof T]));
  if (isSame) throw new ScpError(400, "NotChanged", "The request changes nothing.");
}
