import { oneOf } from "./field";
import { defineMessage, repeated, type Decoded } from "./message";
import { filter, page, sort, unwind } from "./query";
import { enumeration, listValue, string, struct } from "./scalars";

// What `export` takes: queries of two kinds, each of which fills one sheet (SPO 4).

const conditions = { filter: repeated(filter), filter_or: repeated(filter), keyword: string, sort: repeated(sort) };

const searchFields = { ...conditions, fields: listValue, unwind, page };
const analyzeFields = { ...conditions, group_by: listValue, fields: struct, select: struct, page };

const query = "export_query";

const optionFields = {
  name: string,
  title: string,
  query_type: enumeration("spaceone.api.core.v2.ExportOption.QueryType", ["QUERY_TYPE_NONE", "SEARCH", "ANALYZE"]),
  search_query: oneOf(query, defineMessage("spaceone.api.core.v2.ExportSearchQuery", searchFields)),
  analyze_query: oneOf(query, defineMessage("spaceone.api.core.v2.ExportAnalyzeQuery", analyzeFields)),
};

export const exportOption = defineMessage("spaceone.api.core.v2.ExportOption", optionFields);

export type ExportOption = Decoded<typeof optionFields>;
