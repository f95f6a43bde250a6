import { Call } from "../../provider/calls/call";
import type { Environment } from "../../provider/calls/environment";
import type { Cloud } from "../../provider/settings/table";
import { withProgress } from "../output/progress";

/** How long one list may take, in milliseconds. */
const timeoutMs = 10 * 60_000;

/** Something that can be listed. */
export interface Source<T> {
  readonly cloud: Cloud;
  /** For messages: "KMS keys". */
  readonly noun: string;
  readonly list: (call: Call) => PromiseLike<readonly T[]>;
}

export interface Collected<T> {
  readonly items: readonly T[];
  /** Why some sources could not be listed. */
  readonly failures: readonly string[];
}

/** What several sources list. One that fails does not stop the others. */
export async function collect<T>(environment: Environment, sources: readonly Source<T>[]): Promise<Collected<T>> {
  const lists = await withProgress(`Listing ${sources.map(({ noun }) => noun).join(", ")}`, () =>
    Promise.all(sources.map((source) => listOf(environment, source))),
  );
  return {
    items: lists.flatMap(({ items }) => items),
    failures: lists.flatMap(({ failures }) => failures),
  };
}

async function listOf<T>(environment: Environment, { cloud, noun, list }: Source<T>): Promise<Collected<T>> {
  const call = new Call({ environment, cloud, verb: "list", noun, timeoutMs });
  try {
    return { items: await list(call), failures: [] };
  } catch (error) {
    return { items: [], failures: [call.redacted(call.reasonOf(error))] };
  }
}
