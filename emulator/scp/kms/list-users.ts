import { ok } from "../../reply";
import type { Operation } from "../service";
import { keyUsers } from "./key-user";
import { showableKey } from "./seen-keys";

/** The users of a key: the secrets that it encrypts, including those that wait for their deletion. */
export const listUsers: Operation = (request) => {
  const { id } = showableKey(request);
  const users = Array.from(request.context.store.of(keyUsers).owned(id));
  return ok({ user: users.map(({ user_id, user_name }) => ({ user_id, user_name })) });
};
