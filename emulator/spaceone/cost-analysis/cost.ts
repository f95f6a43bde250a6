import type { Store } from "../../store/store";
import { isTruthy } from "../aggregation/python-truth";
import { isStruct, type Struct } from "../json";
import { seedCollections } from "../objects";
import type { Model } from "../query/model";
import type { costInfo } from "./cost-messages";

export const costModel: Model = {
  name: "Cost",
  fields: {
    cost_id: "text",
    cost: "number",
    usage_quantity: "number",
    usage_unit: "text",
    provider: "text",
    region_code: "text",
    region_key: "text",
    product: "text",
    usage_type: "text",
    resource: "text",
    tags: "object",
    additional_info: "object",
    account_id: "text",
    service_account_id: "text",
    project_id: "text",
    data_source_id: "text",
    job_id: "text",
    job_task_id: "text",
    workspace_id: "text",
    domain_id: "text",
    billed_year: "text",
    billed_month: "text",
    billed_date: "text",
    data: "object",
  },
  aliases: { user_projects: "project_id" },
  minimal: [
    "cost_id",
    "cost",
    "provider",
    "region_code",
    "product",
    "usage_type",
    "resource",
    "data_source_id",
    "billed_date",
  ],
};

/** The place of a cost that is seeded without one. */
interface Place {
  readonly domain_id: string;
  readonly workspace_id?: string;
}

/** All costs; the year and the month are taken from the date where they are not seeded. */
export function storedCosts(store: Store, { domain_id, workspace_id }: Place): Struct[] {
  return Array.from(store.of(seedCollections.costs).all(), (seeded) => ({
    ...billedIn(seeded["billed_date"]),
    domain_id,
    ...(workspace_id !== undefined && { workspace_id }),
    ...(seeded as Struct),
  }));
}

function billedIn(date: unknown): Struct {
  return typeof date === "string" ? { billed_year: date.slice(0, 4), billed_month: date.slice(0, 7) } : {};
}

type CostFields = Parameters<typeof costInfo.encode>[0];

/**
 * A cost as replies have it, without the values of the denied fields: a field of its own is left out, and one inside an
 * object is null. Fields that were not loaded have the model's defaults.
 */
export function costFields(loaded: Struct, denied: readonly string[]): CostFields {
  const fields: Struct = { tags: {}, additional_info: {}, data: {}, ...loaded };
  return denied.reduce((rest, field) => without(rest, field.split(".")), fields);
}

/** What Python counts as false, such as 0, is not taken away (SPO 5). */
function without(struct: Struct, [name = "", ...rest]: readonly string[]): Struct {
  const value = struct[name] ?? null;
  if (rest.length > 0) return isStruct(value) ? { ...struct, [name]: without(value, rest) } : struct;
  return isTruthy(value) ? { ...struct, [name]: null } : struct;
}
