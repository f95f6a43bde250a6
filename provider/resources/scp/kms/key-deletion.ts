import { sameId } from "../../../words/ids";
import type { Context } from "../../../lifecycle/definition/context";

// Checks and warnings before a key is deleted.

/** How many names a message has at most. */
const mostNamed = 5;

/** Whether any data could no longer be read without the key. */
export async function isNeeded(context: Context, id: string): Promise<boolean> {
  return (await context.scp.kms.listUsers(id)).length > 0 || (await secretsUnder(context, id)).length > 0;
}

export async function refuseWhileUsed({ scp, refuse }: Context, id: string): Promise<void> {
  const users = await scp.kms.listUsers(id);
  if (users.length === 0) return;
  const names = users.map(({ name }) => name);
  const some = `${names.slice(0, mostNamed).join(", ")}${users.length > mostNamed ? " and others" : ""}`;
  refuse(
    `the KMS key is still used by ${some}, and refuseDeletionWhileUsed is set: ` +
      "move its users to another key, or remove them first. Where Pulumi deletes it to make room for a new one, " +
      "the reason is the option deleteBeforeReplace or the setting pulumi:autonaming: remove it",
  );
}

/** Without its key a secret cannot be restored in its recovery window. If secrets cannot be listed, there is no warning. */
export async function warnOfDeletion(context: Context, id: string, immediately: boolean): Promise<void> {
  const { warn } = context;
  const secrets = await secretsUnder(context, id).catch(() => []);
  if (secrets.length > 0) {
    const more = secrets.length > mostNamed ? ` and ${String(secrets.length - mostNamed)} more` : "";
    const some = `${secrets.slice(0, mostNamed).join(", ")}${more}`;
    warn(`without this key the secrets encrypted by it can be neither read nor restored: ${some}`);
  }
  if (immediately) {
    warn(
      "it is deleted at once and for ever, since deleteImmediately was set at the last `pulumi up`. A destroy does not read " +
        "the program: to keep the 72 hours, set deleteImmediately to false and run `pulumi up` first",
    );
  }
}

/** Names of the secrets that a key encrypts, also those whose deletion is scheduled. */
async function secretsUnder({ scp, shared }: Context, id: string): Promise<readonly string[]> {
  const secrets = await shared("secrets", () => scp.secrets.listSecrets());
  return secrets.filter(({ kmsKeyId }) => sameId(kmsKeyId, id)).map(({ name }) => name);
}
