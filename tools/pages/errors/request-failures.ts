import { failureText } from "../../../provider/calls/failure-text";
import type { Cloud } from "../../../provider/clients/connection";
import {
  ApiError,
  ConnectError,
  DeadlineError,
  GatewayError,
  LostReplyError,
  UnexpectedReplyError,
  type RequestError,
} from "../../../provider/clients/http/errors";
import { lookUpFailure } from "../../../provider/clients/http/look-up";
import { RequestTooLargeError } from "../../../provider/clients/spaceone/errors";
import { codeOf, table } from "../markdown";

const request = { method: "POST", service: "kms", path: "/v1/kms/transit" };
const lost = new LostReplyError(request, "<reason>");

/** A failure of each class, and of each status that has a meaning of its own. */
const failures: readonly RequestError[] = [
  ...[400, 401, 403, 404, 409, 429, 500, 503].map(
    (status) => new ApiError(request, status, [{ code: "<code>", detail: "<detail>" }], undefined, undefined),
  ),
  ...[400, 401, 403, 404, 429, 502].map((status) => new GatewayError(request, status, "<summary>", undefined)),
  new ConnectError(request, "<host>", "<reason>", undefined),
  lookUpFailure(lost, "the endpoint catalogue", "Try again") as RequestError,
  lost,
  new DeadlineError(request, "unknown"),
  new UnexpectedReplyError(request, "<what>"),
];

/** The table of docs/errors.md: what becomes of a request that failed. */
export function requestFailuresPart(): string {
  const rows = failures.map((failure) => [
    codeOf(failure.message),
    codeOf(failure.code),
    failure.outcome === "unknown" ? "perhaps" : "no",
    failure.transient ? "yes" : "no",
    remedies(failure),
  ]);
  const { message, code } = new RequestTooLargeError(0, 0);
  rows.push([codeOf(message.replace(/\b0\b/g, "<number>")), codeOf(code), "no", "no", "Give the resource less data"]);
  return table(["message", "code", "was it done?", "repeated by itself", "what to do"], rows);
}

/** What the message says besides what failed, for both clouds. */
function remedies(failure: RequestError): string {
  const [scp, spaceone] = (["scp", "spaceone"] as const).map((cloud) => remedyOf(failure, cloud));
  return scp === spaceone ? (scp ?? "") : `SCP: ${scp ?? ""}. SpaceONE: ${spaceone ?? ""}`;
}

function remedyOf(failure: RequestError, cloud: Cloud): string {
  const purpose = {
    cloud,
    verb: "create",
    noun: "KMS key",
    moreTime: "allow more time with the option customTimeouts",
  };
  const [, said = ""] = failureText(purpose, failure).split(failure.message);
  return said.replace(/^\. /, "");
}
