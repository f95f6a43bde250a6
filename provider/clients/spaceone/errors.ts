import { ApiError, type Outcome, type RequestError, type RequestSummary } from "../http/errors";
import { gatewayError, parseJson, retryAfterOf, shortText } from "../http/reply";
import type { WireReply } from "../http/transport";

/** Codes of HTTP 500 that mean that the request itself is wrong, not that the service has failed (SPO 1). */
const lasting = new Set(["ERROR_UNSUPPORTED_API", "ERROR_DB_QUERY"]);

/** The gateway's texts for a body that it cannot decode. Their code is the code of any failure (SPO 1). */
const undecodable = /^(Message type "|Failed to parse |JSON Parsing Error)/;

const deletedRemedy =
  "It was deleted elsewhere, or by the service's clean-up of what nobody updated for 48 hours: run `pulumi refresh`, " +
  "and then `pulumi up`, which makes it anew";

/** SpaceONE refused the request in its own error envelope. */
class SpaceoneApiError extends ApiError {
  constructor(
    request: RequestSummary,
    status: number,
    private readonly apiCode: string,
    private readonly detail: string,
    retryAfterMs: number | undefined,
  ) {
    const remedy = apiCode === "ERROR_RESOURCE_ALREADY_DELETED" ? deletedRemedy : undefined;
    super(request, status, [{ code: apiCode, detail }], undefined, retryAfterMs, remedy);
  }

  /** An object that the request only refers to is "not found" in the same form as the object itself (SPO 1). */
  override get isNotFound(): boolean {
    const { apiCode, detail, request, status } = this;
    return status < 500 && apiCode === "ERROR_NOT_FOUND" && keysNamed(detail).includes(idKeyOf(request.path));
  }

  override get outcome(): Outcome {
    return this.wasNotDecoded || this.apiCode === "ERROR_UNSUPPORTED_API" ? "refused" : super.outcome;
  }

  override get transient(): boolean {
    return super.transient && !this.wasNotDecoded && !lasting.has(this.apiCode);
  }

  private get wasNotDecoded(): boolean {
    return this.apiCode === "ERROR_UNKNOWN" && undecodable.test(this.detail);
  }
}

/** The error for a failed reply of SpaceONE. If `detail` is a text, the gateway's framework has refused the request. */
export function spaceoneError(request: RequestSummary, reply: WireReply): RequestError {
  const refusal = parseRefusal(reply);
  if (refusal === undefined) return gatewayError(request, reply);
  const { code, message } = refusal;
  // Each service that has passed an error on has put a space in front of its text.
  return new SpaceoneApiError(
    request,
    reply.status,
    shortText(code, 100),
    shortText(message, 1000),
    retryAfterOf(reply),
  );
}

/** Codes of requests that were refused, whatever the status of the reply is (SPO 1). */
const refusing =
  /^ERROR_(REQUIRED_|INVALID_|OPERATOR_|RESOURCE_ALREADY_|NOT_FOUND|NOT_SUPPORT_|NOT_UNIQUE|PERMISSION_|EXIST_)/;

/** The status that a refusal means, where the reply itself claims success; undefined for any other reply. */
export function meantStatus(reply: WireReply): number | undefined {
  // Only a refusal has the member, and long lists need not be parsed twice.
  if (reply.status >= 300 || !/^\s*\{\s*"detail"\s*:/.test(reply.body)) return undefined;
  const refusal = parseRefusal(reply);
  return refusal && (refusing.test(refusal.code) ? 400 : 500);
}

function parseRefusal({ body }: WireReply): { readonly code: string; readonly message: unknown } | undefined {
  const detail = (parseJson(body) as { detail?: unknown } | null | undefined)?.detail;
  if (typeof detail !== "object" || detail === null) return undefined;
  const { code, message } = detail as { code?: unknown; message?: unknown };
  return typeof code === "string" ? { code, message } : undefined;
}

/** The key of a kind's ids: operations are /<service>/<kind>/<verb>. */
export function idKeyOf(path: string): string {
  const [, , kind = ""] = path.split("/");
  return `${kind.replaceAll("-", "_")}_id`;
}

/** The keys before the equals sign of `(('cloud_service_id', 'domain_id') = ('x', 'y'))` or `(domain_id = y)`. */
function keysNamed(detail: string): readonly string[] {
  const [, several, one] = /\((?:\(([^()]*)\)|([\w.]+)) = /.exec(detail) ?? [];
  return (several ?? one ?? "").split(",").flatMap((key) => /[\w.]+/.exec(key) ?? []);
}

/** A request that SpaceONE's gateway would refuse for its size. It was not sent. */
export class RequestTooLargeError extends Error {
  readonly code = "REQUEST_TOO_LARGE";

  constructor(bytes: number, limit: number) {
    super(`the request has ${String(bytes)} bytes, and SpaceONE takes at most ${String(limit)}: nothing was sent`);
    this.name = "RequestTooLargeError";
  }
}
