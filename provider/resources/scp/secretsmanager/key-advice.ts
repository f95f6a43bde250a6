import type { Key } from "../../../clients/scp/kms/key";
import type { Context } from "../../../lifecycle/definition/context";
import { isLeavingKey, isStoppedKey, isYoungKey } from "../kms/key-facts";
import type { Refusal } from "../../../lifecycle/definition/behaviour";
import type { SecretArgs } from "./secret-contract";

/** Why secrets may have been refused: a secret can be written, and moved to another key, only while its key is active. */
export async function keyAdvice(
  { scp }: Context,
  secrets: readonly Partial<SecretArgs>[],
): Promise<string | undefined> {
  const ids = [...new Set(secrets.map(({ kmsKeyId }) => kmsKeyId).filter((id) => typeof id === "string"))];
  const keys = await Promise.all(ids.map((id) => scp.kms.showKey(id).catch(() => undefined)));
  const problems = keys.flatMap((key) => (key === undefined ? [] : keyProblem(key)));
  return problems.length === 0 ? undefined : problems.join(". ");
}

/** What else may be the reason of a refusal, where nothing shows it. */
export function hiddenReason(
  secrets: readonly Partial<SecretArgs>[],
  { status, request }: Refusal,
): string | undefined {
  if (status === 400 && request.path.endsWith("/values")) {
    return (
      "If the secret has this value already, give it another one for one `pulumi up`, or adopt it with the option " +
      'ignoreChanges: ["value"]'
    );
  }
  if (!request.path.endsWith("/v1/secrets") || !secrets.some(({ restoreOnCreate }) => restoreOnCreate === true)) {
    return undefined;
  }
  return (
    "If a secret of that name waits for its deletion, the service does not list it: restore it in the console, and " +
    "manage it again with adopt"
  );
}

function keyProblem(record: Key): string[] {
  const { id, name, deleteAt } = record;
  const key = `the KMS key ${name} (${id})`;
  if (isLeavingKey(record)) {
    const date = deleteAt === undefined ? "" : ` on ${deleteAt}`;
    return [
      `${key} waits for its deletion${date}: cancel the deletion in the console before that date, and the secret can be read ` +
        "and moved to another key; afterwards nobody can read it",
    ];
  }
  if (isYoungKey(record)) return [`${key} is still being made: run \`pulumi up\` again in a minute`];
  if (!isStoppedKey(record)) return [];
  return [
    `${key} is stopped, and a secret can neither be written nor moved to another key meanwhile: start it (enabled: true). ` +
      "To stop it for good do so in a later up, or give it the option dependsOn with its secrets",
  ];
}
