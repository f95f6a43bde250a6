import type { Access } from "../authorization";
import { roles } from "../caller";

// All roles may call these; which groups of secrets each may make depends on the resource group (SPO 1).

export const writeSecrets: Access = { permission: "secret:Secret.write", roles };

export const readSecrets: Access = { permission: "secret:Secret.read", roles };
