import { ok } from "../../reply";
import type { Operation } from "../service";
import { managedKeys } from "./key";
import { findKey } from "./key-access";
import { showKeyFieldsOf } from "./representation";

export const showManagedKey: Operation = (request) =>
  ok({ key: showKeyFieldsOf(request.version, findKey(request, managedKeys)) });
