import { listed } from "../../world/lag";
import { ok } from "../../reply";
import { requiredText } from "../query";
import type { Operation } from "../service";
import { keyNamed } from "./key-access";

export const checkDuplicateName: Operation = (request) => {
  const named = keyNamed(request, requiredText(request.query, "name"));
  return ok({ isDuplicateName: named !== undefined && listed(request, [named]).length > 0 });
};
