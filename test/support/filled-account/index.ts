import type { EmulatorClient } from "../emulator-client";
import { makeIntermediate, makeLeaf, makeRoot } from "../certificates";
import type { Filled, Surroundings } from "./sample";
import { earlierScpSamples, scpSamples } from "./scp-samples";
import { spaceoneSamples } from "./spaceone-samples";

export { marker, type Filled } from "./sample";

/** Fills an emulator with one object of each sample or more, up to at least `count`, in all kinds and states, without any code of this package. */
export async function fillAccount(client: EmulatorClient, count: number): Promise<readonly Filled[]> {
  const earlier = await surroundings(client);
  const filled: Filled[] = [];
  for (const sample of earlierScpSamples) filled.push(await sample(earlier, filled.length));
  const around = { ...earlier, day: daysFrom(await client.advance("P31D")) };
  const samples = [...scpSamples, ...spaceoneSamples];
  do {
    for (const sample of samples) filled.push(await sample(around, filled.length));
  } while (filled.length < count);
  const [managed] = (await client.account()).managedKeys;
  return [...filled, { kind: "ManagedKmsKey", id: managed?.id ?? "" }];
}

async function surroundings(client: EmulatorClient): Promise<Surroundings> {
  const {
    spaceoneDomainId: domain_id = "",
    spaceoneWorkspaceId: workspace_id = "",
    spaceoneProjectId: projectId = "",
  } = client.address;
  const [serviceAccount, trustedSecret] = ["sa-1", "trusted-secret-1"];
  const here = { domain_id, workspace_id };
  await client.seed({
    service_accounts: [{ service_account_id: serviceAccount, provider: "aws", project_id: projectId, ...here }],
    trusted_secrets: [{ trusted_secret_id: trustedSecret, ...here }],
  });
  const admin = { typ: "CLIENT_SECRET", own: "APP", ver: "2.0", jti: "admin", did: domain_id, wid: "*" };
  const root = await makeRoot();
  const intermediate = await makeIntermediate(root);
  return {
    client,
    day: daysFrom(await client.advance("PT0S")),
    keyIds: [],
    serviceAccount,
    trustedSecret,
    projectId,
    adminToken: await client.mintToken({ ...admin, rol: "DOMAIN_ADMIN" }),
    pem: await makeLeaf(intermediate),
  };
}

const dayMs = 86_400_000;

/** Days after a time, in Seoul. */
function daysFrom(time: string): (later?: number) => string {
  const first = Date.parse(time) + 9 * 3_600_000;
  return (later = 0) => new Date(first + later * dayMs).toISOString().slice(0, 10).replaceAll("-", "");
}
