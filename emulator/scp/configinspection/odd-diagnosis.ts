import { oddId } from "../../assumptions/odd-entry";
import type { summaryFields } from "./representation";

const fields = { diagnosis_id: `DIA-${oddId("listDiagnoses").toUpperCase()}`, diagnosis_name: null, created_at: null };

/** What lists may end with: an id, and nothing that a summary has otherwise. */
export const oddDiagnosis = fields as unknown as ReturnType<typeof summaryFields>;
