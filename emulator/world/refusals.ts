import type { Reply } from "../reply";
import type { SwitchValues } from "./switches";

/** What a service refuses with. */
interface Refusal {
  readonly status: number;
  readonly code: string;
}

const takenStatus: Readonly<Record<SwitchValues["takenName"], number>> = {
  conflict: 409,
  badRequest: 400,
  forbidden: 403,
  unprocessable: 422,
  serverError: 500,
};

const quotaStatuses: Readonly<Record<SwitchValues["quotaStatus"], number>> = {
  forbidden: 403,
  badRequest: 400,
  conflict: 409,
  unprocessable: 422,
  tooMany: 429,
};

const unknownStatus: Readonly<Record<SwitchValues["unknownObject"], number>> = { notFound: 404, badRequest: 400 };

/** The status of a refusal, as the switches say. */
export function refusalStatusIn({ status, code }: Refusal, world: SwitchValues): number {
  const { quotaStatus, takenName, unknownObject } = world;
  if (status === 409 && code.endsWith(".duplicated")) return takenStatus[takenName];
  if (status === 403 && code.endsWith("quota.exceeded")) return quotaStatuses[quotaStatus];
  return status === 404 ? unknownStatus[unknownObject] : status;
}

/** A refusal of SpaceONE, as the switches say. */
export function refusedIn(reply: Reply, { refusalStatus, unknownObject }: SwitchValues): Reply {
  if (refusalStatus === "ok") return { ...reply, status: 200 };
  return reply.status === 404 ? { ...reply, status: unknownStatus[unknownObject] } : reply;
}
