import { defineMessage } from "./message";

/** The reply of an operation that answers nothing: `{}`. */
export const empty = defineMessage("google.protobuf.Empty", {});
