import { ConnectError, DeadlineError, LostReplyError } from "../../../provider/clients/http/errors";
import type { WireReply, WireRequest } from "../../../provider/clients/http/transport";
import { clouds } from "../../support/cloud-words";

/** A request on its way, and what may become of it. */
export interface Passage {
  readonly request: WireRequest;
  readonly cloud: keyof typeof clouds;
  /** Whether the request only reads. */
  readonly isRead: boolean;
  /** Has the service answer the request. */
  readonly perform: () => Promise<WireReply>;
  /** Has the service answer as it would have done before its last change; undefined if it has changed nothing. */
  readonly performStale: (() => Promise<WireReply>) | undefined;
  /** Lets time pass until nobody waits for the request any more. */
  readonly outlast: () => Promise<void>;
  /** From here on reads are answered as before this request's change, for a while. */
  readonly lag: () => void;
  /** Ends the plugin process. */
  readonly kill: () => Promise<never>;
}

/** What may happen to a request. Undefined if it cannot at that moment; nothing is done then. */
type Happening = (passage: Passage) => Promise<WireReply> | undefined;

// The service's clock, which is virtual.
const date = (): WireReply["headers"] => ({ date: new Date(Date.now()).toUTCString() });
const html = (title: string): string => `<html><head><title>${title}</title></head><body>${title}</body></html>`;

function page(status: number, title: string): WireReply {
  return { status, headers: { ...date(), "content-type": "text/html" }, body: html(title) };
}

function refusal({ cloud }: Passage, status: number, detail: string, headers: WireReply["headers"] = {}): WireReply {
  const { body } = clouds[cloud].refusal(status, detail);
  return { status, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) };
}

const notRouted = {
  scp: { timestamp: "2026-01-01T00:00:00.000+00:00", status: 404, error: "Not Found", path: "/", requestId: "1" },
  spaceone: { detail: "Not Found" },
};

/** All faults by their names. */
export const faults = {
  "not sent": async ({ request }) => {
    throw new ConnectError(request, request.url.host, "ECONNREFUSED", undefined);
  },
  "reply lost": async ({ request, perform }) => {
    await perform();
    throw new LostReplyError(request, "UND_ERR_SOCKET");
  },
  "done, 504": async ({ perform }) => {
    await perform();
    return page(504, "504 Gateway Time-out");
  },
  "reply cut": async ({ perform }) => {
    const reply = await perform();
    return { ...reply, body: reply.body.slice(0, Math.floor(reply.body.length / 2)) };
  },
  "429": async (passage) => refusal(passage, 429, "too many requests", { "retry-after": "1" }),
  "500 HTML": async () => page(500, "Internal Server Error"),
  "401": async (passage) => refusal(passage, 401, "The signature does not match the request."),
  "gateway 404": async ({ cloud }) => ({
    status: 404,
    headers: { ...date(), "content-type": "application/json" },
    body: JSON.stringify(notRouted[cloud]),
  }),
  stale: ({ performStale }) => performStale?.(),
  lagging: ({ lag, perform }) => {
    lag();
    return perform();
  },
  slow: async ({ request, perform, outlast }) => {
    await perform();
    await outlast();
    throw new DeadlineError(request, "unknown");
  },
  "made twice": ({ perform }) => perform().then(perform),
  "killed before": ({ kill }) => kill(),
  "killed after": async ({ perform, kill }) => {
    await perform();
    return kill();
  },
} as const satisfies Readonly<Record<string, Happening>>;

export type Fault = keyof typeof faults;

/** The faults after which nobody knows what the plugin process has done. */
export const kills: readonly string[] = ["killed before", "killed after"] satisfies readonly Fault[];

const faultNames = Object.keys(faults) as readonly Fault[];
const ofReads: readonly string[] = ["stale"] satisfies readonly Fault[];
const ofChanges: readonly string[] = ["lagging", "made twice"] satisfies readonly Fault[];

/** What may happen to a request that only reads, or to one that changes something. */
export function faultsOf({ isRead }: Pick<Passage, "isRead">): readonly Fault[] {
  const others = isRead ? ofChanges : ofReads;
  return faultNames.filter((name) => !others.includes(name));
}
