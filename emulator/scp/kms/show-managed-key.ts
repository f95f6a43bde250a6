import { ok } from "../../reply";
import type { Operation } from "../service";
import { managedKeys } from "./key";
import { showKeyFieldsOf } from "./representation";
import { showableKey } from "./seen-keys";

export const showManagedKey: Operation = (request) =>
  ok({ key: showKeyFieldsOf(request.version, showableKey(request, managedKeys)) });
