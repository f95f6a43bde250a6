import type { IncomingMessage } from "node:http";

/** A request's target as it stands on the wire: nothing is decoded or normalised, since signatures are over these bytes. */
export interface RequestTarget {
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
}

export function requestTarget(incoming: IncomingMessage): RequestTarget {
  const target = incoming.url ?? "/";
  const mark = target.indexOf("?");
  return mark < 0 ? { path: target, query: "" } : { path: target.slice(0, mark), query: target.slice(mark + 1) };
}
