import { creationBody } from "../../../provider/clients/scp/secretsmanager/secret";
import { certain, oneOf, secondsOf, unknown, type Finding, type Findings } from "../findings";
import { doubled, lagOf } from "../lag";
import { isListed } from "../lists";
import { fewestDays, listWith } from "../objects";
import type { NewObject, Session } from "../session";
import { listOf, memberOf } from "../shown";
import type { Ask } from "../wire";
import { keyCreation } from "./keys/creation";
import { waitingSpelling } from "../waiting";
import type { Stage } from "./stage";

/** For so long a service may not know a new key, in seconds (SCP 6.1). */
const settling = 15;

export const secretsStage: Stage = {
  name: "secrets",
  service: "Secrets Manager",
  makes: `a key, which is deleted at once, and a secret without anything secret, which waits ${String(fewestDays)} days for its end`,
  costs: `what a secret costs, for up to ${String(fewestDays)} days`,
  switches: ["versionLagSeconds", "emptyLabels", "secretDeletionDays", "stateSpelling", "deletion", "waitingObjects"],
  run: async (session) => {
    const key = await session.make("key", keyCreation);
    await session.wire.pause(Math.min(settling, session.patience));
    const secret = await session.makeLater("secret", doubled(session.patience), (name) => secretCreation(name, key.id));
    const versions = await versionFindings(session, secret);
    return { ...versions, ...(await deletionFindings(session, secret)) };
  },
};

function secretCreation(name: string, kmsKeyId: string): Ask {
  const value = JSON.stringify({ made: "by pulumi-scp probe" });
  const secret = { name, value, kmsKeyId, allowedCidrs: ["127.0.0.1/32"], description: "made by pulumi-scp probe" };
  return { call: "createSecret", body: creationBody({ ...secret, privateAcl: { resourceIds: [] } }, false) };
}

async function versionFindings(session: Session, { id }: NewObject): Promise<Findings> {
  const { wire, patience } = session;
  const path = { secret_id: id };
  const list: Ask = { call: "listVersions", path };
  if ((await session.until(doubled(patience), () => wire.ask(list))) === undefined) {
    const hidden = unknown(`the secret's versions were not shown within ${String(patience)} s`);
    return { versionLagSeconds: hidden, emptyLabels: hidden };
  }
  let count = 1;
  const change = async () => {
    const body = { secret_value: JSON.stringify({ made: "by pulumi-scp probe", version: String(++count) }) };
    const { at } = await session.need("change the secret's value", { call: "updateValue", path, body });
    return { madeAt: at, object: count };
  };
  // The first version has no label any more when two others have come after it.
  await change();
  const first = await change();
  let seen: readonly unknown[] = [];
  const look = async (expected: number) => {
    const { at, shown } = await wire.ask(list);
    const versions = listOf(shown, "versions");
    if (versions.length >= expected) seen = versions;
    return { at, isSeen: versions.length >= expected };
  };
  const lag = await lagOf({ wire, patience, first, again: change, look });
  return { versionLagSeconds: lag, emptyLabels: labelsFinding(seen, session) };
}

function labelsFinding(versions: readonly unknown[], { patience, known }: Session): Finding {
  if (versions.length === 0) return unknown(`the secret's new versions were not shown within ${String(patience)} s`);
  const bare = versions.find((version) => !isLabelled(memberOf(version, "labels")));
  if (bare === undefined) return unknown("every version has a label");
  const labels = memberOf(bare, "labels");
  if (Array.isArray(labels)) return certain("list");
  if (labels === undefined) return certain("missing");
  if (labels === null) return certain("null");
  const areTextsNulls = known["emptyTexts"]?.values[0] !== false;
  return oneOf(areTextsNulls ? ["null", "text"] : ["text"], "every null is an empty text");
}

function isLabelled(labels: unknown): boolean {
  return (Array.isArray(labels) || typeof labels === "string") && labels.length > 0;
}

/** Deletes the secret, with the days in the query first. */
async function deletionFindings(session: Session, secret: NewObject): Promise<Findings> {
  const { wire } = session;
  const path = { secret_id: secret.id };
  const query = { waiting_time_ndays: fewestDays };
  const { refused } = await wire.ask({ call: "deleteSecret", path, query });
  if (refused !== undefined && refused !== 400) {
    const because = unknown(`the deletion was refused (${String(refused)})`);
    return { secretDeletionDays: because };
  }
  if (refused === 400) await session.need("delete the secret", { call: "deleteSecret", path, body: query });
  session.gone(secret);
  const { shown } = await wire.ask({ call: "showSecret", path });
  return {
    secretDeletionDays: certain(refused === undefined ? "bodyOrQuery" : "body"),
    ...(await waitingFindings(session, secret, shown["state"])),
  };
}

/** What is known by a secret whose deletion was asked for; its state is undefined where it is not shown. */
async function waitingFindings(session: Session, { id, name }: NewObject, state: unknown): Promise<Findings> {
  if (state === undefined) {
    const hidden = unknown("a secret is not shown after its deletion was asked for");
    return { deletion: hidden, waitingObjects: hidden };
  }
  const found = { stateSpelling: waitingSpelling(state), deletion: certain("waits") };
  const lag = secondsOf(session.known, "listLagSeconds");
  if (lag === undefined) {
    return { ...found, waitingObjects: oneOf(["shown", "unlisted"], "a list may show it later") };
  }
  await session.wire.pause(lag);
  const listed = await isListed(session.wire, listWith({ kind: "secret", name }), id);
  const isKnown = listed !== undefined;
  return {
    ...found,
    waitingObjects: isKnown
      ? certain(listed ? "shown" : "unlisted")
      : oneOf(["shown", "unlisted"], "the list has more pages than are read"),
  };
}
