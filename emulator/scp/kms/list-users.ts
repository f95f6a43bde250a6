import { ok } from "../../reply";
import type { Operation } from "../service";
import { findKey } from "./key-access";
import { keyUsers } from "./key-user";

/** Who uses a key: the secrets that it encrypts, also those that wait for their deletion. */
export const listUsers: Operation = (request) => {
  const { id } = findKey(request);
  const users = Array.from(request.context.store.of(keyUsers).owned(id));
  return ok({ user: users.map(({ user_id, user_name }) => ({ user_id, user_name })) });
};
