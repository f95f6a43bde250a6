import { storedId } from "../world/views/ids";
import type { SwitchValues } from "../world/switches";
import type { ScpRequest } from "./service";

type IdParts = Pick<ScpRequest, "params" | "query" | "body">;

/** What a request says, with ids in the form in which they are stored: a service that shows them in several forms takes these. */
export function withStoredIds<Parts extends IdParts>(parts: Parts, { listedIds, referredIds }: SwitchValues): Parts {
  if (listedIds === "same" && referredIds === "same") return parts;
  const params = Object.entries(parts.params).map(([name, value]) => [name, storedId(value)] as const);
  const query = new URLSearchParams();
  for (const [name, value] of parts.query) query.append(name, storedId(value));
  const body = parts.body.replaceAll(/(?<=")(?:DIA-)?[0-9a-f-]{32,36}(?=")/gi, storedId);
  return { ...parts, params: Object.fromEntries(params), query, body };
}
