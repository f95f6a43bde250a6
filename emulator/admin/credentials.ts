import { ok } from "../reply";
import { credentialsOf } from "../start-state";
import type { AdminCall } from "./call";

/** What the emulator's first line says: its address, and what a program needs to use it. */
export const showCredentials: AdminCall = ({ context, url }) => ok({ url, ...credentialsOf(context.store) });
