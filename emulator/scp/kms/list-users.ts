import { ok } from "../../reply";
import type { Operation } from "../service";
import { findKey } from "./key-access";

/** Who uses a key: nobody yet, since no service that needs keys is served. */
export const listUsers: Operation = (request) => {
  findKey(request);
  return ok({ user: [] });
};
