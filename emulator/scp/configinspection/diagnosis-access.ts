import { notFound, ScpError } from "../errors";
import type { ScpRequest } from "../service";
import { diagnoses, diagnosisOwner, type Diagnosis } from "./diagnosis";

/** Finds a diagnosis of the account that signed the request. */
export function findDiagnosis({ context, owner }: ScpRequest, diagnosisId: string): Diagnosis {
  const diagnosis = context.store.of(diagnoses).get(diagnosisId);
  if (!diagnosis || diagnosisOwner(diagnosis) !== owner) throw notFound();
  return diagnosis;
}

/** A refusal with one of the service's own codes. */
export function refusal(reason: string, detail: string, status = 400): ScpError {
  return new ScpError(status, `scp-security.configinspection.${reason}`, detail);
}
