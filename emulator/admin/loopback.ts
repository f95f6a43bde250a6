/** An address of this machine, with or without a port. */
const loopback = /^(?:localhost|\[::1\]|127\.(?:\d{1,3})\.(?:\d{1,3})\.(?:\d{1,3}))(?::\d{1,5})?$/i;

/**
 * Whether a Host header names this machine. A web page whose own name resolves to 127.0.0.1 still sends that name, so
 * its requests to the admin API are refused.
 */
export function isLoopbackHost(host: string | undefined): boolean {
  return host !== undefined && loopback.test(host);
}
