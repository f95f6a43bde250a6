import { ok } from "../../reply";
import type { Operation } from "../service";
import { refuseUnlessShown } from "../shown";
import { shownVaultFields } from "./representation";
import { findVault } from "./vault-access";

export const showVault: Operation = (request) =>
  ok({ secret_vault: shownVaultFields(request.context.store, refuseUnlessShown(request, findVault(request))) });
