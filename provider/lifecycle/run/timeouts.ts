import { parseDuration } from "../../calls/duration";
import type { Verb } from "../definition/context";
import type { ProgramResource } from "../record/record";

const defaultTimeoutMs: Readonly<Record<Verb, number>> = {
  create: 10 * 60_000,
  update: 10 * 60_000,
  delete: 10 * 60_000,
  read: 3 * 60_000,
};

/** How long an operation may take, in milliseconds. */
export function timeoutOf(verb: Verb, resource: ProgramResource | undefined): number {
  const given = resource?.timeouts?.[verb];
  return (given === undefined ? undefined : parseDuration(given)) ?? defaultTimeoutMs[verb];
}
