import { z } from "zod";

import { readEntries } from "../../entries";
import type { MarkedPage } from "../../marked-pages";
import { boolean, number, text } from "../wire";

/** What the report of a run says besides its items. */
export interface ReportHead {
  readonly name: string | undefined;
  readonly accountId: string | undefined;
  readonly checkType: string | undefined;
  readonly startedAt: string | undefined;
  readonly checklistName: string | undefined;
  /** The number of items. */
  readonly total: number | undefined;
}

/** One item of the checklist, and how it ended. */
export interface ReportItem {
  readonly item: string;
  readonly subCategory: string | undefined;
  readonly layer: string | undefined;
  readonly checkType: string | undefined;
  readonly criteria: string | undefined;
  readonly method: string | undefined;
  /** A code whose meaning is not documented (SCP 5). */
  readonly result: string | undefined;
  readonly resultContents: string | undefined;
  readonly actionGuide: string | undefined;
  readonly changed: boolean | undefined;
}

/** A part of a report. Each has the head. */
export interface ReportPart extends MarkedPage<ReportItem> {
  readonly head: ReportHead;
}

const wireItem = z
  .object({
    diagnosis_item: z.string(),
    sub_category: text,
    diagnosis_layer: text,
    diagnosis_check_type: text,
    diagnosis_criteria: text,
    diagnosis_method: text,
    diagnosis_result: text,
    result_contents: text,
    action_guide: text,
    changed: boolean,
  })
  .transform((wire): ReportItem => ({
    item: wire.diagnosis_item,
    subCategory: wire.sub_category,
    layer: wire.diagnosis_layer,
    checkType: wire.diagnosis_check_type,
    criteria: wire.diagnosis_criteria,
    method: wire.diagnosis_method,
    result: wire.diagnosis_result,
    resultContents: wire.result_contents,
    actionGuide: wire.action_guide,
    changed: wire.changed ?? undefined,
  }));

export const reportPart = z
  .object({
    diagnosis_name: text,
    diagnosis_account_id: text,
    diagnosis_check_type: text,
    proceed_date: text,
    checklist_name: text,
    total: number,
    result_detail_list: z.array(z.unknown()),
  })
  .transform((wire): ReportPart => ({
    head: {
      name: wire.diagnosis_name,
      accountId: wire.diagnosis_account_id,
      checkType: wire.diagnosis_check_type,
      startedAt: wire.proceed_date,
      checklistName: wire.checklist_name,
      total: wire.total ?? undefined,
    },
    ...readEntries(wire.result_detail_list, wireItem),
    total: wire.total ?? undefined,
  }));
