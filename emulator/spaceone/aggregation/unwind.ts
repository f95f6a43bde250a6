import { requiredParameter } from "../errors";
import type { Unwind } from "../wire/query";
import { fieldExpression, withField } from "./field-path";
import { compileMatch } from "./match";
import type { Stage } from "./stage";
import { isList, type Document } from "../query/value";

/** One document for each item of a list, with the item in the list's place; no document where the list is empty. */
export function compileUnwind({ path, filter = [] }: Unwind): Stage[] {
  if (path === undefined) throw requiredParameter("aggregate.unwind.path");
  const list = fieldExpression(path);
  const names = path.split(".");
  const unwind = (document: Document): readonly Document[] => {
    const value = list(document) ?? null;
    if (!isList(value)) return value === null ? [] : [document];
    return value.map((item) => withField(document, names, item));
  };
  const stage: Stage = (documents) => documents.flatMap(unwind);
  return filter.length > 0 ? [stage, compileMatch(filter)] : [stage];
}
