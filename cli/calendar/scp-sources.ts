import type { Call } from "../../provider/calls/call";
import { listCertificates } from "../../provider/functions/definitions/certificatemanager";
import { listConfigInspections } from "../../provider/functions/definitions/configinspection";
import { listKmsKeys } from "../../provider/functions/definitions/kms";
import { listSecrets } from "../../provider/functions/definitions/secretsmanager";
import { listSecretVaults } from "../../provider/functions/definitions/secretvault";
import { dayMs } from "../../provider/words/times";
import type { Source } from "../inventory/collect";
import { Occurrences, type Occurrence } from "./occurrences";
import { periodic, scheduled } from "./times";

/** How long a vault is kept after its token has expired (SCP 6.3). */
const expiredVaultDays = 7;

const deletion = "is deleted for ever";

/** What happens by itself to the objects of each kind of SCP. */
export const scpSources: readonly Source<Occurrence>[] = [
  { cloud: "scp", noun: listKmsKeys.noun, list: ofKeys },
  { cloud: "scp", noun: listSecrets.noun, list: ofSecrets },
  { cloud: "scp", noun: listSecretVaults.noun, list: ofVaults },
  { cloud: "scp", noun: listCertificates.noun, list: ofCertificates },
  { cloud: "scp", noun: listConfigInspections.noun, list: ofInspections },
];

/** A key that waits for its deletion, or is stopped, is not rotated. */
async function ofKeys(call: Call): Promise<readonly Occurrence[]> {
  const occurrences = new Occurrences(call);
  for (const { id, name, deleteAt, nextRotationAt, rotation, enabled } of await listKmsKeys.list(call, {})) {
    const subject = { kind: "KmsKey", name, id };
    occurrences.add(subject, "deletion", deletion, occurrences.times(subject, deleteAt));
    if (deleteAt !== undefined || enabled === false) continue;
    const [first] = occurrences.times(subject, nextRotationAt);
    if (first === undefined) continue;
    occurrences.add(subject, "rotation", "gets a new version", (span) => periodic(first, rotation.periodInDays, span));
  }
  return occurrences.all;
}

async function ofSecrets(call: Call): Promise<readonly Occurrence[]> {
  const occurrences = new Occurrences(call);
  for (const { id, name, deleteAt } of await listSecrets.list(call, {})) {
    const subject = { kind: "Secret", name, id };
    occurrences.add(subject, "deletion", deletion, occurrences.times(subject, deleteAt));
  }
  return occurrences.all;
}

/** A vault whose token has expired is deleted by the service. */
async function ofVaults(call: Call): Promise<readonly Occurrence[]> {
  const occurrences = new Occurrences(call);
  for (const { id, name, deleteAt, tokenExpiresAt } of await listSecretVaults.list(call, {})) {
    const subject = { kind: "SecretVault", name, id };
    occurrences.add(subject, "deletion", deletion, occurrences.times(subject, deleteAt));
    if (deleteAt !== undefined) continue;
    const ends = occurrences.times(subject, tokenExpiresAt);
    occurrences.add(subject, "expiry", "has a token that ends, and is of no use from then on", ends);
    const deletions = ends.map((end) => end + expiredVaultDays * dayMs);
    occurrences.add(subject, "deletion", `${deletion}, since its token has ended`, deletions);
  }
  return occurrences.all;
}

async function ofCertificates(call: Call): Promise<readonly Occurrence[]> {
  const occurrences = new Occurrences(call);
  for (const { id, name, notAfter } of await listCertificates.list(call, {})) {
    const subject = { kind: "Certificate", name, id };
    occurrences.add(subject, "expiry", "ends", occurrences.times(subject, notAfter));
  }
  return occurrences.all;
}

/** The list shows neither the auth key nor the schedule. */
async function ofInspections(call: Call): Promise<readonly Occurrence[]> {
  const { inspections } = call.scp;
  const listed = await inspections.listDiagnoses();
  const shown = await Promise.all(listed.map(({ id }) => inspections.showDiagnosis(id)));
  const occurrences = new Occurrences(call);
  for (const { id, name, authKey, schedule } of shown) {
    const subject = { kind: "ConfigInspection", name, id };
    const ends = occurrences.times(subject, authKey?.expiresAt);
    occurrences.add(subject, "expiry", "has an auth key that ends, and fails from then on", ends);
    const { understood, words } = schedule ?? {};
    if (understood !== undefined) {
      const text = `runs (${understood.checkTypes.join(", ")})`;
      occurrences.add(subject, "run", text, (span) => scheduled(understood, span));
    } else if (words !== undefined && words !== "") {
      const reason = "is not understood, or uses no checklist: runs are left out";
      call.warn(`ConfigInspection ${name} (${id}): the schedule ${JSON.stringify(words)} ${reason}`);
    }
  }
  return occurrences.all;
}
