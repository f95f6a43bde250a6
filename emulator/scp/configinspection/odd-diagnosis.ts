import { oddId } from "../../world/pages";
import type { summaryFields } from "./representation";

const fields = { diagnosis_id: `DIA-${oddId("listDiagnoses").toUpperCase()}`, diagnosis_name: null, created_at: null };

/** The odd entry at the end of lists: it has an id and no other field of a summary. */
export const oddDiagnosis = fields as unknown as ReturnType<typeof summaryFields>;
