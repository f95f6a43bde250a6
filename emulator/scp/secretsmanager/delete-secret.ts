import { noContent } from "../../reply";
import { dayMs, formatTimestamp } from "../../timestamp";
import { decodeBody } from "../body";
import { modification } from "../owned";
import type { Operation } from "../service";
import { secrets } from "./secret";
import { findActiveSecret } from "./secret-access";
import { deletionRequest } from "./validation/secret";

/** Schedules a deletion. A second request is refused, and the date stays. */
export const deleteSecret: Operation = (request) => {
  const { waiting_time_ndays } = decodeBody(deletionRequest, request.body);
  const secret = findActiveSecret(request);
  const deleted_at = formatTimestamp(request.now + waiting_time_ndays * dayMs);
  request.context.store.commit(
    secrets.put({ ...secret, ...modification(request), deleted_at, state: "To_Be_Terminated" }),
  );
  return noContent;
};
