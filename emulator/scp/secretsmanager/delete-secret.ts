import { noContent } from "../../reply";
import { dayMs, formatTimestamp } from "../../timestamp";
import { decodeBody } from "../body";
import { modification } from "../owned";
import { queryText } from "../query";
import { secondDeletion } from "../second-deletion";
import type { Operation, ScpRequest } from "../service";
import { secrets } from "./secret";
import { forgetSecret } from "./secret-due";
import { findSecret, wrongState } from "./secret-access";
import { deletionRequest } from "./validation/secret";

/** Schedules a deletion. */
export const deleteSecret: Operation = (request) => {
  const { waiting_time_ndays } = decodeBody(deletionRequest, deletionBody(request));
  const secret = findSecret(request);
  const isFirst = secret.state === "Active";
  if (!isFirst && secondDeletion(request, "refused", () => wrongState(secret, "Active")) === "taken") return noContent;
  if (request.context.world.current.deletion === "atOnce") {
    request.context.store.commit(...forgetSecret(request.context.store, secret));
    return noContent;
  }
  const deleted_at = formatTimestamp(request.now + waiting_time_ndays * dayMs);
  request.context.store.commit(
    secrets.put({ ...secret, ...modification(request), deleted_at, state: "To_Be_Terminated" }),
  );
  return noContent;
};

/** The body, or one with the days of the query where there is none: some clients send no body with a DELETE. */
function deletionBody({ body, context, query }: ScpRequest): string {
  const days = queryText(query, "waiting_time_ndays");
  if (body !== "" || days === undefined || context.world.current.secretDeletionDays === "body") return body;
  return JSON.stringify({ waiting_time_ndays: /^-?\d{1,15}$/.test(days) ? Number(days) : days });
}
