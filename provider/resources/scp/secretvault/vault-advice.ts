import type { Context, Verb } from "../../../lifecycle/definition/context";
import type { SecretVaultArgs } from "./secret-vault-contract";
import { identifyVault } from "./vault-facts";

/** Why a creation may have been refused: an access key belongs to one vault, also while that one waits for its deletion. */
export async function vaultAdvice(
  { scp }: Context,
  vaults: readonly Partial<SecretVaultArgs>[],
  verb: Verb,
): Promise<string | undefined> {
  if (verb !== "create") return undefined;
  const keys = vaults.map(({ accessKeyId }) => accessKeyId);
  const owner = (await scp.vaults.listVaults()).find(({ accessKeyId }) => keys.includes(accessKeyId));
  if (owner === undefined) return undefined;
  const { id, name, phase, deleteAt } = identifyVault(owner);
  const vault = `The access key belongs to the secret vault ${name} (${id})`;
  if (phase === "terminating") {
    const until = deleteAt === undefined ? "" : ` until ${deleteAt}`;
    return `${vault}, which waits for its deletion${until}: give another accessKeyId`;
  }
  return (
    `${vault}: give another accessKeyId. If an interrupted command of this resource has made that vault, nobody has read its ` +
    `token: terminate it in the console, or keep it without its token with adopt: "${id}"`
  );
}
