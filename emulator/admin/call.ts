import type { z } from "zod";
import type { EmulatorContext } from "../context";
import type { Reply } from "../reply";

export interface AdminRequest {
  readonly context: EmulatorContext;
  readonly query: URLSearchParams;
  readonly body: string;
}

/** One call of the admin API. */
export type AdminCall = (request: AdminRequest) => Reply | Promise<Reply>;

/** A refusal by the admin API; the message names the field. */
export class AdminError extends Error {
  override readonly name = "AdminError";

  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export function adminErrorReply({ status, message }: AdminError): Reply {
  return { status, body: { message } };
}

/** A call's JSON body. An empty one stands for `{}`. */
export function decodeAdminBody<Schema extends z.ZodType>(schema: Schema, text: string): z.output<Schema> {
  const result = schema.safeParse(parse(text));
  if (!result.success) throw new AdminError(400, result.error.issues.map(describe).join("; "));
  return result.data;
}

function parse(text: string): unknown {
  if (text.trim() === "") return {};
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new AdminError(400, `body: not JSON (${error instanceof Error ? error.message : String(error)})`);
  }
}

function describe({ path, message }: z.core.$ZodIssue): string {
  return `${path.length > 0 ? path.map(String).join(".") : "body"}: ${message}`;
}
