const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Does work that a signal must not end half-way, such as Ctrl-C: one that comes meanwhile takes effect afterwards. */
export async function undisturbed(work: () => void): Promise<void> {
  const waiting: NodeJS.Signals[] = [];
  const wait = (signal: NodeJS.Signals): void => void waiting.push(signal);
  for (const signal of signals) process.on(signal, wait);
  try {
    work();
  } finally {
    // Node tells of signals when it has nothing else to do.
    await new Promise((resolve) => setImmediate(resolve));
    for (const signal of signals) process.off(signal, wait);
    const [first] = waiting;
    if (first !== undefined) process.kill(process.pid, first);
  }
}
