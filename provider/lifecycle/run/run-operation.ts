import { adviceOn } from "./advice";
import { failureOf } from "./failures";
import { ResourceRun, type Kind, type Operation } from "./resource-run";

/** Runs one operation on one resource. What it throws is a message for the user. */
export async function runOperation<T>(
  kind: Kind,
  operation: Operation,
  work: (run: ResourceRun) => Promise<T>,
): Promise<T> {
  const run = new ResourceRun(kind, operation);
  try {
    return await work(run);
  } catch (error) {
    throw failureOf(run, error, await adviceOn(run, error));
  }
}
