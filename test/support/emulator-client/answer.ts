import type { IncomingHttpHeaders } from "node:http";

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The text parsed; undefined where there is none. */
  readonly body: unknown;
}

/** The body of a reply; fails with the reply where it is a refusal. */
export function bodyOf(answer: Answer): unknown {
  if (answer.status >= 300) throw new Error(`${answer.status} ${answer.text}`);
  return answer.body;
}

/** What SpaceONE says is wrong: a code and a message, or a text of its web framework. */
export function detailOf({ status, body }: Answer): { status: number; detail: unknown } {
  return { status, detail: (body as { detail?: unknown } | undefined)?.detail };
}

/** The code and the details of a service's refusal. */
export function refusalOf(answer: Answer): { status: number; code: string | undefined; details: string[] } {
  const { errors } = answer.body as { errors?: { code: string; detail: string | string[] }[] };
  const error = errors?.[0];
  return { status: answer.status, code: error?.code, details: [error?.detail ?? []].flat() };
}
