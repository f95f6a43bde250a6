import { exportCloudServicesOutput, where } from "pulumi-scp";

/** A workbook of the same numbers, and of the instances behind them. Each up makes a new one, and a preview none. */
export const workbook = exportCloudServicesOutput({
  fileName: "inventory",
  timezone: "Asia/Seoul",
  tables: [
    {
      name: "Providers",
      analyze: { groupBy: ["provider"], fields: { total: { operator: "count" } }, sort: [{ key: "provider" }] },
    },
    {
      name: "Instances",
      search: {
        filter: [where("cloudServiceType").eq("Instance")],
        fields: ["name", { key: "regionCode", name: "Region" }, { key: "data.hardware.core", name: "Cores" }],
        sort: [{ key: "name" }],
      },
    },
  ],
});
