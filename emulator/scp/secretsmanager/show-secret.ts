import { ok } from "../../reply";
import type { Operation } from "../service";
import { refuseUnlessShown } from "../shown";
import { shownSecretFields } from "./representation";
import { findSecret } from "./secret-access";

export const showSecret: Operation = (request) =>
  ok({ secret: shownSecretFields(request.version, refuseUnlessShown(request, findSecret(request))) });
