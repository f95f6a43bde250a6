const silentMs = 2000;

/** Runs work, and says on the error stream what it is, if it takes longer than two seconds. */
export async function withProgress<T>(what: string, work: () => Promise<T>): Promise<T> {
  const timer = setTimeout(() => {
    console.error(`${what} ...`);
  }, silentMs);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
  }
}
