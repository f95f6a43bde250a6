import { ok } from "../../reply";
import { listPage } from "../list";
import type { Operation } from "../service";
import { keys } from "./key";
import { showKeyFieldsOf } from "./representation";
import { sortableFields } from "./sortable-fields";

export const listKeys: Operation = ({ account, context, query, version }) => {
  const { items, ...page } = listPage(context.store.of(keys).owned(account.account_id), sortableFields, query);
  return ok({ ...page, keys: items.map((key) => showKeyFieldsOf(version, key)) });
};
