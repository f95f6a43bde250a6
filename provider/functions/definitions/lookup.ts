import type { Call } from "../../calls/call";
import { optional } from "./arguments";
import type { Lookup } from "./common-contract";

/** The arguments of a lookup, for a definition. */
export function lookupBy(noun: string) {
  return {
    args: { id: optional(`the id of a ${noun}`), name: optional(`the name of a ${noun}`) },
    oneOf: ["id", "name"],
  } as const;
}

interface Found {
  readonly id: string;
  readonly name: string;
  readonly state?: string | undefined;
}

/** The service's two ways to an object. */
interface Ways<T> {
  readonly show: (id: string) => Promise<T>;
  /** The objects of a name, and others where the service cannot tell them apart. */
  readonly named: (name: string) => Promise<readonly T[]>;
}

/** The one object that is meant; a failure lists the candidates where there are several. */
export async function lookUp<T extends Found>(call: Call, { id, name = "" }: Lookup, ways: Ways<T>): Promise<T> {
  if (id !== undefined) return ways.show(id);
  const found = (await ways.named(name)).filter((candidate) => candidate.name === name);
  const [first, ...others] = found;
  const what = `${call.noun} with the name ${JSON.stringify(name)}`;
  if (first === undefined) return call.refuse(`there is no ${what}${call.region ? ` in ${call.region}` : ""}`);
  if (others.length === 0) return first;
  const candidates = found.map(({ id: candidate, state }) =>
    state === undefined ? candidate : `${candidate} (${state})`,
  );
  return call.refuse(
    `there are ${String(found.length)} objects: each is a ${what}. Give the id of one: ${candidates.join(", ")}`,
  );
}
