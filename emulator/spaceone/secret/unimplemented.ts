import { unexpected } from "../errors";
import type { Operation } from "../operation";
import { secretRequest } from "./messages";

/**
 * Operations that the 2.x services publish and route but do not implement: they fail before the token is checked (SPO
 * 3).
 */
export const unimplemented: Operation = ({ body }) => {
  secretRequest.read(body);
  throw unexpected("Method not implemented!");
};
