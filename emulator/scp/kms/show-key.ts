import { ok } from "../../reply";
import type { Operation } from "../service";
import { showKeyFieldsOf } from "./representation";
import { showableKey } from "./seen-keys";

export const showKey: Operation = (request) => ok({ key: showKeyFieldsOf(request.version, showableKey(request)) });
