import { unexpected } from "../errors";
import type { Operation } from "../operation";
import { secretRequest } from "./messages";

/** Published and routed, but not written in the 2.x services: not even the token is looked at (SPO 3). */
export const unimplemented: Operation = ({ body }) => {
  secretRequest.read(body);
  throw unexpected("Method not implemented!");
};
