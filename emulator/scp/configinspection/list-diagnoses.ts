import { listed } from "../../world/lag";
import { ok } from "../../reply";
import { queryBoolean } from "../query";
import type { Operation } from "../service";
import { isWithinQuery } from "./date";
import { diagnoses } from "./diagnosis";
import { oddDiagnosis } from "./odd-diagnosis";
import { cutAtMarker, matchesQuery } from "./marker-list";
import { summaryFields } from "./representation";

const fields = [
  "created_at",
  "csp_type",
  "diagnosis_account_id",
  "diagnosis_check_type",
  "diagnosis_id",
  "diagnosis_name",
  "plan_type",
  "recent_diagnosis_at",
  "recent_diagnosis_state",
] as const;

/**
 * Lists diagnoses. The dates of the query mean the creation; the state of the newest run may be given several times.
 */
export const listDiagnoses: Operation = (request) => {
  const { account, context, owner, query } = request;
  const isMine = queryBoolean(query, "isMine", false);
  const states = query.getAll("recent_diagnosis_state");
  const matches = matchesQuery(query, ["diagnosis_id", "diagnosis_name", "csp_type", "diagnosis_account_id"]);
  const isWithin = isWithinQuery(query);
  const owned = listed(request, context.store.of(diagnoses).owned(owner));
  const wanted = owned
    .filter((diagnosis) => (!isMine || diagnosis.user_id === account.user_id) && matches(diagnosis))
    .filter(({ created_at }) => isWithin(created_at))
    .map((diagnosis) => summaryFields(request, diagnosis))
    .filter(({ recent_diagnosis_state }) => states.length === 0 || states.includes(recent_diagnosis_state ?? ""));
  const { markerMeaning, oddListEntry } = context.world.current;
  const { items, ...page } = cutAtMarker(wanted, query, {
    fields,
    markerOf: ({ diagnosis_id }) => diagnosis_id,
    markerMeaning,
    last: oddListEntry ? [oddDiagnosis] : [],
  });
  return ok({ ...page, summary_responses: items });
};
