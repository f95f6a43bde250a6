import { ok } from "../../reply";
import type { Operation } from "../service";
import { findKey } from "./key-access";
import { showKeyFieldsOf } from "./representation";

export const showKey: Operation = (request) => ok({ key: showKeyFieldsOf(request.version, findKey(request)) });
