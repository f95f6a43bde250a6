import { defineMessage, repeated, type Decoded } from "./message";
import { filter, page, sort, unwind } from "./query";
import { listValue, string, struct } from "./scalars";

const analysisFields = {
  group_by: listValue,
  field_group: repeated(string),
  filter: repeated(filter),
  filter_or: repeated(filter),
  page,
  sort: repeated(sort),
  fields: struct,
  select: struct,
  keyword: string,
  unwind,
  lookup: listValue,
  add_fields: struct,
};

/** What `analyze` takes (SPO 4). */
export const analyzeQuery = defineMessage("spaceone.api.core.v2.AnalyzeQuery", analysisFields);

export type AnalyzeQuery = Decoded<typeof analysisFields>;
