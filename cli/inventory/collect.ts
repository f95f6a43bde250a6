import { Call } from "../../provider/calls/call";
import type { Environment } from "../../provider/calls/environment";
import { withProgress } from "../output/progress";
import type { Item } from "./item";
import type { ListedKind } from "./kinds";

/** How long the list of one kind may take, in milliseconds. */
const timeoutMs = 10 * 60_000;

export interface Collected {
  readonly items: readonly Item[];
  /** Why some kinds could not be listed. */
  readonly failures: readonly string[];
}

/** The objects of several kinds. A kind that cannot be listed does not stop the others. */
export async function collect(environment: Environment, kinds: readonly ListedKind[]): Promise<Collected> {
  const lists = await withProgress(`Listing ${kinds.map(({ noun }) => noun).join(", ")}`, () =>
    Promise.all(kinds.map((kind) => listOf(environment, kind))),
  );
  return {
    items: lists.flatMap(({ items }) => items),
    failures: lists.flatMap(({ failures }) => failures),
  };
}

async function listOf(environment: Environment, { cloud, noun, list }: ListedKind): Promise<Collected> {
  const call = new Call({ environment, cloud, verb: "list", noun, timeoutMs });
  try {
    return { items: await list(call), failures: [] };
  } catch (error) {
    return { items: [], failures: [call.redacted(call.reasonOf(error))] };
  }
}
