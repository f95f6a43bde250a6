import { ok } from "../../reply";
import { requiredText } from "../query";
import type { Operation } from "../service";
import { keys } from "./key";

export const checkDuplicateName: Operation = ({ account, context, query }) => {
  const name = requiredText(query, "name");
  return ok({ isDuplicateName: context.store.of(keys).named(name, account.account_id) !== undefined });
};
