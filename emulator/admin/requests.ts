import { noContent, ok } from "../reply";
import { AdminError, type AdminCall } from "./call";

export const listRequests: AdminCall = ({ context, query }) => {
  const since = query.get("since") ?? "0";
  if (!/^\d{1,15}$/.test(since)) throw new AdminError(400, "since: must be the number of a request");
  return ok({ requests: context.requestLog.since(Number(since)) });
};

export const removeRequests: AdminCall = ({ context }) => {
  context.requestLog.clear();
  return noContent;
};
