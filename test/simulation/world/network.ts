import { FaultPlan } from "../../../emulator/faults";
import { DeadlineError } from "../../../provider/clients/http/errors";
import { Transport, type WireReply, type WireRequest } from "../../../provider/clients/http/transport";
import { clouds } from "../../support/cloud-words";
import type { VirtualTime } from "../time/virtual-time";
import { faults, faultsOf, type Fault, type Passage } from "./faults";
import type { SimulatedProcess } from "./process";
import type { Holdings, SimulatedEmulator } from "./simulated-emulator";

/** How long a request is under way. */
const latencyMs = 20;
/** For so long reads lag behind a change, if they do. */
const lagMs = 10_000;

/** What a request was, without what differs from one run to the next. */
export interface Noted {
  readonly method: string;
  readonly path: string;
  readonly isRead: boolean;
}

let current: SimulatedNetwork | undefined;

Transport.prototype.send = function (request) {
  if (current === undefined) throw new Error("there is no simulated network");
  return current.send(this, request);
};

/** All requests of plugin processes go through it. Faults happen to some of them, by their number. */
export class SimulatedNetwork {
  /** Requests since the last reset, in order. */
  readonly noted: Noted[] = [];
  /** Requests in all. */
  total = 0;
  plan: ReadonlyMap<number, Fault> = new Map();
  /** What the service allows: a request beyond it is answered with 429. */
  limits = new FaultPlan();
  /** The process that runs now. */
  process: SimulatedProcess | undefined;
  /** Told what becomes of each request. */
  tell: (line: string) => void = () => undefined;
  /** Faults that have happened, by the number of their request. */
  readonly happened = new Map<number, Fault>();
  private before: Holdings | undefined;
  private lagging: { readonly holdings: Holdings; readonly until: number } | undefined;
  /** The request that the service is answering. */
  private answering: Promise<unknown> = Promise.resolve();
  private readonly owners = new WeakMap<Transport, SimulatedProcess>();

  constructor(
    private readonly time: VirtualTime,
    private readonly emulator: SimulatedEmulator,
  ) {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the transport has to find the network
    current = this;
  }

  reset(plan: ReadonlyMap<number, Fault>): void {
    this.noted.length = 0;
    this.happened.clear();
    this.plan = plan;
    this.limits = new FaultPlan();
    this.before = undefined;
    this.lagging = undefined;
  }

  /** What it does to requests from here on, apart from the plan. */
  get standing(): unknown {
    return [this.lagging, this.before];
  }

  async send(transport: Transport, request: WireRequest): Promise<WireReply> {
    const process = this.ownerOf(transport);
    if (process.isKilled) return nothing();
    if (request.deadline.passed) throw new DeadlineError(request, "refused");
    const path = request.url.pathname;
    const cloud = path.startsWith("/v1/") ? "scp" : "spaceone";
    const isRead = !clouds[cloud].isWrite({ method: request.method, path });
    const number = this.noted.push({ method: request.method, path, isRead });
    this.total++;
    this.time.pass(latencyMs);
    const passage = this.passageOf(request, process, { cloud, isRead });
    const isLimited = this.limits.decide(request.method, path, this.time.now) !== undefined;
    const fault = isLimited ? "429" : this.plan.get(number);
    const happening = fault !== undefined && faultsOf({ isRead }).includes(fault) ? faults[fault](passage) : undefined;
    if (fault !== undefined && happening !== undefined) this.happened.set(number, fault);
    const told = `${String(number)} ${request.method} ${path}${happening === undefined ? "" : ` [${String(fault)}]`}`;
    try {
      const reply = await (happening ?? passage.perform());
      this.tell(`${told}: ${String(reply.status)}`);
      return reply;
    } catch (error) {
      this.tell(`${told}: ${(error as Error).message}`);
      throw error;
    }
  }

  private passageOf(request: WireRequest, process: SimulatedProcess, kind: Pick<Passage, "cloud" | "isRead">): Passage {
    const perform = (): Promise<WireReply> => this.perform(request, kind.isRead);
    const { before } = this;
    return {
      request,
      ...kind,
      perform,
      performStale: before && (() => this.performOn(before, request)),
      outlast: () => this.time.sleep(request.deadline.leftMs + 1),
      lag: () => {
        this.lagging = { holdings: this.emulator.save(), until: this.time.now + lagMs };
      },
      kill: () => {
        process.kill();
        return nothing();
      },
    };
  }

  private async perform(request: WireRequest, isRead: boolean): Promise<WireReply> {
    const { lagging } = this;
    if (isRead && lagging !== undefined && this.time.now < lagging.until) {
      return this.performOn(lagging.holdings, request);
    }
    return this.inTurn(async () => {
      const reply = await this.fetch(request);
      this.before = this.emulator.before ?? this.before;
      return reply;
    });
  }

  /** Lets the service answer as if it still held what it held at another moment. */
  private performOn(holdings: Holdings, request: WireRequest): Promise<WireReply> {
    return this.inTurn(async () => {
      const present = this.emulator.save();
      this.emulator.load(holdings);
      try {
        return await this.fetch(request);
      } finally {
        this.emulator.load(present);
      }
    });
  }

  /** One at a time: while the service answers as it did before, no other request may meet it. */
  private inTurn(answer: () => Promise<WireReply>): Promise<WireReply> {
    const answered = this.answering.then(answer);
    this.answering = answered.catch(() => undefined);
    return answered;
  }

  private fetch({ method, url, headers, body }: WireRequest): Promise<WireReply> {
    const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
    return this.emulator.fetch({
      method,
      target: `${url.pathname}${url.search}`,
      headers: Object.fromEntries(lower),
      body,
    });
  }

  private ownerOf(transport: Transport): SimulatedProcess {
    const owner = this.owners.get(transport) ?? this.process;
    if (owner === undefined) throw new Error("a request of no process");
    this.owners.set(transport, owner);
    return owner;
  }
}

/** What a dead process waits for. */
function nothing(): Promise<never> {
  return new Promise(() => undefined);
}
