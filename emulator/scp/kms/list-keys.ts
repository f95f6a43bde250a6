import { ok } from "../../reply";
import { listPage } from "../list";
import type { Operation } from "../service";
import { showKeyFieldsOf } from "./representation";
import { listableKeys } from "./seen-keys";
import { sortableFields } from "./sortable-fields";

export const listKeys: Operation = (request) => {
  const { items, ...page } = listPage(listableKeys(request), sortableFields, request);
  return ok({ ...page, keys: items.map((key) => showKeyFieldsOf(request.version, key)) });
};
