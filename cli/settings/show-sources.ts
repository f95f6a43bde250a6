import { settingsSources, type SourcedSetting } from "../../provider/settings/reading/sources";
import { settingsSource, type Configuration } from "../../provider/settings/reading/source";
import { table } from "../output/table";

/** Says on the error stream where each setting of both clouds comes from. */
export function showSources(configuration: Configuration, stack: string | undefined): void {
  const source = settingsSource(configuration, process.env);
  const clouds = (["scp", "spaceone"] as const).map((cloud) => settingsSources(cloud, source));
  const rows = clouds.flatMap(({ settings }) => settings.map((setting) => [setting.key, sourceText(setting, stack)]));
  console.error(rows.length === 0 ? "No setting was found" : table(["setting", "source"], rows));
  for (const problem of clouds.flatMap(({ problems }) => problems)) console.error(problem);
}

/** A setting's source, as the user knows it. */
export function sourceText({ key, source }: SourcedSetting, stack: string | undefined): string {
  return stack !== undefined && source === `configuration ${key}` ? `configuration of the stack ${stack}` : source;
}
