import { Deadline } from "../../provider/clients/http/deadline";
import { ApiError, RequestError } from "../../provider/clients/http/errors";
import { redact } from "../../provider/clients/http/redaction";
import type { ScpClient } from "../../provider/clients/scp/scp-client";
import { calls } from "./calls";
import type { Hidden } from "./shown";
import { BudgetError, InterruptedError, type Answer, type Ask, type Wire } from "./wire";

/** How long a call may take, with its repetitions, in milliseconds. */
const timeoutMs = 60_000;
/** So many requests are kept for the removal of what was made. */
const reserve = 30;

export interface ServiceWireOptions {
  readonly client: ScpClient;
  readonly hidden: Hidden;
  /** Requests so far, repetitions included. */
  readonly sent: () => number;
  /** The status of the last reply. */
  readonly status: () => number | string;
  readonly mostRequests: number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Aborted when the user ends the probe. */
  readonly signal: AbortSignal;
}

/** Calls the real service, or an emulator. */
export class ServiceWire implements Wire {
  /** Set while what was made is removed: that is done whatever happens. */
  isRemoving = false;

  constructor(private readonly options: ServiceWireOptions) {}

  async ask({ call, path = {}, query = {}, body }: Ask): Promise<Answer> {
    this.refuseUnlessAllowed();
    const { client, hidden } = this.options;
    const { service, operation, show } = calls[call];
    const input = { path, query, ...(body !== undefined && { body }), deadline: new Deadline(timeoutMs) };
    try {
      const reply = await client.call(service, this.versionOf(call), operation, input);
      return { at: this.now(), shown: show(reply, hidden) };
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      return { ...this.refusal(error), because: this.redacted(error.message), at: this.now(), shown: {} };
    }
  }

  private refusal(error: RequestError): Pick<Answer, "refused" | "stated" | "sent"> {
    if (!(error instanceof ApiError)) return { refused: 0 };
    const sent = this.options.status();
    // A service may have another status for what does not exist.
    const refused = error.isNotFound ? 404 : error.status;
    return { refused, stated: error.status, ...(typeof sent === "number" && { sent }) };
  }

  async pause(seconds: number): Promise<void> {
    this.refuseUnlessAllowed();
    if (seconds > 0) await this.options.sleep(seconds * 1000);
    this.refuseUnlessAllowed();
  }

  private refuseUnlessAllowed(): void {
    const { signal, sent, mostRequests } = this.options;
    if (sent() >= mostRequests) throw new BudgetError(`all ${String(mostRequests)} requests are used up`);
    if (this.isRemoving) return;
    if (signal.aborted) throw new InterruptedError("interrupted");
    if (sent() >= mostRequests - reserve) {
      throw new BudgetError(`all but ${String(reserve)} of ${String(mostRequests)} requests are used up`);
    }
  }

  /** The chosen version, unless only another one has the operation. */
  private versionOf(call: Ask["call"]): string {
    const { service, operation } = calls[call];
    const chosen = this.options.client.apiVersion(service);
    return operation.versions.includes(chosen) ? chosen : (operation.versions.at(-1) ?? chosen);
  }

  private now(): number {
    return Math.floor(this.options.client.serviceTime(Date.now()) / 1000);
  }

  private redacted(message: string): string {
    const { client, hidden } = this.options;
    const { accessKey, secretKey } = client.settings;
    return redact(message, [accessKey, secretKey, ...hidden.secrets]);
  }
}
