import { ok } from "../reply";
import { snapshotChanges } from "../snapshot/load";
import { takeSnapshot } from "../snapshot/snapshot";
import { showCredentials } from "./credentials";
import type { AdminCall } from "./call";

/** All state, secrets included. */
export const saveSnapshot: AdminCall = ({ context }) => ok(takeSnapshot(context));

/** Puts the state of a snapshot in the place of all that is stored, and answers whom it can be used by now. */
export const loadSnapshot: AdminCall = (request) => {
  const { context, body } = request;
  context.store.replace(snapshotChanges(body, context.clock));
  context.settlement.settle(context);
  return showCredentials(request);
};
