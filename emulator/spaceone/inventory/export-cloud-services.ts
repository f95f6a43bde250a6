import { invalidArgument, invalidParameter } from "../errors";
import { newSpaceoneId } from "../identifier";
import { defineOperation, requireParameters } from "../operation";
import { struct } from "../wire/scalars";
import { readCloudServices } from "./access";
import { cloudServiceSource } from "./cloud-service-source";
import { countRows } from "./export-rows";
import { cloudServiceExportRequest } from "./messages";

/** Runs the queries of an export and answers where its file would be; the file itself is not made. */
export const exportCloudServices = defineOperation({
  request: cloudServiceExportRequest,
  reply: struct,
  access: readCloudServices,
  perform(request) {
    const { now, params } = request;
    requireParameters(params, "options", "domain_id");
    const { file_format = "EXCEL", file_name = "cloud_service_export", timezone = "UTC" } = params;
    if (!isTimezone(timezone)) throw invalidParameter("timezone", "Timezone is invalid.");
    const { domain_id, workspace_id, user_projects = [] } = params;
    const limits = { domain_id, workspace_id, user_projects: user_projects.length > 0 ? user_projects : undefined };
    const source = cloudServiceSource(request, params);
    const counts = params.options.map((option) => countRows(request, source, option, limits));
    if (counts.every((count) => count === 0)) throw invalidArgument("NO_DATA_TO_EXPORT", "No data to export!");
    if (file_format !== "EXCEL") {
      throw invalidArgument("NOT_SUPPORT_FILE_FORMAT", `Not support file format! (file_format = ${file_format})`);
    }
    const day = new Date(now).toISOString().slice(0, 10).replaceAll("-", "");
    return { download_url: `/files/${newSpaceoneId("file")}/${encodeURIComponent(`${file_name}_${day}.xlsx`)}` };
  },
});

function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
