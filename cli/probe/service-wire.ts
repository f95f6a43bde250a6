import { Deadline } from "../../provider/clients/http/deadline";
import { ApiError, RequestError } from "../../provider/clients/http/errors";
import { redact } from "../../provider/clients/http/redaction";
import type { RequestLog } from "../../provider/clients/http/request-log";
import type { Cloud } from "../../provider/settings/table";
import { cloudNames } from "../settings/cloud-names";
import { calls } from "./calls";
import type { Clients } from "./clients";
import type { Hidden } from "./shown";
import { BudgetError, InterruptedError, type Answer, type Ask, type Wire } from "./wire";

/** How long a call may take, with its repetitions, in milliseconds. */
const timeoutMs = 60_000;
/** So many requests are kept for the removal of what was made. */
const reserve = 30;

/** Counts what the clients send. */
export class Meter {
  /** Requests so far, repetitions included. */
  sent = 0;
  /** The status of the last reply, or why there was none. */
  status: number | string = "";

  readonly log: RequestLog = ({ result }) => {
    this.sent++;
    this.status = result;
  };
}

export interface ServiceWireOptions {
  readonly clients: Clients;
  /** Its secrets are the credentials at first. */
  readonly hidden: Hidden;
  readonly meter: Meter;
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

  async ask(ask: Ask): Promise<Answer> {
    this.refuseUnlessAllowed();
    const { clients, hidden } = this.options;
    const { cloud, show } = calls[ask.call];
    for (const text of ask.secrets ?? []) hidden.secrets.add(text);
    if (clients[cloud] === undefined) {
      return {
        refused: 0,
        because: `there are no credentials of ${cloudNames[cloud]}`,
        at: this.now(cloud),
        shown: {},
      };
    }
    try {
      const reply = await this.send(ask);
      return { at: this.now(cloud), shown: show(reply, hidden) };
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      const because = redact(error.message, [...hidden.secrets]);
      return { ...this.refusal(error), because, at: this.now(cloud), shown: {} };
    }
  }

  private async send({ call, path = {}, query = {}, body }: Ask): Promise<unknown> {
    const { scp, spaceone } = this.options.clients;
    const { cloud, service, operation } = calls[call];
    const deadline = new Deadline(timeoutMs);
    if (cloud === "spaceone") return spaceone?.call(service, operation, body ?? {}, deadline);
    // The chosen version, unless only another one has the operation.
    const chosen = scp?.apiVersion(service) ?? "";
    const version = operation.versions.includes(chosen) ? chosen : (operation.versions.at(-1) ?? chosen);
    return scp?.call(service, version, operation, { path, query, deadline, ...(body !== undefined && { body }) });
  }

  private refusal(error: RequestError): Pick<Answer, "refused" | "stated" | "sent"> {
    if (!(error instanceof ApiError)) return { refused: 0 };
    const sent = this.options.meter.status;
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
    const { signal, meter, mostRequests } = this.options;
    if (meter.sent >= mostRequests) throw new BudgetError(`all ${String(mostRequests)} requests are used up`);
    if (this.isRemoving) return;
    if (signal.aborted) throw new InterruptedError("interrupted");
    if (meter.sent >= mostRequests - reserve) {
      throw new BudgetError(`all but ${String(reserve)} of ${String(mostRequests)} requests are used up`);
    }
  }

  private now(cloud: Cloud): number {
    const now = Date.now();
    return Math.floor((this.options.clients[cloud]?.serviceTime(now) ?? now) / 1000);
  }
}
