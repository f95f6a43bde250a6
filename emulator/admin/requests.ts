import { noContent } from "../reply";
import { AdminError, type AdminCall } from "./call";

export const listRequests: AdminCall = ({ context, query }) => {
  const since = wholeNumber(query, "since", "the number of a request") ?? 0;
  const limit = wholeNumber(query, "limit", "the number of requests to show");
  return { status: 200, json: `{"requests":${context.requestLog.since(since, limit)}}` };
};

export const removeRequests: AdminCall = ({ context }) => {
  context.requestLog.clear();
  return noContent;
};

function wholeNumber(query: URLSearchParams, name: string, meaning: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (!/^\d{1,15}$/.test(text)) throw new AdminError(400, `${name}: must be ${meaning}`);
  return Number(text);
}
