import { formatLogEntry, type RequestLog } from "../clients/http/request-log";

/** Shows a line to the user: Pulumi shows a plugin's error stream as messages of the stack. */
export function warn(message: string): void {
  console.error(`pulumi-scp: ${message.replaceAll(/\s*\n\s*/g, " ")}`);
}

/** With PULUMI_SCP_DEBUG set, one line per request: method, service, path, result and time. */
export const requestLog: RequestLog = (entry) => {
  const wanted = process.env["PULUMI_SCP_DEBUG"];
  if (wanted !== undefined && wanted !== "" && wanted !== "0") warn(formatLogEntry(entry));
};
