import { ApiError, type ApiErrorEntry, type RequestError, type RequestSummary } from "../http/errors";
import { gatewayError, parseJson, retryAfterOf, shortText } from "../http/reply";
import type { WireReply } from "../http/transport";
import { clockRemedy } from "./clock-remedy";

/**
 * The error for a failed reply of SCP: the application's own, or that of a gateway in front of it. `aheadMs` is given
 * where the request was signed with the service's time: how far the service's clock is ahead of this machine's.
 */
export function scpError(request: RequestSummary, reply: WireReply, aheadMs?: number): RequestError {
  const remedy = reply.status === 401 ? signatureRemedy(request, aheadMs) : undefined;
  const envelope = parseEnvelope(reply.body);
  if (envelope === undefined) return gatewayError(request, reply, remedy);
  const { entries, requestId } = envelope;
  return new ApiError(request, reply.status, entries, requestId, retryAfterOf(reply), remedy);
}

/** The status that a refusal states in its body, where the reply itself claims success; undefined for any other reply. */
export function statedStatus({ status, body }: WireReply): number | undefined {
  // Only a refusal has the member, and long lists need not be parsed twice.
  if (status >= 300 || !/^\s*\{\s*"errors"\s*:/.test(body)) return undefined;
  const envelope = parseEnvelope(body);
  return envelope && (envelope.status ?? 400);
}

function signatureRemedy({ signedBy }: RequestSummary, aheadMs = 0): string | undefined {
  const remedy = clockRemedy(aheadMs, signedBy);
  return remedy ?? (signedBy === undefined ? undefined : `Check ${signedBy}, and this machine's clock`);
}

interface Envelope {
  readonly entries: readonly ApiErrorEntry[];
  readonly requestId: string | undefined;
  /** The status of a refusal that an entry states. */
  readonly status: number | undefined;
}

/**
 * Parses the application's envelope, in which `detail` is a text or a list of texts (SCP 3). Undefined for anything
 * else.
 */
function parseEnvelope(body: string): Envelope | undefined {
  const parsed = parseJson(body) as { errors?: unknown } | null | undefined;
  if (typeof parsed !== "object" || parsed === null || !Array.isArray(parsed.errors)) return undefined;
  const errors = parsed.errors.filter(
    (entry): entry is Record<string, unknown> => typeof entry === "object" && entry !== null,
  );
  if (errors.length === 0) return undefined;
  const requestId = errors.map((entry) => entry["request_id"]).find((id) => typeof id === "string");
  return {
    entries: errors.map((entry) => ({
      code: shortText(entry["code"], 100) || "Error",
      detail: shortText(entry["detail"], 1000),
    })),
    requestId: requestId === undefined ? undefined : shortText(requestId, 100),
    status: errors
      .map((entry) => entry["status"])
      .find((one): one is number => typeof one === "number" && one >= 400 && one < 600),
  };
}
