/** Remembers the line of the program that calls `entry`: a failure shows it, and no line of this package. */
export function callSite(entry: (...given: never) => unknown): <T>(work: Promise<T>) => Promise<T> {
  const site: { stack?: string } = {};
  Error.captureStackTrace(site, entry);
  const frames = site.stack?.split("\n").slice(1).join("\n") ?? "";
  return async (work) => {
    try {
      return await work;
    } catch (error) {
      if (error instanceof Error) error.stack = `Error: ${error.message}\n${frames}`;
      throw error;
    }
  };
}
