import type { Reply } from "../reply";
import { pythonTuple } from "./python-text";

/** A refusal, by the gateway or by a service behind it (SPO 1). */
export class SpaceoneError extends Error {
  override readonly name = "SpaceoneError";

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** The gateway cuts a service's text at its first colon, which leaves a space at the beginning (SPO 1). */
function serviceError(status: number, code: string, text: string): SpaceoneError {
  return new SpaceoneError(status, code, ` ${text}`);
}

/** An error for which the service has no code. */
export function unexpected(text: string): SpaceoneError {
  return serviceError(500, "ERROR_UNKNOWN", text);
}

/** An error of the gateway itself, before a service is asked. */
export function gatewayFailure(text: string): SpaceoneError {
  return new SpaceoneError(500, "ERROR_UNKNOWN", text);
}

export function unsupportedApi(method: string, path: string): SpaceoneError {
  const text = `Call Unsupported API. (reason = method: ${method}, path: ${path})`;
  return new SpaceoneError(500, "ERROR_UNSUPPORTED_API", text);
}

/** An operation that the service has and the emulator does not serve. */
export function notEmulated(path: string): SpaceoneError {
  return new SpaceoneError(501, "ERROR_NOT_IMPLEMENTED", `The emulator does not serve ${path}.`);
}

/** A request that the service understands and refuses. */
export function invalidArgument(code: string, text: string): SpaceoneError {
  return serviceError(400, `ERROR_${code}`, text);
}

export function requiredParameter(key: string): SpaceoneError {
  return invalidArgument("REQUIRED_PARAMETER", `Required parameter. (key = ${key})`);
}

export function invalidParameter(key: string, reason: string): SpaceoneError {
  return invalidArgument("INVALID_PARAMETER", `Parameter is invalid. (key = ${key}, reason = ${reason})`);
}

/** A filter condition whose operator does not accept the value. */
export function wrongOperand(code: string, text: string): SpaceoneError {
  return invalidArgument(`OPERATOR_${code}`, text);
}

export function alreadyDeleted(kind: string, id: string): SpaceoneError {
  return invalidArgument("RESOURCE_ALREADY_DELETED", `${kind} has already been deleted. (${id})`);
}

export function databaseFailure(reason: string): SpaceoneError {
  return serviceError(500, "ERROR_DB_QUERY", `Database query failed. (reason = ${reason})`);
}

/** The only text without a space at the beginning: it is not taken from the service's. */
export function permissionDenied(): SpaceoneError {
  return new SpaceoneError(403, "ERROR_PERMISSION_DENIED", "Permission denied.");
}

export function authenticationFailure(text: string): SpaceoneError {
  const inner = `Authenticate failure. (message = ${text})`;
  return new SpaceoneError(401, "ERROR_AUTHENTICATE_FAILURE", `Authenticate failure. (message =  ${inner})`);
}

/** The keys and values by which an object was looked up, in the service's order. */
export type Conditions = readonly (readonly [key: string, value: string | readonly string[]])[];

export function notFound(conditions: Conditions): SpaceoneError {
  return serviceError(404, "ERROR_NOT_FOUND", notFoundText(conditions));
}

/** The same, from a service that another service has asked: each of them adds a space. */
export function nestedNotFound(conditions: Conditions): SpaceoneError {
  return serviceError(404, "ERROR_NOT_FOUND", ` ${notFoundText(conditions)}`);
}

function notFoundText(conditions: Conditions): string {
  const [keys, values] = [conditions.map(([key]) => key), conditions.map(([, value]) => value)];
  const wanted =
    conditions.length === 1 ? `${keys.join()} = ${values.join()}` : `${pythonTuple(keys)} = ${pythonTuple(values)}`;
  return `Resource cannot be found or access is denied. (${wanted})`;
}

export function spaceoneErrorReply({ status, code, message }: SpaceoneError): Reply {
  return { status, body: { detail: { code, message } } };
}
