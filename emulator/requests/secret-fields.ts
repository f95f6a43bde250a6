import { withoutAddress } from "../scp/address";

/** A service, as far as the secrets in its requests go. */
interface SecretTaker {
  readonly operations: readonly { readonly path: string }[];
  readonly secretFields: readonly string[];
}

/** The names of the fields, at any depth of a body, that hold secrets. */
export type SecretFields = ReadonlySet<string>;

/** What a request's body may hold, by the path of the request. */
export type SecretFieldsOf = (path: string) => SecretFields;

/**
 * Finds the secret fields of the service that a path belongs to, whether or not it has such an operation. A path of no
 * service has those of all: a secret may have been sent to the wrong place.
 */
export function secretFieldsByPath(services: readonly SecretTaker[]): SecretFieldsOf {
  const byRoot = new Map<string, SecretFields>();
  for (const { operations, secretFields } of services) {
    const fields = new Set(secretFields);
    for (const { path } of operations) byRoot.set(rootOf(path), fields);
  }
  const all = new Set(services.flatMap(({ secretFields }) => secretFields));
  return (path) => byRoot.get(rootOf(withoutAddress(path))) ?? all;
}

/** What all paths of a service begin with: `/v1/secrets`, `/inventory`. */
function rootOf(path: string): string {
  return /^\/(?:v1\/)?[^/]*/.exec(path)?.[0] ?? "";
}
