import type { NeededSetting, Plan } from "./plan";

/** The files of an import. */
export interface ImportFiles {
  readonly program: string;
  readonly resources: string;
  readonly settings: string;
}

/** So many commands are shown; the file has all. */
const mostShown = 10;

/** What a user does after the files were written. */
export function nextSteps({ resources, settings }: Plan, files: ImportFiles): string {
  const required = settings.filter((setting) => setting.required);
  const optional = settings.length - required.length;
  return [
    `${counted(resources.length, "object")}: ${files.program}, ${files.resources}`,
    ...(settings.length === 0
      ? []
      : [
          `Nobody can read ${counted(settings.length, "value")}, listed in ${files.settings}. Set each to what it is:`,
          ...required.slice(0, mostShown).map((setting) => `  ${setCommand(setting)}`),
          ...(required.length <= mostShown
            ? []
            : [`  and ${String(required.length - mostShown)} more that are required`]),
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

function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? "" : "s"}`;
}
