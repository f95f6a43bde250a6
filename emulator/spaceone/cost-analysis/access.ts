import type { Access } from "../authorization";
import { roles } from "../caller";

export const readDataSources: Access = { permission: "cost-analysis:DataSource.read", roles };

export const readCosts: Access = { permission: "cost-analysis:Cost.read", roles };

export const writeCosts: Access = { permission: "cost-analysis:Cost.write", roles: ["WORKSPACE_OWNER"] };
