import { ConnectError, DeadlineError, RequestError } from "./errors";

/** Nobody could say where a request has to be sent, so it was not: whatever became of the question, nothing was done. */
class LookUpError extends RequestError {
  readonly code = "LOOK_UP";
  readonly outcome = "refused";
  readonly transient: boolean;

  constructor(cause: RequestError, asked: string, remedy: string) {
    super(cause.request, `the request was not sent, since ${asked} does not say where to: ${cause.message}`, {
      cause,
      remedy: cause.remedy ?? remedy,
    });
    this.transient = cause.transient;
  }
}

/**
 * What a failed question where to send a request means for that request. An answer of the one who was asked must not be
 * taken for one of the service: its 404 says nothing of an object.
 */
export function lookUpFailure(error: unknown, asked: string, remedy: string): unknown {
  if (error instanceof DeadlineError) return new DeadlineError(error.request, "refused", error);
  if (!(error instanceof RequestError) || error instanceof ConnectError) return error;
  return new LookUpError(error, asked, remedy);
}
