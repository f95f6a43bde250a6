import type { Reply } from "../../reply";
import { decodeBody } from "../body";
import { notFound, type ScpError } from "../errors";
import { modification } from "../owned";
import type { Operation, ScpRequest } from "../service";
import { isSystemLabel, labelledVersion } from "./labels";
import { secrets, secretVersions, type Secret } from "./secret";
import { findActiveSecret, refusal } from "./secret-access";
import { labelRequest } from "./validation/secret";

/** How many labels of the user's own a secret may have (SCP 6.2). */
const maxLabels = 20;

/** The reference shows a reply without a body. */
const answered: Reply = { status: 200 };

/** Adds, removes or moves a label, depending on the versions that the body names. */
export const updateLabel: Operation = (request) => {
  const { label, move_to_version_id: to, remove_from_version_id: from } = decodeBody(labelRequest, request.body);
  const secret = findActiveSecret(request);
  refuseSystemLabel(label);
  refuseMissingVersion(request, secret, from);
  refuseMissingVersion(request, secret, to);
  const before = labelledVersion(secret, label);
  if (before !== (from ?? undefined) && !isMoved(request, before, to, from)) throw misplaced(label, from);
  const others = secret.labels.filter((candidate) => candidate.label !== label);
  const labels = typeof to === "string" ? [...others, { label, version_id: to }] : others;
  refuseTooManyLabels(labels);
  request.context.store.commit(secrets.put({ ...secret, ...modification(request), labels }));
  return answered;
};

/** Whether a label that is on a version is only named with the version that it is to go to, and may go there. */
function isMoved({ context }: ScpRequest, before: string | undefined, to: unknown, from: unknown): boolean {
  const isAdded = typeof to === "string" && typeof from !== "string" && before !== undefined && before !== to;
  return isAdded && context.world.current.labelMove === "moved";
}

function refuseSystemLabel(label: string): void {
  if (!isSystemLabel(label)) return;
  throw refusal("UpdateLabelNotAllowedOperation", `The label is moved by the service only: ${label}`);
}

function refuseMissingVersion({ context }: ScpRequest, { id }: Secret, versionId: string | null | undefined): void {
  if (typeof versionId !== "string") return;
  if (context.store.of(secretVersions).get(versionId)?.secret_id !== id) throw notFound();
}

function misplaced(label: string, from: string | null | undefined): ScpError {
  return typeof from === "string"
    ? refusal("label.invalid", `The label is not on version ${from}: ${label}`)
    : refusal("label.duplicated", `The label is already on a version: ${label}`);
}

function refuseTooManyLabels(labels: Secret["labels"]): void {
  if (labels.filter(({ label }) => !isSystemLabel(label)).length <= maxLabels) return;
  throw refusal("label.quota.exceeded", `A secret has at most ${maxLabels} labels.`);
}
