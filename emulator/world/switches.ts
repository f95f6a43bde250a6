import { z } from "zod";

/** One way in which the real services may differ from the emulator. */
interface Switch<Value> extends About {
  /** The value that the emulator starts with. */
  readonly default: Value;
  /** The allowed values: all of them, or the least and the greatest whole number. */
  readonly values: readonly Value[] | { readonly from: number; readonly to: number };
  /** Takes the text of a value as well. */
  readonly schema: z.ZodType<Value>;
  /** The allowed values in words: what follows "must be" in a message. */
  readonly form: string;
}

/** What a reader has to know of a switch. */
interface About {
  readonly meaning: string;
  /** What replies and requests it changes. */
  readonly where: string;
  /** How sure the default is, in a word of docs/observations.md, and where that page tells it. */
  readonly evidence: string;
}

/** All switches by name. The tables of them in `docs/emulator.md` and `docs/limits.md` are made of what is said here. */
export const switches = {
  listLagSeconds: seconds(0, 3600, {
    meaning: "an object that was made within this time is in no list and in no check of names",
    where:
      "all: lists and filtered lists, KMS `duplicate`, `check-duplication`; cloud services, change history and secrets of SpaceONE",
    evidence: "assumed",
  }),
  showLagSeconds: seconds(0, 3600, {
    meaning: "a GET does not find an object that was made within this time",
    where: "all: show, `users`, a secret's versions, detail and report; `get` of SpaceONE",
    evidence: "assumed",
  }),
  versionLagSeconds: seconds(0, 3600, {
    meaning: "reads show versions, and labels of versions, as they were this long ago",
    where: "KMS: `current_version` of show and lists; secrets: the list of versions",
    evidence: "assumed",
  }),
  runLagSeconds: seconds(0, 3600, {
    meaning: "a run that was requested within this time is neither in detail nor in reports",
    where: "Config Inspection, the list of diagnoses included",
    evidence: "assumed",
  }),
  vaultTokenMask: choice(["none", "stars", "partial", "aes", "enc", "word"], {
    meaning: "the form of a vault's token in show",
    where: "Secret Vault: `vault_token_id` and `vault_token_secret_value`",
    evidence: "documented (SCP 6.3)",
  }),
  emptyLabels: choice(["list", "null", "missing", "text"], {
    meaning: "the `labels` of a version that has none",
    where: "secrets: the list of versions",
    evidence: "assumed (SCP 6.2)",
  }),
  scheduleSpelling: choice(["reference", "short", "number", "korean", "seconds", "lower"], {
    meaning: "how detail spells a schedule",
    where: "Config Inspection",
    evidence: "assumed (SCP 5)",
  }),
  enumSpelling: choice(["reference", "lower", "upper", "mixed"], {
    meaning: "letter case of `csp_type`, `plan_type`, `diagnosis_check_type` and `key_type`",
    where: "Config Inspection; KMS",
    evidence: "documented",
  }),
  stateSpelling: choice(["reference", "upper", "lower", "spaced", "unknown"], {
    meaning: "the spelling of `state` and `vaultkey_state`",
    where: "KMS, secrets, vaults, certificates",
    evidence: "documented",
  }),
  createdAt: choice(["reference", "noZone", "offset", "seoulNoZone", "missing", "empty"], {
    meaning: "the form of `created_at`",
    where: "all of SCP",
    evidence: "documented",
  }),
  createdAtSkewSeconds: seconds(-3600, 3600, {
    meaning: "this number is added to `created_at`",
    where: "all of SCP",
    evidence: "assumed",
  }),
  deleteAtOfActive: choice(["reference", "empty", "old"], {
    meaning: "`delete_at` or `deleted_at` of an object that is not scheduled for deletion",
    where: "KMS, secrets, vaults",
    evidence: "assumed",
  }),
  emptyTexts: flag({
    meaning: 'null becomes "", and `region` is ""',
    where: "all of SCP; `region` of show and lists of KMS and secrets",
    evidence: "assumed",
  }),
  currentVersion: choice(["reference", "missing"], {
    meaning: "whether replies have `current_version`",
    where: "KMS, the reply of a rotation included",
    evidence: "documented",
  }),
  oddListEntry: flag({
    meaning: "lists end with one more object, which has an id and nothing else",
    where: "keys, managed keys, secrets, vaults, certificates, diagnoses",
    evidence: "assumed",
  }),
  inspectionTimes: choice(["reference", "seoul", "seoulAsUtc"], {
    meaning: "the dates of the auth key in detail",
    where: "Config Inspection",
    evidence: "documented (SCP 5)",
  }),
  inspectionId: choice(["requested", "own"], {
    meaning: "which id a diagnosis gets with API 1.1: the requested one, or one of the service's own",
    where: "Config Inspection",
    evidence: "inferred (SCP 5)",
  }),
  numberTexts: choice(["refused", "taken"], {
    meaning: 'whether a request may have the text of a whole number, such as `"90"`',
    where: "SCP: fields that are whole numbers",
    evidence: "assumed",
  }),
  serviceKey: choice(["notFound", "managedKey"], {
    meaning: "what kms-key of Secrets Manager 1.2 answers",
    where: "secrets",
    evidence: "measured (SCP 6.2)",
  }),
  secretDeletionDays: choice(["bodyOrQuery", "body"], {
    meaning: "where the deletion of a secret may have its `waiting_time_ndays`",
    where: "secrets",
    evidence: "measured (SCP 13)",
  }),
};

type Switches = typeof switches;

export type SwitchName = keyof Switches;

/** The value of each switch, by its name. */
export type SwitchValues = { readonly [Name in SwitchName]: Switches[Name]["default"] };

/** New values of some switches; null means the default. */
export type SwitchChanges = { readonly [Name in SwitchName]?: SwitchValues[Name] | null };

export const switchNames = Object.keys(switches) as SwitchName[];

/** A switch with a fixed list of values, the first of which is the default. */
function choice<const Values extends readonly [string, ...string[]]>(
  values: Values,
  about: About,
): Switch<Values[number]> {
  const form = `one of ${values.join(", ")}`;
  return { default: values[0], values, schema: z.enum(values, { error: `must be ${form}` }), form, ...about };
}

function seconds(from: number, to: number, about: About): Switch<number> {
  const form = `a whole number from ${from} to ${to}`;
  const error = `must be ${form}`;
  const schema = z.preprocess(valueOfText, z.int({ error }).min(from, { error }).max(to, { error }));
  return { default: 0, values: { from, to }, schema, form, ...about };
}

function flag(about: About): Switch<boolean> {
  const form = "true or false";
  const schema = z.preprocess(valueOfText, z.boolean({ error: `must be ${form}` }));
  return { default: false, values: [false, true], schema, form, ...about };
}

/** A whole number or a boolean that was written as a text, as a form of a page or a shell does. */
function valueOfText(value: unknown): unknown {
  return typeof value === "string" && /^(?:true|false|-?\d{1,15})$/.test(value)
    ? (JSON.parse(value) as unknown)
    : value;
}
