import { z } from "zod";
import { latestTime, type Clock } from "../clock";
import { collections } from "../collections";
import { decodeDocument, DocumentError } from "../document";
import { accounts } from "../scp/account";
import { placeOfRegion } from "../scp/place";
import { startStates } from "../start-state";
import type { Change } from "../store/collection";
import { Store } from "../store/store";
import { checkedChanges } from "./checked-changes";
import { snapshotDocument } from "./snapshot";

const text = z.string().min(1);

const startRecord = z.object({
  id: z.literal("start"),
  credentials: z.strictObject({
    accessKey: text,
    secretKey: text,
    accountId: text,
    region: text.refine((region) => placeOfRegion(region), { error: "must be a region" }),
    spaceoneToken: text,
    spaceoneDomainId: text,
    spaceoneWorkspaceId: text,
    spaceoneProjectId: text,
  }),
  changes: z.array(z.tuple([z.string(), z.string(), z.looseObject({})])),
});

/**
 * The changes that put the state of a snapshot in the place of all that is stored. Nothing is changed yet. Throws a
 * DocumentError for a document that is no snapshot, or whose records do not belong together.
 */
export function snapshotChanges(document: string, clock: Clock): readonly Change[] {
  const { now, records } = decodeDocument(snapshotDocument, document);
  const time = Date.parse(now);
  if (time > latestTime) throw new DocumentError(`now: must not be after ${new Date(latestTime).toISOString()}`);
  const changes = checkedChanges(records, "records");
  checkStart(changes);
  return [...changes, clock.setTo(time)];
}

/** A reset needs the start state, and every program the credentials that stand in it. */
function checkStart(changes: readonly Change[]): void {
  const store = new Store(collections);
  store.replace(changes);
  const where = `records.${startStates.name}`;
  const [start, ...others] = store.of(startStates).all();
  if (!start || others.length > 0) throw new DocumentError(`${where}: must be one record`);
  const { credentials, changes: startChanges } = decodeDocument(startRecord, JSON.stringify(start));
  const account = store.of(accounts).get(credentials.accountId);
  if (account?.access_key !== credentials.accessKey || account.secret_key !== credentials.secretKey) {
    throw new DocumentError(`${where}: the credentials are of no account of records.${accounts.name}`);
  }
  const byCollection: Record<string, object[]> = {};
  for (const [name, , record] of startChanges) (byCollection[name] ??= []).push(record);
  checkedChanges(byCollection, `${where}.changes`);
}

/** The same for a start: what the snapshot has is the start state, to which a reset goes back. */
export function seedChanges(document: string, clock: Clock): readonly Change[] {
  const changes = snapshotChanges(document, clock);
  return changes.map((change) => {
    const [name, id, start] = change;
    if (name !== startStates.name) return change;
    return [name, id, { ...start, changes: changes.filter((other) => other !== change) }];
  });
}
