import { ok } from "../../reply";
import { listPage } from "../list";
import type { Operation } from "../service";
import { managedKeys } from "./key";
import { showKeyFieldsOf } from "./representation";
import { sortableFields } from "./sortable-fields";

export const listManagedKeys: Operation = ({ account, context, query, version }) => {
  const { items, ...page } = listPage(context.store.of(managedKeys).owned(account.account_id), sortableFields, query);
  return ok({ ...page, keys: items.map((key) => showKeyFieldsOf(version, key)) });
};
