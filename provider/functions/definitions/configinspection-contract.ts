import type {
  ConfigInspectionArgs,
  ConfigInspectionOutputs,
  InspectionRun,
} from "../../resources/scp/configinspection/config-inspection-contract";

/**
 * A configuration inspection as lists show it, with the properties of the resource {@link ConfigInspection}. A property whose
 * word this package does not know is absent.
 */
export interface ListedConfigInspectionResult
  extends
    Partial<Pick<ConfigInspectionArgs, "accountId" | "cspType" | "plan" | "checkType">>,
    Pick<ConfigInspectionOutputs, "createdAt"> {
  /** Id of the inspection: `DIA-...`. */
  id: string;
  /** Name of the inspection; others may have the same. */
  name: string;
  /** When its latest run started, RFC 3339, be it under way or not. Absent before the first one. */
  recentRunAt?: string;
  /** The service's word for that run: `Completed`. */
  recentRunState?: string;
  /** The service's word for what went wrong in that run: `CONNECTION_FAIL`. */
  recentRunError?: string;
}

/** A configuration inspection with what only a look at a single one shows. The service never shows its tags. */
export interface ConfigInspectionResult
  extends
    ListedConfigInspectionResult,
    Partial<Pick<ConfigInspectionArgs, "authKey" | "schedule">>,
    ConfigInspectionOutputs {}

/** Both days are included. The time zone that the service counts them in is not documented. */
interface Days {
  /** First day, `YYYY-MM-DD`. Default: no limit. */
  startDate?: string;
  /** Last day, `YYYY-MM-DD`. Default: no limit. */
  endDate?: string;
}

/** Which inspections a list has: those with all of these values. The days are those of their registration. */
export interface ListConfigInspectionsArgs extends Days {
  /** Only inspections with this name; there may be several. Default: all. */
  name?: string;
  /** Only the inspection with this id. Default: all. */
  diagnosisId?: string;
  /** Only inspections of this account. Default: all. */
  accountId?: string;
  /** Only inspections of accounts of this cloud. Default: all. */
  cspType?: "SCP" | "AWS" | "Azure";
  /** Only inspections whose latest run has this state, in the service's spelling: `Completed`. Default: all. */
  recentRunState?: string;
  /** Only inspections that the user of the credentials has registered. Default: false. */
  isMine?: boolean;
}

/** Which reports a list has: those with all of these values. The days are those on which the runs started. */
export interface ListInspectionReportsArgs extends Days {
  /** Only reports of the inspection with this id. Default: all. */
  diagnosisId?: string;
  /** Only reports of inspections with this name. Default: all. */
  name?: string;
  /** Only reports about this account. Default: all. */
  accountId?: string;
  /** Only reports about accounts of this cloud. Default: all. */
  cspType?: "SCP" | "AWS" | "Azure";
  /** Only reports of runs in this state, in the service's spelling: `Completed`. Default: all. */
  state?: string;
  /** Only reports of inspections that this user has registered. Default: all. */
  userId?: string;
}

/** A finished run, with the properties that `latestRun` of a {@link ConfigInspection} has. */
export interface ListedInspectionReportResult
  extends Omit<InspectionRun, "state">, Partial<Pick<ConfigInspectionArgs, "accountId" | "cspType" | "checkType">> {
  /** Id of the inspection. Absent where the service does not tell it. */
  diagnosisId?: string;
  /** Name of the inspection. Absent where the service does not tell it. */
  name?: string;
}

export interface InspectionReportArgs {
  /** Id of the inspection. */
  diagnosisId: string;
  /** The run's name in lists of reports, and in `latestRun`: `SCPCIS-...`. */
  sequence: string;
}

/** The report of a finished run. What the service does not tell is absent. */
export interface InspectionReportResult extends Partial<
  Pick<ConfigInspectionArgs, "name" | "accountId" | "checkType">
> {
  /** Id of the inspection. */
  diagnosisId: string;
  /** The run's name. */
  sequence: string;
  /** When the run started, RFC 3339. */
  startedAt?: string;
  /** Name of the checklist that was gone through, in the service's words. */
  checklistName?: string;
  /** The number of items, as the service counts them. How many of them passed, lists of reports tell. */
  total?: number;
  /** The items of the checklist, in the service's order. */
  items: readonly InspectionReportItem[];
}

/** One item of a checklist, in the service's words; what it does not tell is absent. */
export interface InspectionReportItem {
  /** What is looked at. */
  item: string;
  /** Code of the item. */
  subCategory?: string;
  /** Part of the account that the item belongs to: `2.NETWORK`. */
  layer?: string;
  /** Checklist that the item belongs to, in the service's words: `BP`. */
  checkType?: string;
  /** What has to be so. */
  criteria?: string;
  /** How it is looked at. */
  method?: string;
  /** The service's code for how it ended: `03`. What the codes mean is not documented. */
  result?: string;
  /** What was found. */
  resultContents?: string;
  /** What to do about it. */
  actionGuide?: string;
  /** The service's own mark; what it means is not documented. */
  changed?: boolean;
}
