import { ok } from "../reply";
import type { AdminCall } from "./call";

export const health: AdminCall = ({ context }) =>
  ok({ status: "ok", now: new Date(context.clock.now()).toISOString() });
