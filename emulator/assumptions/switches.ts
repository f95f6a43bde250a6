import { z } from "zod";

/** One way in which the real services may differ from the emulator. */
interface Switch<Value> {
  /** The value that the emulator starts with. */
  readonly usual: Value;
  readonly schema: z.ZodType<Value>;
  /** The allowed values in words: what follows "must be" in a message. */
  readonly form: string;
  readonly meaning: string;
}

/** All switches by name. `docs/emulator.md` has each with its form and meaning. */
export const switches = {
  listLagSeconds: seconds(0, 3600, "an object that was made within this time is in no list and in no check of names"),
  showLagSeconds: seconds(0, 3600, "a GET does not find an object that was made within this time"),
  versionLagSeconds: seconds(0, 3600, "reads show versions, and labels of versions, as they were this long ago"),
  runLagSeconds: seconds(0, 3600, "a run that was requested within this time is neither in detail nor in reports"),
  vaultTokenMask: choice(["none", "stars", "partial", "aes", "enc", "word"], "the form of a vault's token in show"),
  emptyLabels: choice(["list", "null", "missing", "text"], "the `labels` of a version that has none"),
  scheduleSpelling: choice(
    ["reference", "short", "number", "korean", "seconds", "lower"],
    "how detail spells a schedule",
  ),
  enumSpelling: choice(
    ["reference", "lower", "upper", "mixed"],
    "letter case of `csp_type`, `plan_type`, `diagnosis_check_type` and `key_type`",
  ),
  stateSpelling: choice(
    ["reference", "upper", "lower", "spaced", "unknown"],
    "the spelling of `state` and `vaultkey_state`",
  ),
  createdAt: choice(["reference", "noZone", "offset", "seoulNoZone", "missing", "empty"], "the form of `created_at`"),
  createdAtSkewSeconds: seconds(-3600, 3600, "this number is added to `created_at`"),
  deleteAtOfActive: choice(
    ["reference", "empty", "old"],
    "`delete_at` or `deleted_at` of an object that is not scheduled for deletion",
  ),
  emptyTexts: flag('null becomes "", and `region` is ""'),
  currentVersion: choice(["reference", "missing"], "whether replies have `current_version`"),
  oddListEntry: flag("lists end with one more object, which has an id and nothing else"),
  inspectionTimes: choice(["reference", "seoul", "seoulAsUtc"], "the dates of the auth key in detail"),
  inspectionId: choice(
    ["requested", "own"],
    "which id a diagnosis gets with API 1.1: the requested one, or one of the service's own",
  ),
  numberTexts: choice(["refused", "taken"], 'whether a request may have the text of a whole number, such as `"90"`'),
  serviceKey: choice(["notFound", "managedKey"], "what kms-key of Secrets Manager 1.2 answers"),
  secretDeletionDays: choice(
    ["bodyOrQuery", "body"],
    "where the deletion of a secret may have its `waiting_time_ndays`",
  ),
};

type Switches = typeof switches;

export type SwitchName = keyof Switches;

/** The value of each switch, by its name. */
export type Assumptions = { readonly [Name in SwitchName]: Switches[Name]["usual"] };

/** New values of some switches; null means the usual value. */
export type AssumptionChanges = { readonly [Name in SwitchName]?: Assumptions[Name] | null };

export const switchNames = Object.keys(switches) as SwitchName[];

/** A switch with a fixed list of values, the first of which is the usual one. */
function choice<const Values extends readonly [string, ...string[]]>(
  values: Values,
  meaning: string,
): Switch<Values[number]> {
  const form = `one of ${values.join(", ")}`;
  return { usual: values[0], schema: z.enum(values, { error: `must be ${form}` }), form, meaning };
}

function seconds(from: number, to: number, meaning: string): Switch<number> {
  const form = `a whole number from ${from} to ${to}`;
  const error = `must be ${form}`;
  return { usual: 0, schema: z.int({ error }).min(from, { error }).max(to, { error }), form, meaning };
}

function flag(meaning: string): Switch<boolean> {
  const form = "true or false";
  return { usual: false, schema: z.boolean({ error: `must be ${form}` }), form, meaning };
}
