import { z } from "zod";
import { latestTime } from "../clock";
import { parseDuration } from "../duration";
import { ok } from "../reply";
import { AdminError, decodeAdminBody, type AdminCall } from "./call";

const clockRequest = z.strictObject({ advance: z.string() });

/** Moves the clock, and answers when all that is due by then has happened. */
export const advanceClock: AdminCall = ({ context, body }) => {
  const { advance } = decodeAdminBody(clockRequest, body);
  const milliseconds = parseDuration(advance);
  if (milliseconds === undefined) {
    throw new AdminError(
      400,
      "advance: must be an ISO 8601 duration of weeks, days, hours, minutes and seconds, like PT72H",
    );
  }
  if (context.clock.now() + milliseconds > latestTime) {
    throw new AdminError(400, `advance: must not go beyond ${new Date(latestTime).toISOString()}`);
  }
  context.clock.advance(milliseconds);
  context.settlement.settle(context);
  return ok({ now: new Date(context.clock.now()).toISOString() });
};
