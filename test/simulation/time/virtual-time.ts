/** Nothing is left that could ever settle the work: no timer, and no request at the service. */
export class HungError extends Error {
  constructor() {
    super("it waits for something that never comes");
  }
}

/** The work took longer than it may. */
export class OverdueError extends Error {
  constructor(limitMs: number) {
    super(`no end within ${String(limitMs / 1000)} s`);
  }
}

interface Timer {
  readonly at: number;
  readonly fire: () => void;
}

/** A clock that stands still while something runs, and jumps to the next timer when nothing does. */
export class VirtualTime {
  /** Milliseconds since 1970. */
  now = 0;
  private timers: Timer[] = [];
  private held = 0;
  private released: () => void = () => undefined;

  /** Calls a function later. Returns what cancels that. */
  timer(ms: number, fire: () => void): () => void {
    const timer = { at: this.now + Math.max(0, ms), fire };
    const index = this.timers.findIndex(({ at }) => at > timer.at);
    this.timers.splice(index < 0 ? this.timers.length : index, 0, timer);
    return () => {
      this.timers = this.timers.filter((one) => one !== timer);
    };
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.timer(ms, resolve);
    });
  }

  /** A signal that is aborted after some time. */
  signal(ms: number): AbortSignal {
    const controller = new AbortController();
    this.timer(ms, () => {
      controller.abort(new DOMException("The operation was aborted due to timeout", "TimeoutError"));
    });
    return controller.signal;
  }

  /** Lets time pass at once, without anything that is due meanwhile: that happens when nothing runs any more. */
  pass(ms: number): void {
    this.now += ms;
  }

  /** Work that is really done outside this thread: the clock stands still until it ends. */
  async hold<T>(work: Promise<T>): Promise<T> {
    this.held++;
    try {
      return await work;
    } finally {
      this.held--;
      this.released();
    }
  }

  /** Forgets all timers: what has set them runs no more. */
  clear(): void {
    this.timers = [];
  }

  /** Lets time pass until the work is done. */
  async until<T>(work: Promise<T>, limitMs: number): Promise<T> {
    const latest = this.now + limitMs;
    const progress = { isDone: false };
    const note = (): void => {
      progress.isDone = true;
    };
    work.then(note, note);
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      if (progress.isDone) return work;
      if (this.held > 0) await this.release();
      else this.jump(latest, limitMs);
    }
  }

  private release(): Promise<void> {
    return new Promise((resolve) => {
      this.released = resolve;
    });
  }

  private jump(latest: number, limitMs: number): void {
    const next = this.timers.shift();
    if (next === undefined) throw new HungError();
    this.now = Math.max(this.now, next.at);
    if (this.now > latest) throw new OverdueError(limitMs);
    next.fire();
  }
}
