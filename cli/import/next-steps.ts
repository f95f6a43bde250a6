import type { NeededSetting, Plan } from "./plan";

/** The files of an import. */
export interface ImportFiles {
  readonly program: string;
  readonly resources: string;
  readonly settings: string;
}

/** What a user does after the files were written. */
export function nextSteps({ resources, settings }: Plan, files: ImportFiles): string {
  const required = settings.filter((setting) => setting.required);
  const optional = settings.length - required.length;
  return [
    `${String(resources.length)} objects: ${files.program}, ${files.resources}`,
    ...(settings.length === 0
      ? []
      : [
          `Nobody can read ${String(settings.length)} values: ${files.settings} lists them. Set them to what they are:`,
          ...required.map((setting) => `  ${setCommand(setting)}`),
          ...(optional === 0 ? [] : [`  ${String(optional)} more may be set, and need not be`]),
        ]),
    "Then, with this program as that of the stack:",
    `  pulumi import --file ${files.resources} --generate-code=false`,
    "  pulumi preview --expect-no-changes",
  ].join("\n");
}

export function setCommand({ key, secret, form }: NeededSetting): string {
  return `pulumi config set ${secret ? "--secret " : ""}${key}${form === "JSON" ? "  (as JSON)" : ""}`;
}
