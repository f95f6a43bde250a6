import type { RequestLog } from "../../provider/clients/http/request-log";
import { ScpClient } from "../../provider/clients/scp/scp-client";
import { SpaceoneClient } from "../../provider/clients/spaceone/spaceone-client";
import { SettingsError } from "../../provider/settings/errors";
import { readScpSettings } from "../../provider/settings/reading/scp-settings";
import type { SettingsSource } from "../../provider/settings/reading/source";
import { readSpaceoneSettings } from "../../provider/settings/reading/spaceone-settings";
import type { Cloud } from "../../provider/settings/table";
import { UserError } from "../user-error";
import type { Given } from "./stages/stage";

/** The clients of the clouds that there are credentials of. */
export interface Clients {
  readonly scp?: ScpClient | undefined;
  readonly spaceone?: SpaceoneClient | undefined;
}

/** Throws UserError if there are credentials of no cloud, and SettingsError if some are wrong. */
export function clientsFor(source: SettingsSource, log: RequestLog): Clients {
  const unset: string[] = [];
  const ifSet = <T>(open: () => T): T | undefined => {
    try {
      return open();
    } catch (error) {
      if (!(error instanceof SettingsError && error.isUnset)) throw error;
      unset.push(error.message);
      return undefined;
    }
  };
  const scp = ifSet(() => new ScpClient(readScpSettings(source), log));
  const spaceone = ifSet(() => new SpaceoneClient(readSpaceoneSettings(source), log));
  if (scp === undefined && spaceone === undefined) throw new UserError(unset.join("\n"));
  return { scp, spaceone };
}

export async function closeClients({ scp, spaceone }: Clients): Promise<void> {
  await scp?.close();
  await spaceone?.close();
}

/** What the settings of the clouds give the stages. */
export function givenBy({ scp, spaceone }: Clients, vaultAccessKey: string | undefined): Given {
  const { accountId, accessKey = "", secretKey = "", region } = scp?.settings ?? {};
  const clouds: readonly Cloud[] = [...(scp ? (["scp"] as const) : []), ...(spaceone ? (["spaceone"] as const) : [])];
  return {
    clouds: new Set(clouds),
    accountId,
    accessKey,
    secretKey,
    region,
    vaultAccessKey,
    role: spaceone?.claims.role,
    expired: spaceone?.expired(),
  };
}

/** What no message and no transcript may show. */
export function credentialsOf({ scp, spaceone }: Clients): Set<string> {
  const { accessKey, secretKey } = scp?.settings ?? {};
  const all = [accessKey, secretKey, spaceone?.settings.token.value];
  return new Set(all.filter((text) => text !== undefined));
}
