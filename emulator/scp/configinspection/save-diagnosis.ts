import type { z } from "zod";
import { created } from "../../reply";
import { formatTimestamp } from "../../timestamp";
import { decodeBody } from "../body";
import { newId } from "../identifier";
import { placeName } from "../place";
import type { Operation, ScpRequest } from "../service";
import { isAtLeast } from "../versions";
import { diagnoses, type Diagnosis } from "./diagnosis";
import { refusal } from "./diagnosis-access";
import { nextRunAt } from "./schedule";
import { saveDiagnosisRequest } from "./validation/diagnosis";

/** Saves a diagnosis under the id that the client has chosen. One that exists is refused, or replaced. */
export const saveDiagnosis: Operation = (request) => {
  const input = withId(request, decodeBody(saveDiagnosisRequest, request.body));
  const { store } = request.context;
  const { diagnosis_id } = input;
  if (store.of(diagnoses).get(diagnosis_id) && request.context.world.current.savedTwice === "refused") {
    throw refusal("diagnosis.duplicated", `The diagnosis already exists: ${diagnosis_id}`, 409);
  }
  refuseTakenName(request, input);
  store.commit(diagnoses.put(newDiagnosis(request, input)));
  // The reply of version 1.0 has no id (SCP 5).
  return created({ ...(isAtLeast(request.version, "1.1") && { diagnosis_id }), result: true });
};

function refuseTakenName({ context, owner }: ScpRequest, { diagnosis_id, diagnosis_name }: Input): void {
  if (context.world.current.sameName !== "refused") return;
  const others = [...context.store.of(diagnoses).owned(owner)].filter((other) => other.diagnosis_id !== diagnosis_id);
  if (!others.some((other) => other.diagnosis_name === diagnosis_name)) return;
  throw refusal("name.duplicated", `The diagnosis name is already in use: ${diagnosis_name}`, 409);
}

type Input = z.output<typeof saveDiagnosisRequest>;

/** Another id than the one that was sent is possible only where the reply has the id. */
function withId({ context, version }: ScpRequest, input: Input): Input {
  if (context.world.current.inspectionId === "requested" || !isAtLeast(version, "1.1")) return input;
  const diagnosis_id = `DIA-${newId().toUpperCase()}`;
  return { ...input, diagnosis_id, schedule_request: { ...input.schedule_request, diagnosis_id } };
}

function newDiagnosis({ account, now, place }: ScpRequest, input: Input): Diagnosis {
  const { auth_key_request, schedule_request: schedule, ...fields } = input;
  const { diagnosis_id: _diagnosisId, ...auth_key } = auth_key_request;
  return {
    ...fields,
    owner_id: account.account_id,
    place: placeName(place),
    user_id: account.user_id,
    created_at: formatTimestamp(now),
    auth_key,
    schedule,
    next_run_at: nextRunAt(schedule, now),
  };
}
