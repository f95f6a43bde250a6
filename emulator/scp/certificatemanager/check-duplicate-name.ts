import { listed } from "../../world/lag";
import { ok } from "../../reply";
import { decodeBody } from "../body";
import type { Operation } from "../service";
import { certificates } from "./certificate";
import { nameRequest } from "./validation/certificate";

/** True where the name is taken. */
export const checkDuplicateName: Operation = (request) => {
  const { name } = decodeBody(nameRequest, request.body);
  const named = request.context.store.of(certificates).named(name, request.owner);
  return ok({ result: named !== undefined && listed(request, [named]).length > 0 });
};
