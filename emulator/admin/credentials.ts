import { ok } from "../reply";
import { exportLines } from "../exports";
import { credentialsOf } from "../start-state";
import type { AdminCall } from "./call";

/** What the emulator's first line says: its address, and what a program needs to use it. */
export const showCredentials: AdminCall = ({ context, url }) => ok({ url, ...credentialsOf(context.store) });

/** The same as variables, as lines for a shell. */
export const showExports: AdminCall = ({ context, url }) => ({
  status: 200,
  text: exportLines({ url, ...credentialsOf(context.store) }),
});
