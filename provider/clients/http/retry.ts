import { RequestError } from "./errors";

/** How failed requests are repeated. */
export interface RetryPolicy {
  /** Repetitions after the first attempt. */
  readonly maxRetries: number;
  /** Upper bound of the first pause, in milliseconds; it doubles with each attempt. */
  readonly baseDelayMs: number;
  /** Upper bound of any pause that the service did not ask for, in milliseconds. */
  readonly maxDelayMs: number;
  /** A number in [0, 1). */
  readonly random: () => number;
}

export const defaultRetryPolicy: RetryPolicy = {
  maxRetries: 8,
  baseDelayMs: 100,
  maxDelayMs: 5_000,
  random: Math.random,
};

/**
 * Whether a request may be sent again. An idempotent request may be, if the failure may pass; any other request only if
 * the service certainly did nothing.
 */
export function mayRetry(error: unknown, repeatable: boolean): error is RequestError {
  return error instanceof RequestError && error.transient && (repeatable || error.outcome === "refused");
}

/** The pause before attempt `attempt + 1` (full jitter). It is never shorter than what the service asked for. */
export function retryDelayMs(policy: RetryPolicy, attempt: number, retryAfterMs: number | undefined): number {
  const ceiling = Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** attempt);
  const jittered = Math.round(policy.random() * ceiling);
  return retryAfterMs === undefined ? jittered : retryAfterMs + Math.round(policy.random() * policy.baseDelayMs);
}

/** Reads a Retry-After header (seconds or a date) relative to `now`, in milliseconds. */
export function parseRetryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value.trim())) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
