import { isDefault } from "./world";
import type { SwitchValues } from "./switches";

type Fields = Readonly<Record<string, unknown>>;

/** A reply of SpaceONE, changed as the switches say. Refusals and stored objects are never changed. */
export function viewedSpaceone(body: unknown, world: SwitchValues): unknown {
  if (isDefault(world)) return body;
  return withTotal(body as Fields, world);
}

function withTotal(body: Fields, { totalCount }: SwitchValues): Fields {
  const { total_count: total } = body;
  if (totalCount === "number" || total === undefined) return body;
  return { ...body, total_count: totalCount === "text" ? JSON.stringify(total) : undefined };
}
