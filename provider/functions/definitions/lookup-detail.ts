import type { Call } from "../../calls/call";
import type { Lookup } from "./common-contract";
import { lookUp } from "./lookup";

/** The service's two ways to an object whose lists lack what only its detail has. */
interface DetailWays<T> {
  readonly show: (id: string) => Promise<T>;
  /** The objects of a name, and others where the service cannot tell them apart. */
  readonly named: (name: string) => Promise<readonly { readonly id: string; readonly name: string }[]>;
}

/** The one object that is meant, in detail; a failure lists the candidates where there are several. */
export async function lookUpDetail<T>(call: Call, args: Lookup, { show, named }: DetailWays<T>): Promise<T> {
  const { name = "" } = args;
  const { id } = await lookUp(call, args, { show: (given) => Promise.resolve({ id: given, name }), named });
  return show(id);
}
