import { Connection, type SpaceoneServices } from "../../provider/clients/connection";
import { Deadline } from "../../provider/clients/http/deadline";
import { InspectionsClient } from "../../provider/clients/scp/configinspection/inspections-client";
import { KmsClient } from "../../provider/clients/scp/kms/kms-client";
import { ScpClient } from "../../provider/clients/scp/scp-client";
import { SecretsClient } from "../../provider/clients/scp/secretsmanager/secrets-client";
import { readScpSettings } from "../../provider/settings/reading/scp-settings";
import type { EmulatorClient } from "./emulator-client";
import { stackSettings } from "./settings";

/** The package's clients of an emulator's services of SCP. */
export interface ServiceClients {
  readonly kms: KmsClient;
  readonly secrets: SecretsClient;
  readonly inspections: InspectionsClient;
}

/** Does something with the clients that the package has for an emulator's account. */
export async function withClients<T>(
  { address: { url, accessKey, secretKey } }: EmulatorClient,
  use: (clients: ServiceClients) => Promise<T>,
): Promise<T> {
  const config = { "scp:endpoint": url, "scp:accessKey": accessKey, "scp:secretKey": secretKey };
  const scp = new ScpClient(readScpSettings(stackSettings(config)), () => undefined);
  const deadline = new Deadline(60_000);
  try {
    return await use({
      kms: new KmsClient(scp, deadline),
      secrets: new SecretsClient(scp, deadline),
      inspections: new InspectionsClient(scp, deadline),
    });
  } finally {
    await scp.close();
  }
}

/** Does something with the clients that the package has for an emulator's SpaceONE. */
export async function withSpaceone<T>(
  { address: { url, spaceoneToken = "" } }: EmulatorClient,
  use: (services: SpaceoneServices) => Promise<T>,
): Promise<T> {
  const connection = new Connection(
    stackSettings({ "spaceone:endpoint": url, "spaceone:token": spaceoneToken }),
    () => undefined,
  );
  return use(connection.spaceone(new Deadline(60_000)));
}
