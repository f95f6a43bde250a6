/** One line per attempt, for somebody who looks for a fault: without headers, queries and bodies. */
export interface RequestLogEntry {
  readonly method: string;
  readonly service: string;
  readonly path: string;
  readonly attempt: number;
  /** HTTP status, or the code of the error where no reply came. */
  readonly result: number | string;
  readonly durationMs: number;
}

export type RequestLog = (entry: RequestLogEntry) => void;

export function formatLogEntry(entry: RequestLogEntry): string {
  const { method, service, path, attempt, result, durationMs } = entry;
  return `${method} ${service} ${path} attempt ${String(attempt)}: ${String(result)} in ${durationMs.toFixed(0)} ms`;
}
