import { settingsSources } from "../../provider/settings/reading/sources";
import type { SettingsSource } from "../../provider/settings/reading/source";
import type { Cloud } from "../../provider/settings/table";
import { UserError } from "../user-error";

/** What a user does who has given no credentials. */
export const giveCredentials =
  "set scp:accessKey and scp:secretKey, or spaceone:endpoint and spaceone:token: in a stack's configuration, which --stack " +
  "reads, or as environment variables";

/** The clouds of which there are credentials. Throws where there are none at all. */
export function usedClouds(source: SettingsSource): readonly Cloud[] {
  const clouds = (["scp", "spaceone"] as const).filter((cloud) => settingsSources(cloud, source).isUsed);
  if (clouds.length > 0) return clouds;
  throw new UserError(`no credentials were found, of neither cloud: ${giveCredentials}`);
}
