import { ConnectError, DeadlineError, RequestError } from "./errors";

/**
 * The address of a service could not be looked up, so the request was not sent. Whatever happened to the look-up,
 * nothing was done.
 */
class LookUpError extends RequestError {
  readonly code = "LOOK_UP";
  readonly outcome = "refused";
  readonly transient: boolean;

  constructor(cause: RequestError, asked: string, remedy: string) {
    super(cause.request, `the request was not sent, since ${asked} did not give its address: ${cause.message}`, {
      cause,
      remedy: cause.remedy ?? remedy,
    });
    this.transient = cause.transient;
  }
}

/**
 * What a failed look-up of an address means for the request. The answer of a catalogue or a console must not be taken
 * for an answer of the service: its 404 does not mean that an object does not exist.
 */
export function lookUpFailure(error: unknown, asked: string, remedy: string): unknown {
  if (error instanceof DeadlineError) return new DeadlineError(error.request, "refused", error);
  if (!(error instanceof RequestError) || error instanceof ConnectError) return error;
  return new LookUpError(error, asked, remedy);
}
