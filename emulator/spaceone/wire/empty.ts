import { defineMessage } from "./message";

/** The answer of what has none: `{}`. */
export const empty = defineMessage("google.protobuf.Empty", {});
