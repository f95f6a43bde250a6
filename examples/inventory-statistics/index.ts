import { costs } from "./costs";
import { bySchema, oldSecrets } from "./secrets";
import { services } from "./services";
import { workbook } from "./table";

// Twelve statistics of an inventory, its secrets and its costs, as outputs of the stack, and two things to do with them.

export const statistics = { services, secrets: { bySchema }, costs };

export { oldSecrets };
export const file = workbook.downloadUrl;
