import { ok } from "../../reply";
import { decodeBody } from "../body";
import { notFound } from "../errors";
import { managedKeys } from "../kms/key";
import type { Operation } from "../service";
import { serviceKeyRequest } from "./validation/secret";

/** The key that a service uses. Only the request and the 404 of an account without keys are known (SCP 6.2, 13). */
export const createServiceKey: Operation = ({ body, context, owner }) => {
  decodeBody(serviceKeyRequest, body);
  const [key] = context.store.of(managedKeys).owned(owner);
  if (!key || context.world.current.serviceKey === "notFound") throw notFound();
  return ok({ kms_id: key.id, kms_name: key.name });
};
