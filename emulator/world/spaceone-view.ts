import { seoulMs } from "../timestamp";
import { isStruct } from "../spaceone/json";
import { isDefault } from "./world";
import type { SwitchValues } from "./switches";

type Fields = Readonly<Record<string, unknown>>;

/** A reply of SpaceONE, changed as the switches say. Refusals and stored objects are never changed. */
export function viewedSpaceone(body: unknown, world: SwitchValues): unknown {
  if (isDefault(world)) return body;
  const seen = mapped(withTotal(body as Fields, world), (fields) =>
    withTags(withTimes(withState(fields, world), world), world),
  );
  return world.keyOrder === "reversed" ? reversed(seen) : seen;
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (!isStruct(value)) return value;
  const fields = Object.entries(value).map(([name, field]) => [name, reversed(field)] as const);
  return Object.fromEntries(fields.reverse());
}

/** The tags of a cloud service stand in branches, those of a secret do not. */
function withTags(fields: Fields, { tagForm }: SwitchValues): Fields {
  const { cloud_service_id, secret_id, tags } = fields;
  if (tagForm === "reference" || !isStruct(tags)) return fields;
  if (cloud_service_id === undefined) {
    return secret_id === undefined ? fields : { ...fields, tags: tagsIn(tags, tagForm) };
  }
  const branches = Object.entries(tags).map(([name, branch]) => [name, isStruct(branch) ? branch : {}] as const);
  if (tagForm === "flat")
    return { ...fields, tags: Object.assign({}, ...branches.map(([, branch]) => branch)) as Fields };
  return { ...fields, tags: Object.fromEntries(branches.map(([name, branch]) => [name, tagsIn(branch, tagForm)])) };
}

function tagsIn(tags: Fields, form: SwitchValues["tagForm"]): unknown {
  const all = Object.entries(tags);
  if (form === "list") return all.map(([key, value]) => ({ key, value }));
  return form === "numbers" ? Object.fromEntries(all.map(([key, value]) => [key, numbered(value)])) : tags;
}

function numbered(value: unknown): unknown {
  return typeof value === "string" && /^(?:0|[1-9]\d{0,14})$/.test(value) ? Number(value) : value;
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
  const seoul = new Date(Date.parse(time) + seoulMs).toISOString().slice(0, -1);
  return {
    reference: time,
    micros: `${withoutZone}000Z`,
    offset: `${seoul}+09:00`,
    noZone: withoutZone,
    missing: undefined,
  }[form];
}
