import { ok } from "../../reply";
import type { Operation } from "../service";
import { shownSecretFields } from "./representation";
import { findSecret } from "./secret-access";

export const showSecret: Operation = (request) =>
  ok({ secret: shownSecretFields(request.version, findSecret(request)) });
