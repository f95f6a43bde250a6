import * as scp from "pulumi-scp";

import { data } from "./keys";
import { builds, password, shop, weekly } from "./objects";

// What exists, by id or by name. With `dependsOn` a list is read after what it is to have in it.

const made = { dependsOn: [data, password, builds, shop, weekly] };

/** Names of a list, without the random part that Pulumi gives. */
const names = (all: readonly { readonly name: string }[]): string[] =>
  all.map(({ name }) => name.replace(/-?[0-9a-f]{7}$/, "")).sort();

export const found = {
  keyVersion: scp.getKmsKeyOutput({ name: data.name }).currentVersion,
  keys: scp.listKmsKeysOutput({}, made).apply(names),
  keyUsers: scp.listKmsKeyUsersOutput({ keyId: data.id }, made).apply(names),
  isKeyNameTaken: scp.isKmsKeyNameTakenOutput({ name: data.name }),
  secretState: scp.getSecretOutput({ id: password.id }).state,
  secrets: scp.listSecretsOutput({}, made).apply(names),
  secretVersions: scp.listSecretVersionsOutput({ secretId: password.id }).apply((all) => all.length),
  vaultState: scp.getSecretVaultOutput({ id: builds.id }).state,
  vaults: scp.listSecretVaultsOutput({}, made).apply(names),
  certificateFor: scp.getCertificateOutput({ name: shop.name }).commonName,
  certificates: scp.listCertificatesOutput({}, made).apply(names),
  isCertificateNameTaken: scp.isCertificateNameTakenOutput({ name: shop.name }),
  inspectionPlan: scp.getConfigInspectionOutput({ name: weekly.name }).plan,
  inspections: scp.listConfigInspectionsOutput({}, made).apply(names),
};

/** How the newest run of the inspection has ended. */
export const newestRun = scp
  .listInspectionReportsOutput({ diagnosisId: weekly.diagnosisId })
  .apply(async ([newest]) => {
    if (newest === undefined) return { failed: 0, items: 0 };
    const { diagnosisId = "", sequence, counts } = newest;
    const { items } = await scp.getInspectionReport({ diagnosisId, sequence });
    return { failed: counts.failed, items: items.length };
  });

/** The same functions with plain values. A loop asks for no page that it does not come to. */
export async function platformKeys(): Promise<string[]> {
  const descriptions: string[] = [];
  for await (const { id } of scp.listManagedKmsKeys()) {
    const { name, state } = await scp.getManagedKmsKey({ id });
    descriptions.push(`${name} is ${state}`);
  }
  return descriptions;
}
