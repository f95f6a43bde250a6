import type { z } from "zod";

import type { Deadline } from "../http/deadline";
import { UnexpectedReplyError } from "../http/errors";
import type { Operation } from "../operation";
import type { CallInput, ScpClient } from "./scp-client";

/** What the clients of all services do alike: call a row of the operation table and decode its reply. */
export abstract class ServiceClient {
  protected abstract readonly service: string;
  /** The newest API version of the reference; used unless the settings name another one. */
  protected abstract readonly version: string;

  /** The API version that is asked for. */
  protected get apiVersion(): string {
    return this.scp.settings.apiVersions[this.service] ?? this.version;
  }

  constructor(
    private readonly scp: ScpClient,
    private readonly deadline: Deadline,
  ) {}

  protected async call<T>(operation: Operation, reply: z.ZodType<T>, input: Omit<CallInput, "deadline">): Promise<T> {
    const body = await this.send(operation, input);
    const parsed = reply.safeParse(body);
    if (parsed.success) return parsed.data;
    const where = parsed.error.issues.map((issue) => issue.path.join(".")).join(", ");
    const summary = { method: operation.method, service: this.service, path: operation.path };
    throw new UnexpectedReplyError(summary, `a missing or wrongly typed field (${where})`);
  }

  /** For operations whose reply has nothing of use. */
  protected send(operation: Operation, input: Omit<CallInput, "deadline">): Promise<unknown> {
    return this.scp.call(this.service, this.apiVersion, operation, { ...input, deadline: this.deadline });
  }
}
