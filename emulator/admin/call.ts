import type { z } from "zod";
import type { EmulatorContext } from "../context";
import { decodeDocument } from "../document";
import type { Reply } from "../reply";

export interface AdminRequest {
  readonly context: EmulatorContext;
  /** The emulator's own address. */
  readonly url: string;
  /** Parts of the path. */
  readonly params: Readonly<Record<string, string>>;
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
  return decodeDocument(schema, text.trim() === "" ? "{}" : text);
}
