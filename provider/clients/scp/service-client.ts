import type { z } from "zod";

import type { Deadline } from "../http/deadline";
import { parseReply } from "../http/reply";
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
    return parseReply({ method: operation.method, service: this.service, path: operation.path }, reply, body);
  }

  /** For operations whose reply has nothing of use. */
  protected send(operation: Operation, input: Omit<CallInput, "deadline">): Promise<unknown> {
    return this.scp.call(this.service, this.apiVersion, operation, { ...input, deadline: this.deadline });
  }
}
