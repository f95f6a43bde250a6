import { invalidArgument, requiredParameter } from "../errors";
import { isStruct, type Json } from "../json";
import type { ExportOption } from "../wire/export";

/** The option with the query of its type only. */
export function checkedOption(option: ExportOption): Pick<ExportOption, "search_query" | "analyze_query"> {
  if (option.name === undefined) throw requiredParameter("options[].name");
  const name = { SEARCH: "search_query", ANALYZE: "analyze_query" } as const;
  const type = option.query_type;
  if (type !== "SEARCH" && type !== "ANALYZE") throw requiredParameter("options[].query_type");
  const query = option[name[type]];
  if (query === undefined) throw requiredParameter(`options[].${name[type]}`);
  return { [name[type]]: query };
}

/** The names of the fields to export. */
export function exportedFields(fields: readonly Json[] = []): string[] {
  return fields.map((field) => {
    if (typeof field === "string") return field;
    if (!isStruct(field)) {
      const wanted = "(key = options[].search_query.fields, type = str or dict)";
      throw invalidArgument("INVALID_PARAMETER_TYPE", `Parameter type is invalid. ${wanted}`);
    }
    const { key } = field;
    if (typeof key !== "string" || key === "") throw requiredParameter("options[].search_query.fields.key");
    return key;
  });
}
