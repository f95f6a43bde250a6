import { listed } from "../../world/lag";
import { ok } from "../../reply";
import { requiredText } from "../query";
import type { Operation } from "../service";
import { keys } from "./key";

export const checkDuplicateName: Operation = (request) => {
  const { context, owner, query } = request;
  const named = context.store.of(keys).named(requiredText(query, "name"), owner);
  return ok({ isDuplicateName: named !== undefined && listed(request, [named]).length > 0 });
};
