import { ok } from "../../reply";
import { decodeBody } from "../body";
import type { Operation } from "../service";
import { certificates } from "./certificate";
import { nameRequest } from "./validation/certificate";

/** True where the name is taken. */
export const checkDuplicateName: Operation = ({ account, body, context }) => {
  const { name } = decodeBody(nameRequest, body);
  return ok({ result: context.store.of(certificates).named(name, account.account_id) !== undefined });
};
