import { ok } from "../../reply";
import type { Operation } from "../service";
import { shownVaultFields } from "./representation";
import { findVault } from "./vault-access";

export const showVault: Operation = (request) =>
  ok({ secret_vault: shownVaultFields(request.context.store, findVault(request)) });
