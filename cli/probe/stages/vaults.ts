import { creationBody } from "../../../provider/clients/scp/secretvault/vault";
import { certain, unknown, type Finding } from "../findings";
import { fewestDays } from "../objects";
import type { Ask } from "../wire";
import type { Stage } from "./stage";

export const vaultsStage: Stage = {
  name: "vaults",
  cloud: "scp",
  service: "Secret Vault",
  makes: `a vault for the given access key, which waits ${String(fewestDays)} days for its end`,
  costs: `what a vault costs; the access key can have no other vault for ${String(fewestDays)} days`,
  switches: ["vaultTokenMask", "vaultLists"],
  option: "--vault-access-key ID",
  lacks: ({ vaultAccessKey }) =>
    vaultAccessKey === undefined ? "it needs an access key without a vault: --vault-access-key ID" : undefined,
  run: async (session, { vaultAccessKey = "" }) => {
    const { id } = await session.make("vault", (name) => vaultCreation(name, vaultAccessKey));
    const show: Ask = { call: "showVault", path: { secret_vault_id: id } };
    const answer = await session.shown(show);
    const hidden = unknown(`the vault was not shown within ${String(session.patience)} s`);
    if (answer === undefined) return { vaultTokenMask: hidden, vaultLists: hidden };
    const { vault_token_secret_value: form, list } = answer.shown;
    return {
      vaultTokenMask: maskFinding(form),
      vaultLists: typeof list === "boolean" ? certain(list) : unknown("the vault is shown without its times"),
    };
  },
};

function vaultCreation(name: string, accessKeyId: string): Ask {
  const body = creationBody({
    name,
    accessKeyId,
    allowedIps: ["127.0.0.1"],
    temporaryKeyTtlInHours: 1,
    tokenTtlInDays: 30,
    description: "made by pulumi-scp probe",
  });
  return { call: "createVault", body };
}

function maskFinding(form: unknown): Finding {
  return typeof form === "string" && form !== "other" && form !== "missing"
    ? certain(form)
    : unknown("its token has none of the known forms");
}
