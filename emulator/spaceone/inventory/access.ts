import type { Access } from "../authorization";
import { roles } from "../caller";

/** An administrator of the domain may read, but not write (SPO 2). */
export const writeCloudServices: Access = {
  permission: "inventory:CloudService.write",
  roles: ["WORKSPACE_OWNER", "WORKSPACE_MEMBER"],
};

export const readCloudServices: Access = { permission: "inventory:CloudService.read", roles };

export const readChangeHistory: Access = { permission: "inventory:ChangeHistory.read", roles };
