import { hourMs } from "../timestamp";
import { isStruct } from "../spaceone/json";
import { isDefault } from "./world";
import type { SwitchValues } from "./switches";

type Fields = Readonly<Record<string, unknown>>;

/** A reply of SpaceONE, changed as the switches say. Refusals and stored objects are never changed. */
export function viewedSpaceone(body: unknown, world: SwitchValues): unknown {
  if (isDefault(world)) return body;
  return mapped(withTotal(body as Fields, world), (fields) => withTimes(withState(fields, world), world));
}

/** Applies a function to each object of a reply. */
function mapped(body: Fields, look: (fields: Fields) => Fields): Fields {
  const { results } = body;
  if (!Array.isArray(results)) return look(body);
  return { ...body, results: results.map((result: unknown) => (isStruct(result) ? look(result) : result)) };
}

function withState(fields: Fields, { serviceState }: SwitchValues): Fields {
  const { cloud_service_id, state } = fields;
  if (serviceState === "reference" || cloud_service_id === undefined || typeof state !== "string") return fields;
  const lower = state.toLowerCase();
  return { ...fields, state: { lower, mixed: state.charAt(0) + lower.slice(1), missing: undefined }[serviceState] };
}

function withTotal(body: Fields, { totalCount }: SwitchValues): Fields {
  const { total_count: total } = body;
  if (totalCount === "number" || typeof total !== "number") return body;
  return { ...body, total_count: totalCount === "text" ? String(total) : undefined };
}

const times = ["created_at", "updated_at", "deleted_at"];

function withTimes(fields: Fields, { spaceoneTimes }: SwitchValues): Fields {
  if (spaceoneTimes === "reference") return fields;
  // Something has to tell that an object is deleted.
  const formed = spaceoneTimes === "missing" ? times.filter((name) => name !== "deleted_at") : times;
  const shown = formed.flatMap((name) => {
    const time = fields[name];
    return typeof time === "string" && time !== "" ? [[name, spelled(time, spaceoneTimes)] as const] : [];
  });
  return { ...fields, ...Object.fromEntries(shown) };
}

function spelled(time: string, form: SwitchValues["spaceoneTimes"]): string | undefined {
  const withoutZone = time.slice(0, -1);
  const seoul = new Date(Date.parse(time) + 9 * hourMs).toISOString().slice(0, -1);
  return {
    reference: time,
    micros: `${withoutZone}000Z`,
    offset: `${seoul}+09:00`,
    noZone: withoutZone,
    missing: undefined,
  }[form];
}
